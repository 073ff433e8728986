// What recipients do about mail: open it, click, answer, now and then twice, late, or into a mailbox that nobody reads at the
// moment.
import { receiveMessage } from '#actions/mail/receive-message.ts';
import { recordResponses } from '#actions/mail/record-response.ts';
import type { InboundMessage } from '#core/message/inbound.ts';
import { links } from '#test/cadence-generators.ts';
import type { Arrived } from './mail-server.ts';
import { pickFrom } from './random.ts';
import type { Simulation } from './simulation.ts';
import { Violation } from './watch.ts';

type Answer = 'replied' | 'bounced';
type Said = { readonly name: string; readonly link: string | null; readonly at: number };

export class Recipients {
  private readonly simulation: Simulation;
  /** Answers that lie in a mailbox which nobody reads at the moment. */
  private readonly unread: { readonly message: Arrived; readonly name: Answer; readonly at: number }[] = [];
  private mailboxIsDown = false;
  private sequence = 0;

  constructor(simulation: Simulation) {
    this.simulation = simulation;
  }

  /** Opening, clicking, unsubscribing; some programs tell late, some tell twice. */
  async respond(name: 'opened' | 'clicked' | 'unsubscribed'): Promise<void> {
    const { simulation } = this;
    const message = this.anyMessage();
    if (message === null) return;
    const { random, now } = simulation;
    const isLate = name !== 'unsubscribed' && random.chance(0.25);
    const at = isLate ? Math.min(now, message.at + random.below(Math.max(1, now - message.at))) : now;
    const link = name === 'clicked' ? random.pick(links) : null;
    const response = { delivery: message.delivery, response: name, link, at, verdict: null };
    await simulation.surely('respond', ({ database, organization }) =>
      recordResponses({ database, organization, responses: [response] }),
    );
    if (name === 'unsubscribed') simulation.books.suppressed.add(message.to);
    this.tellAnswer(message, { name, link, at });
    if (!random.chance(0.2)) return;
    await simulation.surely('respond again', ({ database, organization }) =>
      recordResponses({ database, organization, responses: [response] }),
    );
    this.tellAnswer(message, { name, link, at });
  }

  async answer(name: Answer): Promise<void> {
    const message = this.anyMessage();
    if (message === null) return;
    const { now } = this.simulation;
    if (this.mailboxIsDown) this.unread.push({ message, name, at: now });
    else await this.receive(message, name, now);
  }

  private async receive(message: Arrived, name: Answer, at: number): Promise<void> {
    const { simulation } = this;
    const raw = Buffer.from(`${name} ${++this.sequence}`);
    const take = () =>
      simulation.surely('receive', ({ database, organization }) =>
        receiveMessage({ database, organization, message: this.inbound(message, name), raw, at }),
      );
    if ((await take()) === 'unmatched') throw new Violation('P1 an answer was not matched');
    const { lead } = message.kept;
    if (name === 'bounced') simulation.books.suppressed.add(message.to);
    else simulation.books.replies.push({ to: message.to, company: lead.company, at, knownAt: simulation.now });
    const isOfOther = this.wasSentElsewhere(message) || (!lead.isDeleted && lead.email !== message.to);
    const isOld = name === 'bounced' && isOfOther; // K-36
    if (!isOld) this.tellAnswer(message, { name, link: null, at: Math.max(at, this.sentAt(message) ?? at) });
    if (!simulation.random.chance(0.2)) return;
    if ((await take()) !== 'known_already') throw new Violation('P6 a message was taken in twice');
  }

  /** K-56: when it went out last. The clock may have been set back since, or the answer been to an earlier copy. */
  private sentAt({ delivery }: Arrived): number | null {
    return this.simulation.watch.sight.deliveries.find(({ id }) => id === delivery)?.dotAt ?? null;
  }

  /** Sent again to another address since (C-33). */
  private wasSentElsewhere({ delivery, to }: Arrived): boolean {
    return this.simulation.books.recipients.get(delivery) !== to;
  }

  private inbound({ delivery, to, at }: Arrived, name: Answer): InboundMessage {
    const head = {
      token: { organization: this.simulation.organization.id, delivery },
      from: { name: '', address: to },
      to: [],
      subject: 'Re:',
      messageId: null,
      answers: [],
      date: at,
    };
    if (name === 'replied') return { ...head, kind: 'reply', doubt: null, newText: 'Yes, please.', html: null };
    const report = { recipient: to, result: 'hard', side: 'recipient', status: '5.1.1', replyCode: 550 } as const;
    return { ...head, kind: 'bounce', reports: [{ ...report, text: 'no such mailbox' }] };
  }

  private tellAnswer({ kept, step, time }: Arrived, { name, link, at }: Said): void {
    const { simulation } = this;
    const { books } = simulation;
    simulation.note(`${kept.lead.name} ${name} ${step} of round ${kept.id}`);
    books.tell(kept.id, { kind: 'response', step, time, name, link, at });
    if (name === 'opened' || name === 'clicked') return;
    for (const other of books.activeRounds(kept.lead)) {
      if (other !== kept) books.tell(other.id, { kind: 'elsewhere', name, at });
    }
  }

  private anyMessage(): Arrived | null {
    const { random, arrived } = this.simulation;
    return pickFrom(
      random,
      arrived.filter(({ isThere }) => isThere),
    );
  }

  async switchMailbox(): Promise<void> {
    if (this.mailboxIsDown) return this.readMailbox();
    this.mailboxIsDown = true;
    this.simulation.note('nobody reads the mailbox');
  }

  /** What lay there is taken in with the time it came. */
  async readMailbox(): Promise<void> {
    this.mailboxIsDown = false;
    for (const { message, name, at } of this.unread.splice(0)) await this.receive(message, name, at);
  }

  get readsMailbox(): boolean {
    return !this.mailboxIsDown;
  }
}
