// The reference model's books: every round, record and cadence as it must be, kept beside the real ones.
import type { CadenceFile } from '#core/cadence/file.ts';
import type { Instant } from './calendar.ts';
import { look } from './model/look.ts';
import type { CrmFacts, Plan, World } from './model/plan.ts';
import type { Fact, Round, Step } from './model/round.ts';
import { type HeardReply, type Pace, type SentMail, UNHURRIED, whyTooSoon } from './pace.ts';

/** A lead as people know it. */
export type Lead = {
  readonly id: string;
  readonly publicId: string;
  readonly name: string;
  readonly company: string | null;
  email: string | null;
  doNotEmail: boolean;
  facts: CrmFacts;
  isDeleted: boolean;
};

export type Cadence = {
  readonly id: number;
  readonly publicId: string;
  file: CadenceFile;
  status: 'active' | 'disabled';
  plan: Plan;
  /** Follow-ups and rules by their numbers in the product. */
  names: { readonly followUps: ReadonlyMap<number, string>; readonly rules: ReadonlyMap<number, string> };
};

export type KeptRound = {
  readonly id: string;
  readonly lead: Lead;
  readonly cadence: Cadence;
  readonly round: Round;
  /** When it was looked at last, and how far the mailbox had been read: a held absence is asked for again after a minute. */
  looked: { readonly at: Instant; readonly readUntil: Instant };
};

export class Books {
  readonly leads: Lead[] = [];
  readonly cadences: Cadence[] = [];
  readonly rounds = new Map<string, KeptRound>();
  /** Addresses that nothing goes to any more (C-38). */
  readonly suppressed = new Set<string>();
  /** Whom each delivery was last meant for. */
  readonly recipients = new Map<string, string>();
  readonly zone: string;
  /** Of mails, and of what came back: what the pace is kept by. */
  readonly sent = new Map<string, SentMail>();
  readonly replies: HeardReply[] = [];
  pace: Pace = UNHURRIED;
  repliesReadUntil: Instant = 0;
  /** When somebody really read the mailbox last. */
  mailboxReadAt: Instant = 0;

  constructor(zone: string) {
    this.zone = zone;
  }

  world({ facts, isDeleted }: Lead, now: Instant): World {
    const { zone, repliesReadUntil, pace } = this;
    return { now, zone, keepsHours: pace.keepsHours, repliesReadUntil, record: isDeleted ? null : facts };
  }

  tell(enrollment: string, fact: Fact): void {
    this.rounds.get(enrollment)?.round.pending.push(fact);
  }

  look(kept: KeptRound, now: Instant): void {
    kept.looked = this.moment(now);
    look(kept.round, this.world(kept.lead, now));
  }

  /** As if nothing had been heard since the last time, nor the clock set back. */
  lookAgain({ round, lead, looked }: KeptRound, now: Instant): void {
    look(round, { ...this.world(lead, Math.max(now, looked.at)), repliesReadUntil: looked.readUntil });
  }

  whyTooSoon(mail: SentMail): string | null {
    return whyTooSoon(this, mail);
  }

  moment(now: Instant): KeptRound['looked'] {
    return { at: now, readUntil: this.repliesReadUntil };
  }

  /** Of a record in a cadence: the active one, else the newest. */
  latest(lead: Lead, cadence: Cadence): KeptRound | undefined {
    const own = [...this.rounds.values()].filter((kept) => kept.lead === lead && kept.cadence === cadence);
    return own.find(({ round }) => round.status === 'active') ?? own.at(-1);
  }

  activeRounds(lead: Lead): KeptRound[] {
    return [...this.rounds.values()].filter((kept) => kept.lead === lead && kept.round.status === 'active');
  }

  stepName({ cadence }: Pick<KeptRound, 'cadence'>, followUp: number): string {
    return cadence.names.followUps.get(followUp) ?? `#${followUp}`;
  }
}

/** One line: the round as the model has it. */
export function inWords({ round }: KeptRound): string {
  const steps = [...round.steps]
    .filter(([, step]) => step.state !== 'waiting')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, step]) => stepInWords(id, step));
  return [`${round.status}${round.reason === null ? '' : ` (${round.reason})`} v${round.plan.version}`, ...steps].join(
    '; ',
  );
}

export type StepWords = Pick<Step, 'state' | 'dueAt' | 'executedAt' | 'repeatedAt' | 'repetition' | 'closed'> & {
  readonly heard: ReadonlyMap<string, Instant>;
  readonly status: Step['status'];
  readonly result: Step['result'];
};

export function stepInWords(
  id: string,
  { state, dueAt, executedAt, repeatedAt, repetition, closed, heard, status, result }: StepWords,
): string {
  const said = [...heard].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, at]) => `${name} ${moment(at)}`);
  const parts = [
    `${id} ${state}`,
    state === 'scheduled' || state === 'needs_review' ? `due ${moment(dueAt ?? 0)}` : '',
    executedAt === null ? '' : `at ${moment(executedAt)}`,
    repetition === 0 ? '' : `repetition ${repetition}`,
    repeatedAt === null ? '' : `again at ${moment(repeatedAt)}`,
    closed ? 'closed' : '',
    status === null ? '' : `is ${status.name} since ${moment(status.at)}`,
    result === null ? '' : `came to ${result.name}`,
    ...said,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

const MOMENTS_KEPT = 10_000;
const moments = new Map<Instant, string>();

/** Said over and over of the same few. */
export function moment(at: Instant): string {
  const known = moments.get(at);
  if (known !== undefined) return known;
  if (moments.size >= MOMENTS_KEPT) moments.clear();
  const said = new Date(at)
    .toISOString()
    .replace(/:\d\d\.000Z$/, '')
    .replace('T', ' ');
  moments.set(at, said);
  return said;
}
