// Takes what the development mailbox caught into the organisation it came from: its deliveries' token says which.
import type { CaughtMail } from '#core/message/caught-mail.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import { keepCaughtMessages, type NewCaughtMessage } from '#storage/mail/caught-messages.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type Catch = {
  /** The delivery that the return path's token names. */
  readonly delivery: string | null;
  readonly mail: CaughtMail;
  readonly at: Instant;
};

/** All in one transaction; when it has committed the sender may be told 250. */
export async function keepCaught(database: Database, { seat }: Organization, catches: readonly Catch[]): Promise<void> {
  const messages = catches.flatMap(({ mail, delivery, at }): NewCaughtMessage[] =>
    mail.recipients.map((recipient) => ({
      receivedAt: at,
      envelopeFrom: mail.envelopeFrom,
      recipient,
      delivery,
      raw: Buffer.from(mail.raw),
    })),
  );
  await database.organization(seat, (tx) => keepCaughtMessages(tx, messages));
}
