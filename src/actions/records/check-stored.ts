// What only the database knows about values: whether a user is here, whether the record that a lookup leads to is alive,
// whether another record holds what must be unique.
import { activeMembers } from '#actions/records/check-members.ts';
import type { Field, FieldValue, FieldValues } from '#core/records/field.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import type { Tx } from '#storage/db.ts';
import { boundless, type Catalogue, loadCatalogue } from '#storage/records/catalogue.ts';
import { findDuplicates, keyText } from '#storage/records/find-duplicates.ts';
import { changeable } from '#storage/records/lock-records.ts';
import { findIds } from '#storage/records/read-records.ts';

/** A record to be: what it is to hold, and what it held, which may stay as it is. */
export type Candidate = {
  /** Internal; null: it is new. */
  readonly id: string | null;
  readonly values: FieldValues;
  readonly before: FieldValues;
};

/** The problems of each candidate, in the same order. */
export async function checkStored(
  tx: Tx,
  catalogue: Catalogue,
  candidates: readonly Candidate[],
): Promise<FieldProblem[][]> {
  const problems = candidates.map((): FieldProblem[] => []);
  for (const field of catalogue.module.fields) {
    const given = candidates.flatMap((candidate, index) => {
      const value = candidate.values[field.key] ?? null;
      return value === null || value === candidate.before[field.key] ? [] : [{ index, value, id: candidate.id }];
    });
    if (given.length === 0) continue;
    const rule = ruleOf(field);
    if (rule === null) continue;
    const wrong = await judges[rule](tx, { catalogue, field, given });
    for (const { index, value } of wrong) problems[index]?.push({ field: field.key, rule, value });
  }
  return problems;
}

type Given = { readonly index: number; readonly value: FieldValue; readonly id: string | null };
type Judging = { readonly catalogue: Catalogue; readonly field: Field; readonly given: readonly Given[] };

function ruleOf({ type, unique }: Field): keyof typeof judges | null {
  if (type === 'user') return 'not_a_member';
  if (type === 'lookup') return 'not_a_record';
  return unique === true ? 'not_unique' : null;
}

/** Each answers with those that break the rule. */
const judges = {
  not_a_member: async (tx: Tx, { given }: Judging): Promise<readonly Given[]> => {
    const active = await activeMembers(tx);
    return given.filter(({ value }) => !active.has(String(value)));
  },
  not_a_record: async (tx: Tx, { catalogue, field, given }: Judging): Promise<readonly Given[]> => {
    const target = await loadCatalogue(tx, field.target ?? '');
    if (target === null) return given;
    const living = await findIds(tx, target, [...new Set(given.map(({ value }) => String(value)))]);
    const fit = field.key === catalogue.module.partOf ? await changeable(tx, target, [...living.values()]) : null;
    return given.filter(({ value }) => {
      const id = living.get(String(value));
      return id === undefined || fit?.has(id) === false;
    });
  },
  not_unique: async (tx: Tx, { catalogue, field, given }: Judging): Promise<readonly Given[]> => {
    const keys = given.flatMap(({ value }) => keyText(value) ?? []);
    const holders = await findDuplicates(tx, boundless(catalogue), { key: field.key, keys });
    const seen = new Set<string>();
    return given.filter(({ value, id }) => {
      const key = keyText(value) ?? '';
      const holder = holders.get(key);
      const isTaken = seen.has(key) || (holder !== undefined && holder !== id);
      seen.add(key);
      return isTaken;
    });
  },
};

const UNIQUE_VIOLATION = '23505';

/**
 * Two who save the same unique value at once: the database lets one through. The other looks again, and finds what the
 * check above tells.
 */
export async function againWhenOvertaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isOvertaken = error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION;
    if (!isOvertaken) throw error;
    return work();
  }
}
