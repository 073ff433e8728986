// What people call the follow-ups and rules that the engine knows by number.
import type { Definitions } from '#actions/enrollments/definitions.ts';
import type { OrganizationSeat, Tx } from '#storage/db.ts';

export type Versioned = { readonly cadence: number; readonly version: number };

export type OutlineNames = {
  /** The follow-up's id in that version; '#7' where it has none. */
  followUp(of: Versioned, number: number): Promise<string>;
  rule(of: Versioned, number: number): Promise<string>;
};

export function outlineNames(tx: Tx, seat: OrganizationSeat, definitions: Definitions): OutlineNames {
  return {
    followUp: async ({ cadence, version }, number) => {
      const outline = await definitions.outline(tx, seat, { cadence, version });
      return outline.byNumber.get(number)?.followUp.id ?? `#${number}`;
    },
    rule: async ({ cadence, version }, number) => {
      const outline = await definitions.outline(tx, seat, { cadence, version });
      return outline.rules.find((rule) => rule.number === number)?.id ?? `#${number}`;
    },
  };
}
