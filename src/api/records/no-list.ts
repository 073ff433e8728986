// Why a list can't be read, as the API says it.
import type { ListedRecords } from '#actions/views/list-view-records.ts';
import { noModule } from '#api/records/no-module.ts';
import { criteriaProblem } from '#contract/value-problem-words.ts';

const reasons = {
  unknown_view: 'view_unknown',
  not_sortable: 'not_sortable',
  bad_cursor: 'cursor_not_valid',
  too_slow: 'list_too_slow',
} as const;

export function noList(
  refused: Extract<ListedRecords, { kind: 'refused' }>,
  { module, sort }: { readonly module: string; readonly sort: ListSort },
) {
  if (refused.reason === 'unknown_module') return noModule(module);
  if (refused.reason === 'bad_criteria' || refused.reason === 'view_invalid') {
    const problems = refused.problems.map((problem) => criteriaProblem(problem, 'query.criteria'));
    const reason = refused.reason === 'bad_criteria' ? ('invalid_input' as const) : refused.reason;
    return { kind: 'refused', reason, problems } as const;
  }
  return { kind: 'refused', reason: reasons[refused.reason], params: { field: sort?.field ?? '' } } as const;
}

type ListSort = { readonly field: string; readonly descending: boolean } | null;

/** A field's key, with a minus in front for descending. */
export function sortOf(text: string | undefined): ListSort {
  if (text === undefined) return null;
  return text.startsWith('-') ? { field: text.slice(1), descending: true } : { field: text, descending: false };
}
