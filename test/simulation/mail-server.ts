// The recipients' mail server: takes messages, refuses them, puts them off, falls silent, and now and then the sender is
// killed at the worst moment. It stands where SMTP stands; the gate is the product's own.
import type { EmailSender } from '#actions/deliveries/email-sender.ts';
import { createLiquid } from '#channels/email/liquid.ts';
import type { DeliveryOutcome, Gate } from '#core/message/channel.ts';
import type { Letter } from '#core/message/letter.ts';
import { renderTemplate } from '#core/message/template.ts';
import type { KeptRound } from './books.ts';
import type { SentMail } from './pace.ts';
import type { Process } from './scheduler.ts';
import type { Simulation } from './simulation.ts';
import { Violation, whyHeldBack } from './watch.ts';

/** A message whose final dot went out. */
export type Arrived = {
  readonly delivery: string;
  readonly kept: KeptRound;
  readonly step: string;
  /** Which of its repetitions (C-16). */
  readonly time: number;
  readonly to: string;
  readonly at: number;
  /** False: it was lost on the way; nobody can answer it. */
  readonly isThere: boolean;
};

type Course =
  | 'accepts'
  | 'refuses_recipient'
  | 'refuses_policy'
  | 'refuses_content'
  | 'puts_off'
  | 'puts_off_at_dot'
  | 'falls_silent'
  | 'sender_dies_before_dot'
  | 'sender_dies_after_dot'
  | 'sender_oversleeps'
  | 'somebody_stops_it';

const COURSES: readonly (readonly [number, Course])[] = [
  [70, 'accepts'],
  [4, 'refuses_recipient'],
  [1, 'refuses_policy'],
  [1, 'refuses_content'],
  [4, 'puts_off'],
  [3, 'puts_off_at_dot'],
  [5, 'falls_silent'],
  [3, 'sender_dies_before_dot'],
  [3, 'sender_dies_after_dot'],
  [2, 'sender_oversleeps'],
  [10, 'somebody_stops_it'],
];

const liquid = createLiquid();

export function mailServerFor(simulation: Simulation, process: Process): EmailSender {
  return {
    render: (template, data) => renderTemplate(liquid, template, data),
    fill: liquid.fill,
    unsubscribeUrl: ({ delivery }) => `https://harbour.invalid/t/u/${delivery}`,
    compose: async (letter) => ({
      kind: 'composed',
      messageId: `<${letter.delivery}@harbour.invalid>`,
      send: (gate) => new Session({ simulation, process, letter, gate }).run(),
    }),
  };
}

type SessionParts = {
  readonly simulation: Simulation;
  readonly process: Process;
  readonly letter: Letter;
  readonly gate: Gate;
};

class Session {
  private readonly simulation: Simulation;
  private readonly process: Process;
  private readonly letter: Letter;
  private readonly gate: Gate;

  constructor({ simulation, process, letter, gate }: SessionParts) {
    this.simulation = simulation;
    this.process = process;
    this.letter = letter;
    this.gate = gate;
  }

  async run(): Promise<DeliveryOutcome> {
    const { simulation, letter } = this;
    const course = simulation.isWindingDown ? 'accepts' : simulation.random.weighted(COURSES);
    simulation.books.recipients.set(letter.delivery, letter.to.address);
    simulation.note(`mail ${letter.delivery} to ${letter.to.address}: ${course}`);
    if (course === 'refuses_recipient') return this.refuse('recipient');
    if (course === 'refuses_policy') return this.refuse('policy');
    if (course === 'refuses_content') return this.refuse('content');
    if (course === 'puts_off') return { kind: 'try_later', text: '451 4.7.1 greylisted' };
    if (course === 'somebody_stops_it') await simulation.people.stopSomething();
    if (course === 'sender_oversleeps') await simulation.workers.takeOver(letter.delivery);
    if (!(await this.gate())) return { kind: 'stopped' };
    this.judge();
    if (course === 'sender_dies_before_dot') return this.die();
    if (course === 'puts_off_at_dot') return { kind: 'try_later', text: '452 4.3.1 full' };
    const isLost = course === 'falls_silent' && simulation.random.chance(0.5);
    this.dot(!isLost);
    if (course === 'sender_dies_after_dot') return this.die();
    if (course === 'falls_silent') return { kind: 'unknown', text: 'no answer after the dot' };
    return { kind: 'sent', at: simulation.now, response: '250 2.0.0 ok' };
  }

  private refuse(side: 'recipient' | 'policy' | 'content'): DeliveryOutcome {
    return { kind: 'refused', side, status: '5.0.0', text: `550 refused: ${side}` };
  }

  /** The gate has let it pass: nothing that was acknowledged by now may have stood against it (P4). */
  private judge(): void {
    const { simulation, letter } = this;
    const { kept, step } = simulation.named(letter.delivery);
    const why = simulation.books.suppressed.has(letter.to.address)
      ? 'the recipient is not to be written to'
      : whyHeldBack(simulation.books, kept, { step, now: simulation.now });
    if (why !== null) simulation.violate(new Violation(`P4 ${step} passed the gate although ${why}`));
    const early = simulation.books.whyTooSoon(this.asMail(kept));
    if (early !== null) simulation.violate(new Violation(`C-39 C-93 ${step} passed the gate although ${early}`));
  }

  private dot(isThere: boolean): void {
    const { simulation, letter } = this;
    const named = simulation.named(letter.delivery);
    const { kept, step, time } = named;
    const { delivery, to } = letter;
    const isSame = (message: Arrived) => message.kept === kept && message.step === step && message.time === time;
    if (simulation.arrived.filter(isSame).length > simulation.sendAgainAllowed(named)) {
      simulation.violate(new Violation(`P3 ${step} was sent twice in round ${kept.id}`));
    }
    simulation.books.sent.set(delivery, this.asMail(kept));
    simulation.arrived.push({ delivery, kept, step, time, to: to.address, at: simulation.now, isThere });
  }

  private asMail({ lead }: KeptRound): SentMail {
    const { delivery, to } = this.letter;
    return { delivery, to: to.address, company: lead.company, at: this.simulation.now };
  }

  private die(): Promise<never> {
    this.process.die();
    return new Promise(() => undefined);
  }
}
