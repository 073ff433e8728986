// Numbers for follow-ups and rules that have none yet, as a publication would allot them: for looking ahead.
import type { CadenceDefinition } from '#core/cadence/definition.ts';
import { type CadenceFile, definitionFromFile, type Numbers } from '#core/cadence/file.ts';

export function provisionallyNumbered(file: CadenceFile, numbers: Numbers): CadenceDefinition {
  const definition = definitionFromFile(file, numbers);
  return {
    ...definition,
    followUps: numbered(definition.followUps, numbers.followUps),
    unenroll: numbered(definition.unenroll, numbers.rules),
  };
}

function numbered<T extends { readonly number: number }>(all: readonly T[], taken: ReadonlyMap<string, number>): T[] {
  let last = Math.max(0, ...taken.values());
  return all.map((one) => (one.number === 0 ? { ...one, number: ++last } : one));
}
