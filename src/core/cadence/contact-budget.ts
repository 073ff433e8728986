// How often people may be contacted, across all cadences (C-93, T26): so many touches per person or account, channel and
// period, a minimum gap, a pause when a colleague of the same company replied. What is over the budget waits; it is never
// dropped.
import type { Held } from '#core/cadence/enrollment.ts';
import { type FieldValues, valueOf } from '#core/records/field.ts';
import { DAY, HOUR, type Instant } from '#core/time/instant.ts';

export const touchChannels = ['email', 'whatsapp', 'call'] as const;
export type TouchChannel = (typeof touchChannels)[number];

export type TouchLimit = {
  readonly per: 'person' | 'account';
  readonly channel: TouchChannel | 'any';
  /** How many within any so many days. */
  readonly touches: number;
  readonly days: number;
};

export type ContactBudget = {
  readonly limits: readonly TouchLimit[];
  /** Between two touches of a person; null: none. */
  readonly gapHours: number | null;
  /** How long the others of a company wait after one of them replied; null: they don't. */
  readonly replyHoldDays: number | null;
};

export const noBudget: ContactBudget = { limits: [], gapHours: null, replyHoldDays: null };

/** Keys tell people and accounts apart; null: the record is of no account. */
export type Contacted = { readonly person: string; readonly account: string | null };

export type Touch = Contacted & { readonly channel: TouchChannel; readonly at: Instant };
export type Reply = Contacted & { readonly at: Instant };

/** What the people and accounts concerned were told and said before. */
export type Contacts = { readonly touches: readonly Touch[]; readonly replies: readonly Reply[] };

/** How far back contacts matter. */
export function budgetReachesBack({ limits, gapHours, replyHoldDays }: ContactBudget): number {
  const days = [replyHoldDays ?? 0, ...limits.map((limit) => limit.days)];
  return Math.max(Math.max(...days) * DAY, (gapHours ?? 0) * HOUR);
}

export type Asking = Contacted & { readonly channel: TouchChannel; readonly now: Instant };

/** Why a touch must wait and until when; of several reasons the one that lasts longest. Null: it may go. */
export function heldByBudget(budget: ContactBudget, asking: Asking, contacts: Contacts): Held | null {
  const holds = [
    ...budget.limits.map((limit) => heldByLimit(limit, asking, contacts.touches)),
    heldByGap(budget, asking, contacts.touches),
    heldByReply(budget, asking, contacts.replies),
  ];
  let longest: Held | null = null;
  for (const held of holds) {
    if (held !== null && held.until > asking.now && (longest === null || held.until > longest.until)) longest = held;
  }
  return longest;
}

function heldByLimit(limit: TouchLimit, asking: Asking, touches: readonly Touch[]): Held | null {
  const counts = (touch: Touch): boolean =>
    (limit.channel === 'any' || limit.channel === touch.channel) &&
    (limit.per === 'person' ? touch.person === asking.person : isSameAccount(touch, asking));
  if (limit.channel !== 'any' && limit.channel !== asking.channel) return null;
  const times = touches.filter(counts).map(({ at }) => at);
  const filling = times.sort((a, b) => b - a)[limit.touches - 1];
  if (filling === undefined) return null;
  const reason = limit.per === 'person' ? 'person_touched_enough' : 'account_touched_enough';
  return { reason, until: filling + limit.days * DAY };
}

function heldByGap({ gapHours }: ContactBudget, { person }: Asking, touches: readonly Touch[]): Held | null {
  if (gapHours === null) return null;
  const last = latest(touches.filter((touch) => touch.person === person));
  return last === null ? null : { reason: 'touched_just_now', until: last + gapHours * HOUR };
}

/** The one who replied is a matter of the cadence's own rules. */
function heldByReply({ replyHoldDays }: ContactBudget, asking: Asking, replies: readonly Reply[]): Held | null {
  if (replyHoldDays === null) return null;
  const last = latest(replies.filter((reply) => reply.person !== asking.person && isSameAccount(reply, asking)));
  return last === null ? null : { reason: 'colleague_replied', until: last + replyHoldDays * DAY };
}

function isSameAccount(one: Contacted, other: Contacted): boolean {
  return one.account !== null && one.account === other.account;
}

function latest(all: readonly { readonly at: Instant }[]): Instant | null {
  return all.reduce<Instant | null>((last, { at }) => (last === null || at > last ? at : last), null);
}

/** Tells companies apart: by the account that a record belongs to, or by the company's name. Null: it names none. */
export function accountKey(values: FieldValues): string | null {
  const [account, company] = [textIn(values, 'account'), textIn(values, 'company')];
  if (account !== null) return `account ${account}`;
  return company === null ? null : `company ${company}`;
}

/** What a field says; null: nothing. */
export function textIn(values: FieldValues, field: string): string | null {
  const value = valueOf({ values }, field);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
