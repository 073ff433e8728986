// What all parts of the editor know.
import { createContext, useContext } from 'react';
import type { Language } from '#contract/errors.ts';
import { criteriaProblem } from '#contract/value-problem-words.ts';
import { assert } from '#core/assert.ts';
import type { Offers } from '#core/criteria/asked-fields.ts';
import type { Problem } from '#core/criteria/problem.ts';
import type { Module } from '#core/records/field.ts';
import { criteriaWords } from '#web/criteria/words.ts';
import { inWords } from '#web/i18n/words.ts';

export type Editing = {
  readonly module: Module;
  /** Absent: everything may be asked. */
  readonly offers?: Offers;
  readonly language: Language;
  /** Those to be shown. */
  readonly problems: readonly Problem[];
};

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  assert(editing !== null, 'parts of criteria are edited inside a CriteriaEditor');
  return editing;
}

/** What is wrong at the path or anywhere below it; null: nothing. */
export function problemIn({ problems, language }: Editing, path: string): string | null {
  return sentenceOf(
    problems.find((problem) => problem.path === path || problem.path.startsWith(`${path}/`)),
    language,
  );
}

/** What is wrong at the path itself; null: nothing. */
export function problemAt({ problems, language }: Editing, path: string): string | null {
  return sentenceOf(
    problems.find((problem) => problem.path === path),
    language,
  );
}

const missing: readonly Problem['code'][] = ['text_empty', 'list_empty', 'operand_wrong', 'people_wrong'];

function sentenceOf(problem: Problem | undefined, language: Language): string | null {
  if (problem === undefined) return null;
  if (missing.includes(problem.code)) return inWords(criteriaWords)('valueMissing');
  return criteriaProblem(problem, '').message[language];
}
