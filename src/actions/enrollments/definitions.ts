// Published versions, prepared for deciding and kept in memory: they are immutable, so nothing ever expires.
import { type Outline, outlineOf } from '#core/cadence/outline.ts';
import { loadDefinition } from '#storage/cadences/cadences.ts';
import type { OrganizationSeat, Tx } from '#storage/db.ts';

export type Definitions = {
  /** Throws when the version does not exist: an enrollment can't point at one that was never published. */
  outline(tx: Tx, seat: OrganizationSeat, wanted: { cadence: number; version: number }): Promise<Outline>;
};

const KEPT_MAX = 2000;

export function keepDefinitions(): Definitions {
  const kept = new Map<string, Outline>();
  return {
    outline: async (tx, seat, { cadence, version }) => {
      const key = `${seat.id}/${cadence}/${version}`;
      const known = kept.get(key);
      if (known !== undefined) return known;
      const definition = await loadDefinition(tx, cadence, version);
      if (definition === null) throw new Error(`cadence ${cadence} has no version ${version}`);
      const outline = outlineOf(definition);
      if (kept.size >= KEPT_MAX) kept.clear();
      kept.set(key, outline);
      return outline;
    },
  };
}
