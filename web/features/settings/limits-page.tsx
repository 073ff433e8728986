// How many cadences there may be, and how large (C-60): an edition's limits, or the organisation's own.
import { Alert, Group, NumberInput, Radio, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { type CadenceLimits, editions, limitsByEdition } from '#core/cadence/limits.ts';
import type { Answer } from '#web/api/call.ts';
import { useAct, useRead } from '#web/api/hooks.ts';
import { AudienceChoice } from '#web/features/settings/audience-choice.tsx';
import { limitsWords } from '#web/features/settings/limits-words.ts';
import { SettingsFrame } from '#web/features/settings/settings-frame.tsx';
import { settingsWords } from '#web/features/settings/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { Loaded } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';
import { useUnsavedGuard } from '#web/ui/unsaved-guard.ts';
import { WhyButton } from '#web/ui/why-button.tsx';

type State = Answer<'getCadenceLimits'>;

const parts = ['cadences', 'activeCadences', 'followUps'] as const;

export function LimitsPage() {
  const { t } = useWords(limitsWords);
  return (
    <SettingsFrame part="limits">
      <Stack maw="44rem" gap="xl">
        <Text size="sm" c="dimmed">
          {t('text')}
        </Text>
        <Loaded of={useRead('getCadenceLimits')}>
          {(state) => (
            <>
              <Choosing key={JSON.stringify([state.edition, state.own])} state={state} />
              <InUse state={state} />
            </>
          )}
        </Loaded>
        <AudienceChoice />
      </Stack>
    </SettingsFrame>
  );
}

function Choosing({ state }: { readonly state: State }) {
  const { t } = useWords(limitsWords);
  const { t: settings } = useWords(settingsWords);
  const { t: general } = useWords(generalWords);
  const isAdministrator = may(useMe(), 'admin');
  const before = state.own === null ? state.edition : 'own';
  const [chosen, setChosen] = useState<string>(before);
  const [own, setOwn] = useState<CadenceLimits>(state.limits);
  const edition = editions.find((one) => one === chosen) ?? null;
  const wanted = edition === null ? own : limitsByEdition[edition];
  const isChanged = chosen !== before || parts.some((part) => wanted[part] !== state.limits[part]);
  useUnsavedGuard(isChanged);
  const save = useAct('putCadenceLimits', {
    refreshes: ['getCadenceLimits'],
    onDone: () => toastDone(t('saved')),
  });
  return (
    <Stack gap="md">
      <Radio.Group label={t('edition')} value={chosen} onChange={setChosen}>
        <Stack gap="sm" mt="xs">
          {editions.map((one) => (
            <Radio
              key={one}
              value={one}
              label={t(one)}
              description={t('about', limitsByEdition[one])}
              disabled={!isAdministrator}
            />
          ))}
          <Radio value="own" label={t('own')} description={t('ownAbout')} disabled={!isAdministrator} />
        </Stack>
      </Radio.Group>
      {edition === null ? <OwnLimits limits={own} onChange={setOwn} isDisabled={!isAdministrator} /> : null}
      {isChanged && isBelow(wanted, state) ? <Alert color="yellow">{t('lower')}</Alert> : null}
      <WhyButton
        w="fit-content"
        why={isAdministrator ? null : settings('forAdministrators')}
        disabled={isAdministrator && !isChanged}
        loading={save.isPending}
        onClick={() => save.mutate({ body: { edition: edition ?? state.edition, own: edition === null ? own : null } })}
      >
        {general('save')}
      </WhyButton>
    </Stack>
  );
}

function isBelow({ cadences, activeCadences }: CadenceLimits, { modules }: State): boolean {
  return modules.some((module) => module.cadences > cadences || module.activeCadences > activeCadences);
}

/** Of the contract. */
const LIMIT_MAX = 10_000;

type OwnLimitsProps = {
  readonly limits: CadenceLimits;
  readonly isDisabled: boolean;
  readonly onChange: (limits: CadenceLimits) => void;
};

function OwnLimits({ limits, isDisabled, onChange }: OwnLimitsProps) {
  const { t } = useWords(limitsWords);
  return (
    <Group grow align="flex-end">
      {parts.map((part) => (
        <NumberInput
          key={part}
          label={t(part)}
          min={1}
          max={LIMIT_MAX}
          allowDecimal={false}
          clampBehavior="strict"
          disabled={isDisabled}
          value={limits[part]}
          onChange={(count) => {
            if (typeof count === 'number') onChange({ ...limits, [part]: count });
          }}
        />
      ))}
    </Group>
  );
}

function InUse({ state: { modules, limits } }: { readonly state: State }) {
  const { t, language } = useWords(limitsWords);
  const known = useRead('listModules').data?.items ?? [];
  const nameOf = (key: string) => known.find((one) => one.key === key)?.label[language] ?? key;
  return (
    <Stack gap="xs">
      <Title order={2}>{t('inUse')}</Title>
      {modules.length === 0 ? (
        <Text size="sm">{t('noneYet')}</Text>
      ) : (
        <Table aria-label={t('inUse')} verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('module')}</Table.Th>
              <Table.Th>{t('all')}</Table.Th>
              <Table.Th>{t('active')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {modules.map(({ module, cadences, activeCadences }) => (
              <Table.Tr key={module}>
                <Table.Td>{nameOf(module)}</Table.Td>
                <Table.Td>{t('used', { used: cadences, limit: limits.cadences })}</Table.Td>
                <Table.Td>{t('used', { used: activeCadences, limit: limits.activeCadences })}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}
