// What cells probably mean that are no option, no member and no record: the name that is written almost like them.
import { recordName } from '#actions/records/record-name.ts';
import { type Field, fieldOf, type Module } from '#core/records/field.ts';
import { closestName } from '#core/records/meanings.ts';
import type { Tx } from '#storage/db.ts';
import { listMembers } from '#storage/organizations/members.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { listRecords } from '#storage/records/list-records.ts';

export type UnknownCell = {
  readonly field: string;
  /** As it stands in the file. */
  readonly cell: string;
  readonly rows: number;
  /** What it probably means; null: nothing is like it. */
  readonly suggestion: string | null;
};

/** So many of the newest records are compared with. */
const NAMES_MAX = 1000;

export async function nameSuggestions(
  tx: Tx,
  module: Module,
  unknown: readonly Omit<UnknownCell, 'suggestion'>[],
): Promise<UnknownCell[]> {
  const names = new Map<string, readonly string[]>();
  for (const key of new Set(unknown.map(({ field }) => field))) {
    const field = fieldOf(module, key);
    names.set(key, field === undefined ? [] : await namesFor(tx, field));
  }
  return unknown.map((each) => ({ ...each, suggestion: closestName(each.cell, names.get(each.field) ?? []) }));
}

async function namesFor(tx: Tx, field: Field): Promise<readonly string[]> {
  if (field.type === 'user') return (await listMembers(tx)).filter(({ active }) => active).map(({ name }) => name);
  if (field.type !== 'lookup') return field.options;
  const target = await loadCatalogue(tx, field.target ?? '');
  if (target === null || fieldOf(target.module, 'name') === undefined) return [];
  const names: string[] = [];
  let cursor = null;
  const context = { now: 0, zone: 'UTC' };
  const everything = { criteria: null, sort: null, matches: 'many', limit: 200, context } as const;
  do {
    const page = await listRecords(tx, target, { ...everything, cursor });
    names.push(...page.records.map(recordName));
    cursor = page.next;
  } while (cursor !== null && names.length < NAMES_MAX);
  return names;
}
