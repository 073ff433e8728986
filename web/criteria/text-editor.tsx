// Criteria as a sentence to write, copy and paste (V-1): as explain.ts says them, read back by parse-text.ts.
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { criteriaProblem } from '#contract/value-problem-words.ts';
import { checkCriteria } from '#core/criteria/check.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import { describe } from '#core/criteria/explain.ts';
import { parseCriteria } from '#core/criteria/parse-text.ts';
import { everyRecord } from '#web/criteria/edit-criteria.ts';
import { useEditing } from '#web/criteria/editing.ts';
import { nameValueFor, readValueFor, useNamed } from '#web/criteria/name-value.ts';
import { criteriaWords } from '#web/criteria/words.ts';
import { useWords } from '#web/i18n/words.ts';

type TextEditorProps = { readonly value: Criteria; readonly onChange: (criteria: Criteria) => void };

/** What the problem is followed by, so that it is found. */
const REST_SHOWN = 24;

export function TextEditor({ value, onChange }: TextEditorProps) {
  const { t } = useWords(criteriaWords);
  const { module, language } = useEditing();
  const named = useNamed(value, module, language);
  const [text, setText] = useState(() => describe(value, module, language, nameValueFor(named)));
  const [error, setError] = useState<string | null>(null);
  const read = (written: string): Criteria | string => {
    if (written.trim() === '') return everyRecord;
    const parsed = parseCriteria(written, module, language, readValueFor(named));
    if (!parsed.ok) {
      const rest = written.slice(parsed.at, parsed.at + REST_SHOWN).trim();
      const expected = t(`expected_${parsed.expected}`);
      return rest === '' ? expected : t('expectedAt', { expected, rest });
    }
    const checked = checkCriteria(parsed.criteria, module);
    if (checked.ok) return checked.criteria;
    const [problem] = checked.problems;
    return problem === undefined ? t('expected_condition') : criteriaProblem(problem, '').message[language];
  };
  const change = (written: string) => {
    setText(written);
    const criteria = read(written);
    setError(typeof criteria === 'string' ? criteria : null);
    if (typeof criteria !== 'string') onChange(criteria);
  };
  return (
    <Textarea
      label={t('asText')}
      description={t('asTextHint')}
      autosize
      minRows={2}
      value={text}
      error={error}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
