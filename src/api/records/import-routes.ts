import { importRecords } from '#actions/imports/import-records.ts';
import { actingOf } from '#api/acting.ts';
import { type Routes, route } from '#api/route.ts';
import type { Refusal } from '#contract/errors.ts';
import * as contract from '#contract/imports.ts';
import { fieldRuleWords } from '#contract/value-problem-words.ts';

type Refused = Extract<Awaited<ReturnType<typeof importRecords>>, { kind: 'refused' }>;

const VALUE_LENGTH_MAX = 200;

export const importRoutes: Routes = (app, services) => {
  route(app, contract.importLeads, async ({ query, body, language, ...called }) => {
    const { now: _, ...acting } = actingOf(services, called);
    const { mapping = null, encoding, delimiter = null, key } = query;
    const duplicates = query.duplicates === 'add' ? { kind: query.duplicates } : { kind: query.duplicates, key };
    const imported = await importRecords(
      { ...acting, clock: () => app.clock() },
      { module: 'leads', source: { bytes: body, encoding, delimiter }, columns: mapping, derive: null, duplicates },
    );
    if (imported.kind === 'refused') return refusalOf(imported, key);
    const { kind: _kind, bytesRead: _bytes, columns, unmapped, errors, ...counts } = imported;
    return {
      ...counts,
      columns: { ...columns },
      unmapped: [...unmapped],
      errors: errors.map(({ row, field, rule, value }) => ({
        row,
        field,
        code: rule,
        message: fieldRuleWords(rule)[language],
        value: shown(value),
      })),
    };
  });
};

function refusalOf(refused: Refused, key: string): Refusal<(typeof contract.importLeads)['refusals'][number]> {
  switch (refused.reason) {
    case 'empty_file':
      return { kind: 'refused', reason: 'file_empty' };
    case 'unknown_columns':
      return { kind: 'refused', reason: 'columns_unknown', params: { columns: refused.columns.join(', ') } };
    case 'bad_key':
      return { kind: 'refused', reason: 'duplicate_key_not_valid', params: { field: key } };
    case 'unknown_module':
      throw new Error('the leads module is always there');
    case 'unknown_fields':
    case 'read_only_fields':
    case 'fields_mapped_twice':
      return { kind: 'refused', reason: reasons[refused.reason], params: { fields: refused.fields.join(', ') } };
  }
}

const reasons = {
  unknown_fields: 'fields_unknown',
  read_only_fields: 'fields_read_only',
  fields_mapped_twice: 'fields_mapped_twice',
} as const;

/** What stood in the cell; an import reads nothing but text. */
function shown(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, VALUE_LENGTH_MAX) : '';
}
