// How often people answer in a simulation (C-90): as it was given, else as it was in this cadence, else as it is in the
// organisation, else as it usually is. A rate is the share of those a follow-up was carried out for, 0 to 1.
import type { CadenceDefinition, FollowUp } from '#core/cadence/definition.ts';
import { type Channel, defaultCallResults, responsesOf } from '#core/cadence/response.ts';

/** By response: 'opened', 'completed', 'result:busy', 'link:https://…'. */
export type Rates = Readonly<Record<string, number>>;

export const rateSources = ['given', 'history', 'organization', 'usual'] as const;
export type RateSource = (typeof rateSources)[number];
export type SourcedRates = { readonly source: RateSource; readonly rates: Rates };

export const usualRates: Readonly<Record<Channel, Rates>> = {
  email: { opened: 0.4, clicked: 0.1, replied: 0.05, bounced: 0.02, unsubscribed: 0.005 },
  whatsapp: { delivered: 0.95, read: 0.7, replied: 0.15, failed: 0.03 },
  task: { in_progress: 0.2, deferred: 0.05, waiting_for_input: 0.05, completed: 0.8 },
  call: {
    completed: 0.6,
    cancelled: 0.05,
    'result:interested': 0.12,
    'result:not_interested': 0.1,
    'result:no_response': 0.2,
    'result:busy': 0.06,
    'result:invalid_number': 0.02,
    'result:call_back_later': 0.1,
  },
};

/** Of how many a follow-up, or a channel, was carried out for, and what they answered. */
export type Answered = { readonly carriedOut: number; readonly responses: Readonly<Record<string, number>> };

export type KnownRates = {
  /** By id of the follow-up. */
  readonly given: Readonly<Record<string, Rates>>;
  /** By number of the follow-up, in this cadence. */
  readonly history: ReadonlyMap<number, Answered>;
  /** By channel, in all cadences. */
  readonly organization: ReadonlyMap<Channel, Answered>;
};

/** Below that many, a share says little. */
const TELLING_MIN = 30;

export function ratesOf({ id, number, settings }: FollowUp, known: KnownRates): SourcedRates {
  const { channel } = settings;
  const learnt = learntFrom(known.history.get(number), channel);
  const usual = learnt ?? learntFrom(known.organization.get(channel), channel);
  const rates = usual ?? usualRates[channel];
  const given = known.given[id];
  if (given !== undefined) return { source: 'given', rates: { ...rates, ...given } };
  if (learnt !== null) return { source: 'history', rates };
  return { source: usual === null ? 'usual' : 'organization', rates };
}

function learntFrom(answered: Answered | undefined, channel: Channel): Rates | null {
  if (answered === undefined || answered.carriedOut < TELLING_MIN) return null;
  const shares = Object.entries(answered.responses).map(([key, times]): [string, number] => [
    key,
    Math.min(1, times / answered.carriedOut),
  ]);
  // What nobody ever answered has no line of its own.
  const silent = Object.keys(usualRates[channel]).map((key): [string, number] => [key, 0]);
  return { ...Object.fromEntries(silent), ...Object.fromEntries(shares) };
}

export type UnknownRate = { readonly followUp: string; readonly response: string | null };

/** The first given rate that belongs to nothing: no such follow-up (response null), or no response of its channel. */
export function unknownRate({ followUps }: CadenceDefinition, given: KnownRates['given']): UnknownRate | null {
  for (const [id, rates] of Object.entries(given)) {
    const followUp = followUps.find((one) => one.id === id);
    if (followUp === undefined) return { followUp: id, response: null };
    const strange = Object.keys(rates).find((key) => !isResponseOf(followUp.settings.channel, key));
    if (strange !== undefined) return { followUp: id, response: strange };
  }
  return null;
}

function isResponseOf(channel: Channel, key: string): boolean {
  if (responsesOf(channel).some((response) => response === key)) return true;
  if (channel === 'email') return key.startsWith('link:');
  return channel === 'call' && defaultCallResults.some((result) => key === `result:${result}`);
}
