// What somebody changed about a lead, field by field, before and after.
import { Text } from '@mantine/core';
import type { Field } from '#web/features/leads/field-sections.ts';
import { FieldValue } from '#web/features/leads/field-value.tsx';
import classes from '#web/features/leads/timeline.module.css';
import type { TimelineItem } from '#web/features/leads/timeline-days.ts';
import { timelineWords } from '#web/features/leads/timeline-words.ts';
import { useWords } from '#web/i18n/words.ts';

type Change = Extract<TimelineItem, { kind: 'change' }>;
type Value = Change['changes'][string]['before'];
type ChangeListProps = { readonly item: Change; readonly fields: readonly Field[] };

export function ChangeList({ item: { changes, actor, cause }, fields }: ChangeListProps) {
  const { t } = useWords(timelineWords);
  const isCreation = 'created_at' in changes;
  return (
    <>
      {isCreation ? (
        <span>{t('created')}</span>
      ) : (
        <ul className={classes['changes']}>
          {fields
            .filter(({ key, readOnly }) => !readOnly && key in changes)
            .map((field) => (
              <ChangedField key={field.key} field={field} change={changes[field.key]} />
            ))}
        </ul>
      )}
      <Text span size="xs" c="dimmed">
        {actor === null ? null : t('by', { name: actor.name })} {cause.startsWith('import:') ? t('byImport') : null}
        {cause.startsWith('automation:') ? t('byAutomation') : null}
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
