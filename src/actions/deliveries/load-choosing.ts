// What choosing among the deliveries that are due needs to know, loaded for all of them at once: their records and
// settings, what their senders have sent, what the people and accounts concerned were told and said.
import { addressHash } from '#actions/deliveries/address-hash.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { loadSurroundings, recordOf, type Surroundings } from '#actions/enrollments/surroundings.ts';
import { ZONE_FIELD } from '#core/cadence/business-hours.ts';
import { accountKey, budgetReachesBack, type ContactBudget, type Contacts } from '#core/cadence/contact-budget.ts';
import type { Outline } from '#core/cadence/outline.ts';
import type { SenderLimits, SenderUse, SendingWindows } from '#core/message/sender-limits.ts';
import { windowsAt } from '#core/message/sender-limits.ts';
import { fold } from '#core/records/fold.ts';
import { type RecordValues, valueOf } from '#core/records/field.ts';
import type { BusinessCalendar } from '#core/time/business-calendar.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import { listReplies, listTouches, senderUse, type WaitingDelivery } from '#storage/deliveries/choose-outgoing.ts';
import { accountLimits, contactLimits } from '#storage/organizations/contact-limits.ts';
import { mailIdentity } from '#storage/organizations/members.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type ClaimRequest = {
  readonly organization: Organization;
  readonly definitions: Definitions;
  readonly now: Instant;
  readonly limit: number;
};

/** One delivery with what it is judged by. */
export type Candidate = {
  readonly delivery: WaitingDelivery;
  readonly outline: Outline;
  readonly record: RecordValues | null;
  /** As it is compared; null: it is no message. */
  readonly sender: string | null;
  readonly person: Buffer;
  readonly account: Buffer | null;
};

export type Choosing = {
  readonly organization: Organization;
  readonly now: Instant;
  readonly hours: BusinessCalendar | null;
  readonly budget: ContactBudget;
  readonly candidates: ReadonlyMap<string, Candidate>;
  readonly contacts: Contacts;
  readonly windows: SendingWindows;
  readonly limitsOf: (sender: string) => SenderLimits;
  readonly uses: ReadonlyMap<string, SenderUse>;
};

export async function loadChoosing(
  tx: Tx,
  request: ClaimRequest,
  waiting: readonly WaitingDelivery[],
): Promise<Choosing> {
  const { organization, now } = request;
  const { budget, sender } = await contactLimits(tx);
  const ofAccounts = await accountLimits(tx);
  const { candidates, hours } = await loadCandidates(tx, request, waiting);
  const windows = windowsAt(now, organization.timeZone);
  const senders = new Set([...candidates.values()].flatMap((one) => one.sender ?? []));
  return {
    organization,
    now,
    hours,
    budget,
    candidates,
    contacts: await loadContacts(tx, { budget, candidates: [...candidates.values()], now }),
    windows,
    limitsOf: (address) => ofAccounts.get(address) ?? sender,
    uses: await senderUse(tx, [...senders], windows),
  };
}

type Loaded = { readonly candidates: ReadonlyMap<string, Candidate>; readonly hours: BusinessCalendar | null };

async function loadCandidates(tx: Tx, request: ClaimRequest, waiting: readonly WaitingDelivery[]): Promise<Loaded> {
  const { organization, definitions } = request;
  const own = fold((await mailIdentity(tx)).address);
  const outlines = new Map<string, Outline>();
  const fields = new Set([ZONE_FIELD, 'email', 'company', 'account']);
  for (const delivery of waiting) {
    const outline = await definitions.outline(tx, organization.seat, delivery);
    outlines.set(delivery.id, outline);
    const settings = settingsOf(outline, delivery);
    if (settings?.channel === 'email') fields.add(settings.to);
  }
  const surroundings = await loadSurroundings(tx, { organization, definitions, needed: waiting, fields: [...fields] });
  const candidates = new Map<string, Candidate>();
  for (const delivery of waiting) {
    const outline = outlines.get(delivery.id);
    if (outline === undefined) continue;
    candidates.set(delivery.id, candidateOf(delivery, { organization, outline, surroundings, own }));
  }
  return { candidates, hours: surroundings.hours ?? null };
}

type Known = {
  readonly organization: Organization;
  readonly outline: Outline;
  readonly surroundings: Surroundings;
  /** The address of the organisation's own mail. */
  readonly own: string;
};

function candidateOf(delivery: WaitingDelivery, { organization, outline, surroundings, own }: Known): Candidate {
  const record = recordOf(surroundings, delivery.cadence, delivery.record) ?? null;
  const settings = settingsOf(outline, delivery);
  const isEmail = settings?.channel === 'email';
  const address = textIn(record, isEmail ? settings.to : 'email');
  const account = record === null ? null : accountKey(record.values);
  const hashed = (text: string) => addressHash(organization.id, text);
  return {
    delivery,
    outline,
    record,
    sender: isEmail ? (settings.from === null ? own : fold(settings.from)) : null,
    person: hashed(address ?? `record ${delivery.record}`),
    account: account === null ? null : hashed(account),
  };
}

function settingsOf(outline: Outline, { followUp }: WaitingDelivery) {
  return outline.byNumber.get(followUp)?.followUp.settings;
}

function textIn(record: RecordValues | null, field: string): string | null {
  const value = record === null ? null : valueOf(record, field);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

type Concerning = {
  readonly budget: ContactBudget;
  readonly candidates: readonly Candidate[];
  readonly now: Instant;
};

async function loadContacts(tx: Tx, { budget, candidates, now }: Concerning): Promise<Contacts> {
  const reach = budgetReachesBack(budget);
  if (reach === 0) return { touches: [], replies: [] };
  const since = now - reach;
  const persons = candidates.map(({ person }) => person);
  const accounts = candidates.flatMap(({ account }) => account ?? []);
  const touches = await listTouches(tx, { persons, accounts }, { since, now });
  return { touches, replies: budget.replyHoldDays === null ? [] : await listReplies(tx, accounts, since) };
}
