// How the draft differs from what runs, follow-up by follow-up, as publishing will see it (C-55).
import { type CadenceFile, definitionFromFile, type Numbers } from '#core/cadence/file.ts';
import { editedFollowUps } from '#core/cadence/republish.ts';
import type { Cadence } from '#web/features/cadences/builder/use-saving.ts';

export type Change = 'new' | 'changed';

/** A version, or null before the first: what runs, mostly. */
export type Before = Pick<Cadence, 'published' | 'followUpNumbers'>;

/** By id; empty before the first publication. */
export function changesOf(file: CadenceFile, { published, followUpNumbers }: Before): ReadonlyMap<string, Change> {
  const changes = new Map<string, Change>();
  if (published === null) return changes;
  const numbers: Numbers = { followUps: new Map(Object.entries(followUpNumbers)), rules: new Map() };
  const draft = definitionFromFile(file, numbers);
  const edited = editedFollowUps(definitionFromFile(published, numbers), draft);
  for (const { id, number } of draft.followUps) {
    if (number === 0) changes.set(id, 'new');
    else if (edited.has(number)) changes.set(id, 'changed');
  }
  return changes;
}
