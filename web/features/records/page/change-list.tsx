// What somebody changed about a record, field by field, before and after.
import { Text } from '@mantine/core';
import type { Field } from '#web/features/records/module.ts';
import { FieldValue } from '#web/features/records/fields/field-value.tsx';
import classes from '#web/features/records/page/timeline.module.css';
import type { TimelineItem } from '#web/features/records/page/timeline-days.ts';
import { timelineWords } from '#web/features/records/page/timeline-words.ts';
import { useWords } from '#web/i18n/words.ts';

type Change = Extract<TimelineItem, { kind: 'change' }>;
type Value = Change['changes'][string]['before'];
type ChangeListProps = { readonly item: Change; readonly fields: readonly Field[] };

/** They change with everything else. */
const stamps: ReadonlySet<string> = new Set(['created_at', 'created_by', 'modified_at', 'modified_by']);

export function ChangeList({ item: { changes, actor, cause }, fields }: ChangeListProps) {
  const { t } = useWords(timelineWords);
  const isCreation = 'created_at' in changes;
  const merged = changes['merged']?.after;
  return (
    <>
      {Array.isArray(merged) ? <span>{t('merged', { names: merged.join(' · ') })}</span> : null}
      {isCreation ? (
        <span>{t('created')}</span>
      ) : (
        <ul className={classes['changes']}>
          {fields
            .filter(({ key }) => key in changes && !stamps.has(key))
            .map((field) => (
              <ChangedField key={field.key} field={field} change={changes[field.key]} />
            ))}
        </ul>
      )}
      <Text span size="xs" c="dimmed">
        {actor === null ? null : t('by', { name: actor.name })} {cause.startsWith('import:') ? t('byImport') : null}
        {cause.startsWith('automation:') ? t('byAutomation') : null}
        {cause.startsWith('web_form:') ? t('byWebForm') : null}
      </Text>
    </>
  );
}

type ChangedFieldProps = { readonly field: Field; readonly change: Change['changes'][string] | undefined };

function ChangedField({ field, change }: ChangedFieldProps) {
  const { t, language } = useWords(timelineWords);
  if (change === undefined) return null;
  return (
    <li>
      <Text span inherit c="dimmed">
        {t('changed', { field: field.label[language] })}
      </Text>{' '}
      <Written field={field} value={change.before} /> {t('to')} <Written field={field} value={change.after} />
    </li>
  );
}

function Written({ field, value }: { readonly field: Field; readonly value: Value }) {
  const { t } = useWords(timelineWords);
  if (value === null || value === '') return <em>{t('empty')}</em>;
  return (
    <strong>
      <FieldValue field={field} value={value} />
    </strong>
  );
}
