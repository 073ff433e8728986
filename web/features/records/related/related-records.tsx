// What leads to a record from other modules: the contacts of an account, the lines of a quote. Lists that are empty
// take one line together.
import { Group, Text } from '@mantine/core';
import { useRead } from '#web/api/hooks.ts';
import { mayDo, type Module, type ShownRecord } from '#web/features/records/module.ts';
import { useModules } from '#web/features/records/modules.ts';
import classes from '#web/features/records/page/record-page.module.css';
import { NewRelated } from '#web/features/records/related/new-related.tsx';
import type { Related } from '#web/features/records/related/related.ts';
import { RelatedSection } from '#web/features/records/related/related-section.tsx';
import { relatedWords } from '#web/features/records/related/related-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Loaded } from '#web/ui/states.tsx';

type RelatedRecordsProps = { readonly record: ShownRecord; readonly module: Module };

export function RelatedRecords({ record, module }: RelatedRecordsProps) {
  const lists = useRead('listRelated', { params: { module: module.key, id: record.id } });
  return (
    <Loaded of={lists}>
      {({ items }) => (
        <>
          {items.filter(isShown).map((list) => (
            <RelatedSection key={keyOf(list)} list={list} record={record} module={module} />
          ))}
          <Empty record={record} module={module} lists={items.filter((list) => !isShown(list) && !list.readOnly)} />
        </>
      )}
    </Loaded>
  );
}

function isShown({ count, partOf, field }: Related): boolean {
  return count.count > 0 || partOf === field;
}

function keyOf({ module, field }: Related): string {
  return `${module}.${field}`;
}

type EmptyProps = RelatedRecordsProps & { readonly lists: readonly Related[] };

function Empty({ record, module, lists }: EmptyProps) {
  const { t } = useWords(relatedWords);
  const modules = useModules();
  const mayCreate = ({ module }: Related) => modules.some((head) => head.key === module && mayDo(head, 'create'));
  const possible = lists.filter(mayCreate);
  if (possible.length === 0) return null;
  return (
    <Group gap={4} className={classes['section'] ?? ''} px="sm">
      <Text size="xs" c="dimmed">
        {t('noneYet')}
      </Text>
      {possible.map((list) => (
        <NewRelated key={keyOf(list)} list={list} record={record} module={module} size="compact-xs" />
      ))}
    </Group>
  );
}
