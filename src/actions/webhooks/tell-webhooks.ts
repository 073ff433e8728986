// From what happened to what is sent: one delivery for each webhook that wants to know, in the transaction that takes it off
// the outbox.
import { uuidv7 } from 'uuidv7';
import {
  type Message,
  messagesOfRecords,
  messagesOfRounds,
  type RecordsToTell,
} from '#actions/webhooks/write-message.ts';
import type { Instant } from '#core/time/instant.ts';
import { actingFor, type Database, type Tx } from '#storage/db.ts';
import { listMembers, type Member } from '#storage/organizations/members.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { locateWithDeleted } from '#storage/records/locate-records.ts';
import { insertDeliveries } from '#storage/webhooks/deliveries.ts';
import { type Happenings, takeHappenings } from '#storage/webhooks/outbox.ts';
import { listWebhooks, type Webhook } from '#storage/webhooks/webhooks.ts';

const BATCH = 500;

export type Telling = { readonly database: Database; readonly organization: Organization; readonly now: Instant };

/** False: nothing was to be told. */
export async function tellWebhooks({ database, organization, now }: Telling): Promise<boolean> {
  return database.organization(organization.seat, async (tx) => {
    const happenings = await takeHappenings(tx, BATCH);
    if (happenings === null) return false;
    // Whoever has left sees nothing any more.
    const webhooks = (await listWebhooks(tx)).filter(({ active, createdBy }) => active && createdBy.active);
    const members = new Map((await listMembers(tx)).map((member) => [member.id, member]));
    const records = webhooks.length === 0 ? [] : await byModule(tx, happenings, members);
    for (const webhook of webhooks) {
      const messages = await messagesFor(tx, webhook, { records, rounds: { happenings: happenings.rounds, members } });
      const deliveries = messages.map((message) => ({ ...message, publicId: uuidv7(), webhook: webhook.id }));
      await insertDeliveries(tx, deliveries, now);
    }
    return true;
  });
}

type ToTell = { readonly records: readonly RecordsToTell[]; readonly rounds: Parameters<typeof messagesOfRounds>[2] };

async function messagesFor(tx: Tx, webhook: Webhook, { records, rounds }: ToTell): Promise<Message[]> {
  const theirs = actingFor(tx, webhook.createdBy.id);
  const wanted = new Set(webhook.events);
  const messages: Message[] = [];
  for (const ofModule of records) messages.push(...(await messagesOfRecords(theirs, wanted, ofModule)));
  return [...messages, ...(await messagesOfRounds(theirs, wanted, rounds))];
}

/** Records that were erased meanwhile are of no module: nobody can say any more who might have seen them. */
async function byModule(
  tx: Tx,
  { records }: Happenings,
  members: ReadonlyMap<number, Member>,
): Promise<RecordsToTell[]> {
  const located = await locateWithDeleted(tx, [...new Set(records.map(({ record }) => record))]);
  const moduleOf = new Map(located.map(({ id, module }) => [id, module]));
  const modules = new Set(located.map(({ module }) => module));
  return [...modules].map((module) => ({
    module,
    members,
    happenings: records.filter(({ record }) => moduleOf.get(record) === module),
  }));
}
