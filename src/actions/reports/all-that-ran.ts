// The follow-ups and rules that a cadence's rounds can have in their history: of one version, or of all, those included
// that a later version took away.
import type { CadenceDefinition, FollowUp, UnenrollRule } from '#core/cadence/definition.ts';
import { loadDefinition, loadDefinitionsUpTo, type StoredCadence } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';

export type AllThatRan = {
  /** As in the latest version that had it; what runs now comes first. */
  readonly followUps: readonly FollowUp[];
  readonly rules: readonly UnenrollRule[];
};

/** `version` null: all. Null: never published, or no such version. */
export async function allThatRan(
  tx: Tx,
  cadence: Pick<StoredCadence, 'id' | 'version'>,
  version: number | null,
): Promise<AllThatRan | null> {
  if (cadence.version === null) return null;
  const one = version === null ? null : await loadDefinition(tx, cadence.id, version);
  if (version !== null && one === null) return null;
  const newestFirst: readonly CadenceDefinition[] =
    one === null ? await loadDefinitionsUpTo(tx, cadence.id, cadence.version) : [one];
  return {
    followUps: latestOfEach(newestFirst.flatMap(({ followUps }) => followUps)),
    rules: latestOfEach(newestFirst.flatMap(({ unenroll }) => unenroll)),
  };
}

function latestOfEach<Numbered extends { readonly number: number }>(newestFirst: readonly Numbered[]): Numbered[] {
  const seen = new Map<number, Numbered>();
  for (const one of newestFirst) if (!seen.has(one.number)) seen.set(one.number, one);
  return [...seen.values()];
}
