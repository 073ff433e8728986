// What every action on records and views is given: where, who, when.
import type { Actor } from '#core/records/actor.ts';
import type { ChangedBy } from '#core/records/record-event.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type Acting = {
  readonly database: Database;
  readonly organization: Organization;
  readonly actor: Actor;
  readonly now: Instant;
};

/** A change made by a person through UI or API. */
export function changedByUser({ actor, now }: Acting): ChangedBy {
  return { actor, at: now, cause: { kind: 'user' } };
}
