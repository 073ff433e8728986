// What webhooks tell of: `leads.created`, `enrollments.completed`. The part before the dot is a module's key, or enrollments.
import type { EventKind } from '#core/cadence/event.ts';
import type { Changes } from '#core/records/record-event.ts';

export const recordVerbs = ['created', 'updated', 'deleted', 'restored'] as const;
export type RecordVerb = (typeof recordVerbs)[number];

export const roundVerbs = [
  'enrolled',
  'continued',
  'unenrolled',
  'completed',
  'expired',
  'stopped',
  'failed',
] as const satisfies readonly EventKind[];
export type RoundVerb = (typeof roundVerbs)[number];

/** No module can have this key. */
export const ROUNDS = 'enrollments';

/** Sent by hand, to see whether anybody is there; nobody subscribes to it. */
export const TEST_EVENT = 'webhook.test';

export function recordVerbOf(changes: Changes): RecordVerb {
  if (changes['created_at']?.[0] === null) return 'created';
  const deletion = changes['deleted_at'];
  if (deletion === undefined) return 'updated';
  return deletion[0] === null ? 'deleted' : 'restored';
}
