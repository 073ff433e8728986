import { Anchor, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Item } from '#web/api/hooks.ts';
import { CadenceStatus } from '#web/features/cadences/cadence-status.tsx';
import { CadenceMenu } from '#web/features/cadences/publishing/cadence-menu.tsx';
import { useNames } from '#web/features/records/modules.ts';
import { cadencesWords } from '#web/features/cadences/words.ts';
import type { Format } from '#web/i18n/format.ts';
import { inWords, type Translate, useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import type { Column } from '#web/ui/columns.ts';
import { When } from '#web/ui/when.tsx';

export type CadenceHead = Item<'listCadences'>;

export function cadenceColumns(t: Translate<typeof cadencesWords.en>, format: Format): Column<CadenceHead>[] {
  return [
    {
      key: 'name',
      header: t('name'),
      shown: 'always',
      widthPx: 260,
      cell: ({ id, name }) => (
        <Anchor
          c="inherit"
          fw={600}
          size="sm"
          renderRoot={(props) => <Link to={paths.cadence} params={{ cadenceId: id }} {...props} />}
        >
          {name}
        </Anchor>
      ),
    },
    { key: 'status', header: t('status'), widthPx: 208, cell: (cadence) => <StatusOf {...cadence} /> },
    {
      key: 'audience',
      header: t('audience'),
      widthPx: 160,
      cell: ({ audience }) => audienceText(audience),
    },
    {
      key: 'people',
      header: t('people'),
      widthPx: 104,
      align: 'end',
      cell: ({ activeEnrollments, version }) => (version === null ? null : format.number(activeEnrollments)),
    },
    {
      key: 'goalMet',
      header: t('goalMet'),
      widthPx: 116,
      align: 'end',
      cell: ({ goalMet, version }) => (version === null ? null : format.number(goalMet)),
    },
    {
      key: 'module',
      header: t('module'),
      widthPx: 88,
      cell: ({ module }) => <ModuleName module={module} />,
    },
    { key: 'modified', header: t('modified'), widthPx: 112, cell: ({ modifiedAt }) => <When at={modifiedAt} /> },
    {
      key: 'actions',
      header: t('actions'),
      shown: 'always',
      widthPx: 80,
      align: 'end',
      cell: (cadence) => <CadenceMenu cadence={cadence} />,
    },
  ];
}

function StatusOf({ status, hasDraft }: CadenceHead) {
  const { t } = useWords(cadencesWords);
  return (
    <Group gap="xs" wrap="nowrap">
      <CadenceStatus status={status} />
      {hasDraft && status !== 'draft' ? (
        <Text size="xs" c="dimmed" truncate>
          {t('unpublished')}
        </Text>
      ) : null}
    </Group>
  );
}

function audienceText({ view }: CadenceHead['audience']): string {
  const t = inWords(cadencesWords);
  if (view === null) return t('byHand');
  return view === '' ? t('noView') : t('ofView', { view });
}

function ModuleName({ module }: Pick<CadenceHead, 'module'>) {
  return useNames(module).module;
}
