// Takes what the development mailbox caught into the organisation it came from: its deliveries' token says which.
import type { CaughtMail } from '#core/message/caught-mail.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import { keepCaughtMessages, type NewCaughtMessage } from '#storage/mail/caught-messages.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type Catch = {
  readonly organization: Organization;
  /** The delivery that the return path's token names. */
  readonly delivery: string | null;
  readonly mail: CaughtMail;
  readonly at: Instant;
};

/** All in one transaction; when it has committed the sender may be told 250. */
export async function keepCaught(database: Database, catches: readonly Catch[]): Promise<void> {
  const byOrganization = new Map<number, Catch[]>();
  for (const one of catches) {
    const group = byOrganization.get(one.organization.id) ?? [];
    byOrganization.set(one.organization.id, [...group, one]);
  }
  for (const group of byOrganization.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const messages = group.flatMap(({ mail, delivery, at }): NewCaughtMessage[] =>
      mail.recipients.map((recipient) => ({
        receivedAt: at,
        envelopeFrom: mail.envelopeFrom,
        recipient,
        delivery,
        raw: Buffer.from(mail.raw),
      })),
    );
    await database.organization(first.organization.seat, (tx) => keepCaughtMessages(tx, messages));
  }
}
