// What somebody wants of a webhook, looked at before it is kept.
import { listModules } from '#actions/modules/own-modules.ts';
import { type CallRefusal, callRefusal } from '#actions/outbound/call-refusal.ts';
import type { Acting } from '#actions/records/acting.ts';
import type { Refusal } from '#contract/errors.ts';
import type { Outbound } from '#core/net/outbound.ts';
import { recordVerbs, ROUNDS, roundVerbs } from '#core/webhooks/event-types.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';

type Reading = Pick<Acting, 'database' | 'organization'>;

export type HookEvent = { readonly event: string /** Null: rounds in cadences. */; readonly module: string | null };

/** What one can subscribe to: of the modules that the member may see, and of rounds in cadences. */
export async function listHookEvents({ database, organization }: Reading): Promise<HookEvent[]> {
  const modules = (await listModules({ database, organization })).filter(({ retired }) => !retired);
  const seen = await database.organization(organization.seat, async (tx) => {
    const keys: string[] = [];
    for (const { key } of modules) if ((await loadCatalogue(tx, key)) !== null) keys.push(key);
    return keys;
  });
  return [
    ...seen.flatMap((module) => recordVerbs.map((verb) => ({ event: `${module}.${verb}`, module }))),
    ...roundVerbs.map((verb) => ({ event: `${ROUNDS}.${verb}`, module: null })),
  ];
}

export type WishRefusal = CallRefusal | Refusal<'webhook_event_unknown'>;

/** Null: it can be. That the address may be called is asked again at every call (T5). */
export async function whyNot(
  checking: Reading & { readonly outbound: Outbound },
  { url, events }: { readonly url?: string | undefined; readonly events?: readonly string[] | undefined },
): Promise<WishRefusal | null> {
  const failure = url === undefined ? null : await checking.outbound.check(url);
  if (failure !== null) return callRefusal(failure);
  if (events === undefined) return null;
  const known = new Set((await listHookEvents(checking)).map(({ event }) => event));
  const event = events.find((one) => !known.has(one));
  return event === undefined ? null : { kind: 'refused', reason: 'webhook_event_unknown', params: { event } };
}
