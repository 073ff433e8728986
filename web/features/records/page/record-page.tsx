// One record: what comes next, the cadences it is in, what is to be done, what happened; its fields at the side.
import { Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useRead } from '#web/api/hooks.ts';
import { FieldValue, isEmpty } from '#web/features/records/fields/field-value.tsx';
import { titleOf } from '#web/features/records/list/record-columns.tsx';
import type { Module, ShownRecord } from '#web/features/records/module.ts';
import { useModuleHead } from '#web/features/records/modules.ts';
import { RecordActions } from '#web/features/records/page/record-actions.tsx';
import { RecordFields } from '#web/features/records/page/record-fields.tsx';
import classes from '#web/features/records/page/record-page.module.css';
import { RecordStory } from '#web/features/records/page/record-story.tsx';
import { RecordTags } from '#web/features/records/tags/record-tags.tsx';
import { usualColumns } from '#web/features/records/usual-fields.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Page } from '#web/ui/page.tsx';
import { Loaded } from '#web/ui/states.tsx';

export function RecordPage() {
  const { module } = useParams({ from: paths.record });
  return <PageOf key={module} moduleKey={module} />;
}

function PageOf({ moduleKey }: { readonly moduleKey: string }) {
  const { t, language } = useWords(generalWords);
  const { recordId } = useParams({ from: paths.record });
  const head = useModuleHead(moduleKey);
  const record = useRead('getRecord', { params: { module: moduleKey, id: recordId } });
  const module = useRead('getModule', { params: { module: moduleKey } });
  const both =
    record.data === undefined || module.data === undefined ? null : { record: record.data, module: module.data };
  const list = { to: paths.records, params: { module: moduleKey } };
  return (
    <Page
      title={record.data === undefined ? t('loading') : titleOf(record.data)}
      crumbs={[{ label: head?.label[language] ?? '', link: list }]}
      aside={both === null ? null : <Aside {...both} />}
      actions={both === null ? null : <RecordActions {...both} />}
      fit="full"
    >
      <Loaded of={module}>
        {(described) => (
          <Loaded of={record}>
            {(loaded) => (
              <Fragment key={loaded.id}>
                <RecordTags record={loaded} module={described} />
                <div className={classes['columns']}>
                  <RecordStory record={loaded} module={described} />
                  <RecordFields record={loaded} module={described} />
                </div>
              </Fragment>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

type AsideProps = { readonly record: ShownRecord; readonly module: Module };

const BESIDE_MAX = 2;

/** Beside the name: what one looks for first in the list, and who has it. */
function Aside({ record, module }: AsideProps) {
  const keys = usualColumns(module).filter((key) => key !== 'owner' && key !== 'created_at');
  return [...keys.slice(0, BESIDE_MAX), 'owner'].map((key) => {
    const field = module.fields.find((one) => one.key === key);
    const value = record.values[key] ?? null;
    return field === undefined || isEmpty(value) ? null : (
      <Text key={key} span size="sm" c="dimmed" className={classes['about']}>
        <FieldValue field={field} value={value} leadsTo={record.lookups[key] ?? null} />
      </Text>
    );
  });
}
