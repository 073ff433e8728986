// Somebody with a mailbox in the mail house, who reads and answers as people's programs do.
import type { ImapFlow } from 'imapflow';
import { composeReply } from '#channels/email/compose-reply.ts';
import { openMailbox } from '#channels/email/imap-client.ts';
import { createSmtpChannel } from '#channels/email/send-smtp.ts';
import type { CaughtMail } from '#core/message/caught-mail.ts';
import { until } from '#test/until.ts';
import type { MailHouse, Person } from './house.ts';

export class MailUser {
  private readonly house: MailHouse;
  readonly person: Person;

  constructor(house: MailHouse, person: Person) {
    this.house = house;
    this.person = person;
  }

  /** The newest message with these words in its subject, once it is there. */
  async receives(words: string): Promise<CaughtMail> {
    const client = await this.opens();
    try {
      return await until(`${this.person.address} has got “${words}”`, async () => {
        await client.noop();
        const found = await client.search({ subject: words }, { uid: true });
        const uid = Array.isArray(found) ? found.at(-1) : undefined;
        const message = uid !== undefined && (await client.fetchOne(String(uid), { source: true }, { uid: true }));
        if (!message || message.source === undefined) return null;
        const returnPath = /^Return-Path: <([^>]*)>/im.exec(message.source.toString('latin1'))?.[1] ?? '';
        return { envelopeFrom: returnPath, recipients: [this.person.address], raw: message.source };
      });
    } finally {
      client.close();
    }
  }

  async answers(mail: CaughtMail, text: string): Promise<void> {
    const reply = await composeReply(mail, { text, html: null, at: Date.now() });
    const to = reply?.recipients[0];
    if (reply === null || to === undefined) throw new Error('the message can not be answered');
    await this.sends(to, reply.raw);
  }

  async writes(to: string, subject: string): Promise<void> {
    const { address } = this.person;
    await this.sends(to, Buffer.from(`From: ${address}\r\nTo: ${to}\r\nSubject: ${subject}\r\n\r\nHello\r\n`));
  }

  /** As servers do that keep a copy of what they send. */
  async keepsAsSent({ raw }: CaughtMail): Promise<void> {
    const client = await this.opens();
    try {
      await client.mailboxCreate('Sent');
      await client.append('Sent', Buffer.from(raw), ['\\Seen']);
    } finally {
      client.close();
    }
  }

  private async sends(to: string, raw: Uint8Array): Promise<void> {
    const smtp = createSmtpChannel({
      host: 'localhost',
      port: this.house.ports.submissions,
      secure: 'tls',
      auth: { user: this.person.address, pass: this.person.password },
      ehloName: 'laptop.test',
      certificateAuthority: this.house.authority,
      maxConnections: 1,
      now: () => Date.now(),
    });
    const outcome = await smtp.deliver(
      { envelope: { from: this.person.address, to }, raw: Buffer.from(raw) },
      async () => true,
    );
    await smtp.close();
    if (outcome.kind !== 'sent') throw new Error(`the message was not taken: ${JSON.stringify(outcome)}`);
  }

  private async opens(): Promise<ImapFlow> {
    const { address, password } = this.person;
    const place = { host: 'localhost', port: this.house.ports.imaps, security: 'tls', folder: 'INBOX' } as const;
    const access = { ...place, user: address, password };
    const opened = await openMailbox(access, { locate: null, certificateAuthority: this.house.authority });
    if (opened.kind === 'failed') throw new Error(JSON.stringify(opened.failed));
    return opened.client;
  }
}
