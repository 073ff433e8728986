// So many contacts at most per person or company, channel and days.
import { ActionIcon, Button, Group, NativeSelect, NumberInput, Stack, Text, Title } from '@mantine/core';
import { PlusIcon, XMarkIcon } from '@heroicons/react/16/solid';
import { touchChannels } from '#core/cadence/contact-budget.ts';
import type { Answer } from '#web/api/call.ts';
import { paceWords } from '#web/features/settings/pace/pace-words.ts';
import { useWords } from '#web/i18n/words.ts';

type Limit = Answer<'getContactLimits'>['limits'][number];

const LIMITS_MAX = 10;
/** What people expect of a cap: one e-mail a day. */
const USUAL: Limit = { per: 'person', channel: 'email', touches: 1, days: 1 };

const pers = ['person', 'account'] as const satisfies readonly Limit['per'][];
const channels = [...touchChannels, 'any'] as const satisfies readonly Limit['channel'][];

type TouchLimitsProps = {
  readonly limits: readonly Limit[];
  readonly isDisabled: boolean;
  readonly onChange: (limits: readonly Limit[]) => void;
};

export function TouchLimits({ limits, isDisabled, onChange }: TouchLimitsProps) {
  const { t } = useWords(paceWords);
  return (
    <Stack gap="sm">
      <Title order={2}>{t('touches')}</Title>
      {limits.length === 0 ? <Text size="sm">{t('noLimits')}</Text> : null}
      {limits.map((limit, place) => (
        <LimitRow
          // Limits have no identity of their own; their place is it.
          key={place}
          limit={limit}
          isDisabled={isDisabled}
          onChange={(changed) =>
            onChange(changed === null ? limits.filter((_, other) => other !== place) : limits.with(place, changed))
          }
        />
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        style={{ alignSelf: 'flex-start' }}
        disabled={isDisabled || limits.length >= LIMITS_MAX}
        leftSection={<PlusIcon width={14} aria-hidden />}
        onClick={() => onChange([...limits, USUAL])}
      >
        {t('addLimit')}
      </Button>
    </Stack>
  );
}

type LimitRowProps = {
  readonly limit: Limit;
  readonly isDisabled: boolean;
  /** Null: it goes. */
  readonly onChange: (limit: Limit | null) => void;
};

function LimitRow({ limit, isDisabled, onChange }: LimitRowProps) {
  const { t } = useWords(paceWords);
  const count = (key: 'touches' | 'days', label: string, max: number) => (
    <NumberInput
      size="xs"
      w="6.5rem"
      label={label}
      min={1}
      max={max}
      allowDecimal={false}
      clampBehavior="strict"
      disabled={isDisabled}
      value={limit[key]}
      onChange={(value) => {
        if (typeof value === 'number') onChange({ ...limit, [key]: value });
      }}
    />
  );
  return (
    <Group align="flex-end" gap="sm">
      {count('touches', t('atMost'), 1_000)}
      <NativeSelect
        size="xs"
        label={t('channel')}
        disabled={isDisabled}
        value={limit.channel}
        onChange={({ currentTarget }) => {
          const channel = channels.find((one) => one === currentTarget.value);
          if (channel !== undefined) onChange({ ...limit, channel });
        }}
        data={channels.map((channel) => ({ value: channel, label: t(channel) }))}
      />
      <NativeSelect
        size="xs"
        label={t('per')}
        disabled={isDisabled}
        value={limit.per}
        onChange={({ currentTarget }) => {
          const per = pers.find((one) => one === currentTarget.value);
          if (per !== undefined) onChange({ ...limit, per });
        }}
        data={pers.map((per) => ({ value: per, label: t(per) }))}
      />
      {count('days', t('days'), 365)}
      <ActionIcon size={30} aria-label={t('removeLimit')} disabled={isDisabled} onClick={() => onChange(null)}>
        <XMarkIcon width={14} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
