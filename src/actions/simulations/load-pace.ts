// What holds messages back in a simulation (C-90): hours, limits, the budget, what was sent and said before it, who is not
// written to any more. Storage knows people by hashes; a simulation by what was hashed.
import { addressHash } from '#actions/deliveries/address-hash.ts';
import { budgetReachesBack, type Reply, type Touch } from '#core/cadence/contact-budget.ts';
import type { CadenceDefinition } from '#core/cadence/definition.ts';
import type { SuppressionReason } from '#core/cadence/input.ts';
import { contactedBy, recipientOf } from '#core/cadence/simulate-reach.ts';
import type { Trial, TrialRecord } from '#core/cadence/simulate-trial.ts';
import { windowsAt } from '#core/message/sender-limits.ts';
import { fold } from '#core/records/fold.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import { listReplies, listTouches, senderUse } from '#storage/deliveries/choose-outgoing.ts';
import { listSendingAccounts } from '#storage/mail/sending-accounts.ts';
import { findSuppressions } from '#storage/mail/suppressions.ts';
import { loadHours } from '#storage/organizations/business-hours.ts';
import { accountLimits, contactLimits } from '#storage/organizations/contact-limits.ts';
import { mailIdentity } from '#storage/organizations/members.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type Pacing = {
  readonly organization: Organization;
  readonly definition: CadenceDefinition;
  readonly records: readonly TrialRecord[];
  readonly now: Instant;
};

export async function loadPace(tx: Tx, pacing: Pacing): Promise<Pick<Trial, 'pace' | 'reaching'>> {
  const { definition, now, organization } = pacing;
  const { budget, sender } = await contactLimits(tx);
  const ofAccounts = await accountLimits(tx);
  const accounts = await listSendingAccounts(tx);
  const ownAddress = (await mailIdentity(tx)).address;
  const senders = definition.followUps.flatMap(({ settings }) =>
    settings.channel === 'email' ? [fold(settings.from ?? ownAddress)] : [],
  );
  const people = peopleOf(pacing);
  const contacts = await contactsBefore(tx, people, { reachMs: budgetReachesBack(budget), now });
  return {
    pace: {
      hours: (await loadHours(tx)) ?? null,
      budget,
      limitsOf: (address) => ofAccounts.get(address) ?? sender,
      uses: await senderUse(tx, [...new Set(senders)], windowsAt(now, organization.timeZone)),
      ...contacts,
    },
    reaching: {
      ownAddress,
      suppressed: await suppressedAmong(tx, people.recipients),
      sendersLeft: new Set(accounts.flatMap(({ ownerLeft, addressFolded }) => (ownerLeft ? [addressFolded] : []))),
    },
  };
}

/** By hash in hexadecimal, what was hashed. */
type People = {
  readonly persons: ReadonlyMap<string, string>;
  readonly accounts: ReadonlyMap<string, string>;
  readonly recipients: ReadonlyMap<string, string>;
};

function peopleOf({ organization, definition, records }: Pacing): People {
  const persons = new Map<string, string>();
  const accounts = new Map<string, string>();
  const recipients = new Map<string, string>();
  const note = (into: Map<string, string>, text: string): Map<string, string> =>
    into.set(addressHash(organization.id, text).toString('hex'), text);
  const settings = new Map(
    definition.followUps.map((one) => [
      `${one.settings.channel} ${'to' in one.settings ? one.settings.to : ''}`,
      one.settings,
    ]),
  );
  for (const { id, values } of records) {
    for (const one of settings.values()) {
      const { person, account } = contactedBy(one, values, id);
      const recipient = one.channel === 'email' ? recipientOf(one, values) : null;
      note(persons, person);
      if (account !== null) note(accounts, account);
      if (recipient !== null) note(recipients, recipient);
    }
  }
  return { persons, accounts, recipients };
}

async function suppressedAmong(tx: Tx, recipients: People['recipients']): Promise<Map<string, SuppressionReason>> {
  const found = await findSuppressions(tx, hashesOf(recipients));
  return new Map([...found].map(([hash, reason]) => [recipients.get(hash) ?? hash, reason]));
}

type Contacts = { readonly touches: readonly Touch[]; readonly replies: readonly Reply[] };

async function contactsBefore(
  tx: Tx,
  { persons, accounts }: People,
  { reachMs, now }: { readonly reachMs: number; readonly now: Instant },
): Promise<Contacts> {
  if (reachMs === 0) return { touches: [], replies: [] };
  const since = now - reachMs;
  const concerned = { persons: hashesOf(persons), accounts: hashesOf(accounts) };
  const named = <T extends { readonly person: string; readonly account: string | null }>(one: T): T => ({
    ...one,
    person: persons.get(one.person) ?? one.person,
    account: one.account === null ? null : (accounts.get(one.account) ?? one.account),
  });
  return {
    touches: (await listTouches(tx, concerned, { since, now })).map(named),
    replies: (await listReplies(tx, concerned.accounts, since)).map(named),
  };
}

function hashesOf(people: ReadonlyMap<string, string>): Buffer[] {
  return [...people.keys()].map((hash) => Buffer.from(hash, 'hex'));
}
