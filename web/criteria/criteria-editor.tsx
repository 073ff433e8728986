// Edits criteria (V-1): conditions and groups by field, operator and value, and below in words what they ask for.
import { Anchor, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Offers } from '#core/criteria/asked-fields.ts';
import { checkCriteria } from '#core/criteria/check.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import { describe } from '#core/criteria/explain.ts';
import type { Module } from '#core/records/field.ts';
import classes from '#web/criteria/criteria.module.css';
import { everyRecord, readCriteria, writeCriteria } from '#web/criteria/edit-criteria.ts';
import { type Editing, EditingContext } from '#web/criteria/editing.ts';
import { GroupEditor } from '#web/criteria/group-editor.tsx';
import { nameValueFor, useNamed } from '#web/criteria/name-value.ts';
import { TextEditor } from '#web/criteria/text-editor.tsx';
import { criteriaWords } from '#web/criteria/words.ts';
import { useWords } from '#web/i18n/words.ts';

type CriteriaEditorProps = {
  readonly module: Module;
  /** Null: none yet, every record. It may be incomplete: ask core's checkCriteria before it is sent. */
  readonly value: Criteria | null;
  readonly onChange: (criteria: Criteria) => void;
  /** Whether what is wrong is shown: once somebody tried to save. */
  readonly isChecked?: boolean;
  /** Absent: everything may be asked. */
  readonly offers?: Offers;
};

export function CriteriaEditor({ module, value, onChange, isChecked = false, offers }: CriteriaEditorProps) {
  const { t, language } = useWords(criteriaWords);
  const [isText, setText] = useState(false);
  const root = useMemo(() => readCriteria(value ?? everyRecord), [value]);
  const criteria = useMemo(() => writeCriteria(root), [root]);
  const named = useNamed(criteria, module, language);
  const checked = useMemo(() => checkCriteria(criteria, module), [criteria, module]);
  const editing = useMemo<Editing>(
    () => ({
      module,
      language,
      problems: isChecked && !checked.ok ? checked.problems : [],
      ...(offers === undefined ? {} : { offers }),
    }),
    [module, language, isChecked, checked, offers],
  );
  return (
    <EditingContext value={editing}>
      <div className={classes['group']}>
        {isText ? (
          <TextEditor value={criteria} onChange={onChange} />
        ) : (
          <GroupEditor group={root} path="" onChange={(group) => onChange(writeCriteria(group))} />
        )}
        {isText || root.parts.length === 0 || !checked.ok ? null : (
          <Text component="p" m={0} className={classes['words']} role="status" aria-label={t('inWords')}>
            {describe(criteria, module, language, nameValueFor(named))}
          </Text>
        )}
        <Anchor component="button" type="button" fz="sm" className={classes['switch']} onClick={() => setText(!isText)}>
          {t(isText ? 'editByFields' : 'editAsText')}
        </Anchor>
      </div>
    </EditingContext>
  );
}
