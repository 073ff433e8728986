import { SegmentedControl, Stack, Table, Text, Title } from '@mantine/core';
import { type SharingLevel, sharingLevels } from '#core/access/sharing.ts';
import { useAct } from '#web/api/hooks.ts';
import { type NamedModule, useKnownModules } from '#web/features/settings/permissions/modules.ts';
import { levelOf, type Sharing } from '#web/features/settings/permissions/sharing-levels.ts';
import { sharingWords } from '#web/features/settings/permissions/sharing-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { toastDone } from '#web/ui/toast.tsx';

export function SharingDefaults({ sharing }: { readonly sharing: Sharing }) {
  const { t } = useWords(sharingWords);
  return (
    <Stack component="section" gap="sm" aria-label={t('defaults')}>
      <Title order={2}>{t('defaults')}</Title>
      <Text size="sm" c="dimmed" maw="44rem">
        {t('defaultsText')}
      </Text>
      <Table.ScrollContainer minWidth={640}>
        <Table aria-label={t('defaults')} verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('module')}</Table.Th>
              <Table.Th>{t('openness')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {useKnownModules().main.map((module) => (
              <DefaultRow key={module.key} module={module} level={levelOf(sharing, module.key)} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}

type DefaultRowProps = { readonly module: NamedModule; readonly level: SharingLevel };

function DefaultRow({ module: { key, label }, level }: DefaultRowProps) {
  const { t } = useWords(sharingWords);
  const put = useAct('putSharingDefault', { refreshes: ['getSharing'] });
  const save = (wanted: SharingLevel, onSuccess: () => void) =>
    put.mutate({ params: { module: key }, body: { level: wanted } }, { onSuccess });
  const choose = (wanted: SharingLevel) => {
    const said = t('changed', { module: label, level: t(wanted) });
    save(wanted, () => toastDone(said, () => save(level, () => undefined)));
  };
  return (
    <Table.Tr>
      <Table.Th scope="row">{label}</Table.Th>
      <Table.Td>
        <SegmentedControl
          size="xs"
          aria-label={t('levelOf', { module: label })}
          value={put.isPending ? put.variables.body.level : level}
          onChange={choose}
          data={sharingLevels.map((value) => ({ value, label: t(value) }))}
        />
        <Text size="xs" c="dimmed" mt={4}>
          {t(`${level}Hint`)}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
