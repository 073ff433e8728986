// Why a file isn't taken in: the error of the API for each reason of the actions.
import type { ErrorCode } from '#contract/errors.ts';

export const importReasons = {
  empty_file: 'file_empty',
  unknown_columns: 'columns_unknown',
  unknown_fields: 'fields_unknown',
  read_only_fields: 'fields_read_only',
  fields_mapped_twice: 'fields_mapped_twice',
  bad_key: 'duplicate_key_not_valid',
  unknown_module: 'module_unknown',
  too_many_rows: 'file_too_many_rows',
  workbook_too_large: 'workbook_too_large',
  workbook_unreadable: 'workbook_unreadable',
  not_permitted: 'not_permitted',
  not_found: 'not_found',
  not_now: 'import_not_now',
  options_not_allowed: 'options_need_administrator',
  options_not_valid: 'options_not_addable',
} as const satisfies Readonly<Record<string, ErrorCode>>;

export type ImportReason = keyof typeof importReasons;

export type ImportRefused<Reason extends ImportReason = ImportReason> = {
  readonly reason: Reason;
  readonly columns?: readonly string[];
  readonly fields?: readonly string[];
  readonly params?: Readonly<Record<string, string | number>>;
};

/** The words that the error's sentence has blanks for. */
export function importParams(
  { columns = [], fields = [], params = {} }: ImportRefused,
  { module = '', key = '' }: { readonly module?: string; readonly key?: string },
): Readonly<Record<string, string | number>> {
  return { ...params, module, field: key, columns: columns.join(', '), fields: fields.join(', ') };
}
