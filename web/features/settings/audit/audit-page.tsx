import { Group, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type AuditArea, auditAreas } from '#core/accounts/audited.ts';
import { type Item, usePages, useRead } from '#web/api/hooks.ts';
import { AdministratorFrame } from '#web/features/settings/administrator-frame.tsx';
import { auditWords } from '#web/features/settings/audit/words.ts';
import { settingsWords } from '#web/features/settings/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { MoreOfList } from '#web/ui/more-of-list.tsx';
import { Empty, Failed, Waiting } from '#web/ui/states.tsx';
import { Tone } from '#web/ui/tone.tsx';
import { When } from '#web/ui/when.tsx';

const areas = Object.keys(auditAreas) as AuditArea[]; // the record has exactly these keys
const DAY_MS = 86_400_000;

type Wanted = {
  readonly actor: string | null;
  readonly area: AuditArea | null;
  /** Days, as YYYY-MM-DD or ''. */
  readonly from: string;
  readonly until: string;
};

export function AuditPage() {
  const { t } = useWords(auditWords);
  const [wanted, setWanted] = useState<Wanted>({ actor: null, area: null, from: '', until: '' });
  return (
    <AdministratorFrame part="audit">
      <Stack>
        <Group justify="space-between" align="baseline">
          <Text size="sm" c="dimmed">
            {t('text')}
          </Text>
          <Seals />
        </Group>
        <Filters wanted={wanted} onChange={(change) => setWanted({ ...wanted, ...change })} />
        <Entries wanted={wanted} />
      </Stack>
    </AdministratorFrame>
  );
}

function Seals() {
  const { t } = useWords(auditWords);
  const { data } = useRead('checkAudit');
  if (data === undefined) return null;
  return data.brokenAt === null ? (
    <Tone color="green">{t('sealed')}</Tone>
  ) : (
    <Tone color="red">{t('broken', { id: data.brokenAt })}</Tone>
  );
}

type FiltersProps = { readonly wanted: Wanted; readonly onChange: (change: Partial<Wanted>) => void };

function Filters({ wanted, onChange }: FiltersProps) {
  const { t } = useWords(auditWords);
  const people = useRead('listUsers').data?.items ?? [];
  return (
    <Group align="end">
      <Select
        label={t('who')}
        placeholder={t('anybody')}
        clearable
        searchable
        value={wanted.actor}
        onChange={(actor) => onChange({ actor })}
        data={people.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select
        label={t('what')}
        placeholder={t('anything')}
        clearable
        value={wanted.area}
        onChange={(chosen) => onChange({ area: areas.find((area) => area === chosen) ?? null })}
        data={areas.map((area) => ({ value: area, label: t(area) }))}
      />
      {(['from', 'until'] as const).map((end) => (
        <TextInput
          key={end}
          type="date"
          label={t(end)}
          value={wanted[end]}
          onChange={(event) => onChange({ [end]: event.currentTarget.value })}
        />
      ))}
    </Group>
  );
}

function Entries({ wanted: { actor, area, from, until } }: { readonly wanted: Wanted }) {
  const { t } = useWords(auditWords);
  const { t: settings } = useWords(settingsWords);
  const entries = usePages('listAudit', {
    query: {
      ...(actor === null ? {} : { actor }),
      ...(area === null ? {} : { area }),
      ...(from === '' ? {} : { from: startOf(from, 0) }),
      ...(until === '' ? {} : { until: startOf(until, 1) }),
    },
  });
  if (entries.status === 'pending') return <Waiting />;
  if (entries.error !== null) return <Failed error={entries.error} onRetry={entries.retry} />;
  if (entries.items.length === 0) return <Empty title={t('empty')} text={t('emptyText')} />;
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table aria-label={settings('audit')} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('when')}</Table.Th>
            <Table.Th>{t('who')}</Table.Th>
            <Table.Th>{t('what')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.items.map((entry) => (
            <EntryRow key={entry.id} entry={entry} />
          ))}
        </Table.Tbody>
      </Table>
      <MoreOfList pages={entries} says={t('more')} look="plain" />
    </Table.ScrollContainer>
  );
}

function EntryRow({ entry: { at, actor, action, target } }: { readonly entry: Item<'listAudit'> }) {
  const { t } = useWords(auditWords);
  const isOneself = target?.kind === 'user' && target.id === actor?.id;
  return (
    <Table.Tr>
      <Table.Td>
        <When at={at} as="dateTime" />
      </Table.Td>
      <Table.Td>{actor?.name ?? t('nobody')}</Table.Td>
      <Table.Td>
        {t(action)} {target?.name == null || isOneself ? null : <strong>{target.name}</strong>}
      </Table.Td>
    </Table.Tr>
  );
}

/** Of a day here, or one some days later. */
function startOf(day: string, later: number): string {
  return new Date(new Date(`${day}T00:00`).getTime() + later * DAY_MS).toISOString();
}
