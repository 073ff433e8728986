import { Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { usePages, useRead } from '#web/api/hooks.ts';
import { useCountText } from '#web/features/records/list/count-text.ts';
import { type ListedRecord, recordColumns } from '#web/features/records/list/record-columns.tsx';
import { recordsWords } from '#web/features/records/list/records-words.ts';
import { mayDo, type Module, type ShownRecord } from '#web/features/records/module.ts';
import { RecordSection } from '#web/features/records/page/record-section.tsx';
import { NewRelated } from '#web/features/records/related/new-related.tsx';
import { PartActions } from '#web/features/records/related/part-actions.tsx';
import { type Related, useNameList } from '#web/features/records/related/related.ts';
import { relatedWords } from '#web/features/records/related/related-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { RelatedList, useRelatedColumns } from '#web/ui/related-list.tsx';
import { Failed, Waiting } from '#web/ui/states.tsx';

type RelatedSectionProps = {
  readonly list: Related;
  /** Where the list leads. */
  readonly record: ShownRecord;
  readonly module: Module;
};

export function RelatedSection(props: RelatedSectionProps) {
  const described = useRead('getModule', { params: { module: props.list.module } }).data;
  return described === undefined ? <Waiting lines={3} /> : <Section {...props} listed={described} />;
}

const ROWS_MAX = 10;
/** Parts are read with the whole. */
const PARTS_MAX = 200;
const COLUMNS_MAX = 5;

function Section({ list, record, module, listed }: RelatedSectionProps & { readonly listed: Module }) {
  const nameList = useNameList();
  const isParts = list.partOf === list.field;
  const { t, language } = useWords(relatedWords);
  const { shown, choice } = useRelatedColumns(`related.${list.module}.${list.field}`, useColumns(list, listed));
  const criteria = { field: list.field, is: record.id };
  const hasOrder = listed.fields.some(({ key }) => key === 'position');
  const found = usePages('listRecords', {
    params: { module: list.module },
    query: {
      criteria: JSON.stringify(criteria),
      limit: isParts ? PARTS_MAX : ROWS_MAX,
      ...(hasOrder ? { sort: 'position' } : {}),
    },
  });
  const name = nameList(list.label[language], list, module);
  return (
    <RecordSection
      title={name}
      actions={
        <>
          {list.count.count === 0 ? null : choice}
          {mayDo(listed, 'create') && !list.readOnly ? (
            <NewRelated list={list} record={record} module={module} />
          ) : null}
        </>
      }
    >
      {found.error === null ? null : <Failed error={found.error} onRetry={found.retry} />}
      {found.status === 'success' && found.items.length === 0 ? (
        <Text size="sm" c="dimmed" p="sm">
          {t('none')}
        </Text>
      ) : null}
      {found.items.length === 0 ? null : (
        <RelatedList
          label={name}
          columns={shown}
          rows={found.items}
          rowKey={({ id }) => id}
          {...(isParts && (mayDo(listed, 'update') || mayDo(listed, 'delete'))
            ? { actions: partActions(listed, t('actions')) }
            : {})}
        />
      )}
      {found.hasMore ? <ShowAll list={list} criteria={criteria} /> : null}
    </RecordSection>
  );
}

function partActions(module: Module, label: string) {
  return { label, of: (part: ListedRecord) => <PartActions module={module} part={part} /> };
}

/** Without the lookup that leads here. */
function useColumns({ field }: Related, listed: Module) {
  const { t, language } = useWords(recordsWords);
  const columns = recordColumns(listed, [], { language, person: t('name') }).filter(({ key }) => key !== field);
  let room = COLUMNS_MAX;
  return columns.map((column) => {
    if (column.shown !== 'at_first') return column;
    room -= 1;
    return room < 0 ? { ...column, shown: 'on_wish' as const } : column;
  });
}

function ShowAll({ list, criteria }: { readonly list: Related; readonly criteria: object }) {
  const { t } = useWords(relatedWords);
  const text = useCountText();
  const to = { to: paths.records, params: { module: list.module }, search: { filter: { all: [criteria] } } } as const;
  return (
    <Button variant="subtle" color="gray" size="compact-xs" mt={4} renderRoot={(props) => <Link {...to} {...props} />}>
      {t('showAll', { number: text(list.count) })}
    </Button>
  );
}
