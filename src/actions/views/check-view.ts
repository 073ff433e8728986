// What a view may contain, asked before it is saved: a name, criteria and columns that the module understands.
import type { Group } from '#core/access/sharing.ts';
import { checkCriteria } from '#core/criteria/check.ts';
import type { Problem as CriteriaProblem } from '#core/criteria/problem.ts';
import { isPlainText } from '#core/records/check-text.ts';
import { fieldOf, type LocalizedText, type Module } from '#core/records/field.ts';
import { isSortable, type Sort } from '#storage/records/list-order.ts';
import type { ViewContent } from '#storage/views/views.ts';

export type WantedView = {
  readonly name: string;
  /** As it came in. */
  readonly criteria: unknown;
  readonly columns: readonly string[];
  readonly sort: Sort | null;
  /** A pick list; null, left out: it is shown as a list. */
  readonly board?: string | null;
  /** Left out: everybody. */
  readonly sharedWith?: readonly Group[];
};

export type ViewProblem =
  | { readonly field: 'name'; readonly rule: 'required' | 'too_long' | 'bad_characters' }
  | { readonly field: 'criteria'; readonly rule: 'bad_criteria'; readonly problem: CriteriaProblem }
  /** Cadences have it as their audience, which can't ask this (C-25). */
  | {
      readonly field: 'criteria';
      readonly rule: 'not_for_audience';
      readonly condition: LocalizedText;
      readonly cadences: readonly string[];
    }
  | { readonly field: 'columns'; readonly rule: 'unknown_field' | 'named_twice'; readonly value: string }
  | { readonly field: 'sort'; readonly rule: 'unknown_field' | 'not_sortable'; readonly value: string }
  | { readonly field: 'board'; readonly rule: 'unknown_field' | 'not_a_pick_list'; readonly value: string };

export type CheckedView =
  | { readonly ok: true; readonly content: ViewContent }
  | { readonly ok: false; readonly problems: readonly ViewProblem[] };

const NAME_LENGTH_MAX = 100;

/** Every problem at once. */
export function checkView(module: Module, wanted: WantedView): CheckedView {
  const name = wanted.name.replace(/\s+/gu, ' ').trim();
  const { columns, sort, board = null, sharedWith = [{ kind: 'everyone' }] } = wanted;
  const checked = checkCriteria(wanted.criteria, module);
  const problems = [
    ...nameProblems(name),
    ...columnProblems(module, columns),
    ...sortProblems(module, sort),
    ...boardProblems(module, board),
  ];
  if (checked.ok) {
    if (problems.length > 0) return { ok: false, problems };
    return { ok: true, content: { name, criteria: checked.criteria, columns, sort, board, sharedWith } };
  }
  const broken = checked.problems.map((problem) => ({ field: 'criteria', rule: 'bad_criteria', problem }) as const);
  return { ok: false, problems: [...problems, ...broken] };
}

function nameProblems(name: string): ViewProblem[] {
  if (name === '') return [{ field: 'name', rule: 'required' }];
  if (!isPlainText(name)) return [{ field: 'name', rule: 'bad_characters' }];
  return name.length > NAME_LENGTH_MAX ? [{ field: 'name', rule: 'too_long' }] : [];
}

function columnProblems(module: Module, columns: readonly string[]): ViewProblem[] {
  return columns.flatMap((value, index): ViewProblem[] => {
    if (fieldOf(module, value) === undefined) return [{ field: 'columns', rule: 'unknown_field', value }];
    return columns.indexOf(value) < index ? [{ field: 'columns', rule: 'named_twice', value }] : [];
  });
}

function sortProblems(module: Module, sort: Sort | null): ViewProblem[] {
  if (sort === null) return [];
  if (fieldOf(module, sort.field) === undefined) return [{ field: 'sort', rule: 'unknown_field', value: sort.field }];
  return isSortable(module, sort.field) ? [] : [{ field: 'sort', rule: 'not_sortable', value: sort.field }];
}

function boardProblems(module: Module, board: string | null): ViewProblem[] {
  const field = board === null ? null : fieldOf(module, board);
  if (board === null || field?.type === 'pick_list') return [];
  return [{ field: 'board', rule: field === undefined ? 'unknown_field' : 'not_a_pick_list', value: board }];
}
