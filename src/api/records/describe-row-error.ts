import type { RowError } from '#actions/imports/import-batch.ts';
import type { Language } from '#contract/errors.ts';
import { fieldRuleWords } from '#contract/value-problem-words.ts';

const VALUE_LENGTH_MAX = 200;

export function describeRowError({ row, field, rule, value }: RowError, language: Language) {
  return { row, field, code: rule, message: fieldRuleWords(rule)[language], value: shown(value) };
}

/** What stood in the cell; an import reads nothing but text. */
function shown(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, VALUE_LENGTH_MAX) : '';
}
