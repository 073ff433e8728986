// Watches every commit: tells the model what became of deliveries, has it look whenever a round was woken, and compares
// what stands in the database with what the model says must stand there.
import { stateFromText } from '#core/cadence/state-text.ts';
import type { FileRule } from '#core/cadence/file.ts';
import { type Books, inWords, type KeptRound, stepInWords } from './books.ts';
import { ruleMet } from './model/rules.ts';
import { NOTHING, type SeenActivity, type SeenDelivery, type SeenRound, type Sight, type Watcher } from './sight.ts';

export type WatchOptions = {
  readonly watcher: Watcher;
  readonly books: Books;
  readonly now: () => number;
  readonly note: (line: string) => void;
};

/** Something that must never be. */
export class Violation extends Error {}

export class Watch {
  sight: Sight = NOTHING;
  /** Rounds whose row was damaged on purpose. */
  readonly damaged = new Set<string>();
  private readonly options: WatchOptions;
  /** What the rows of rounds say, as far as they were put into words. */
  private readonly said = new Map<string, { readonly row: SeenRound; readonly words: string }>();

  constructor(options: WatchOptions) {
    this.options = options;
  }

  /** After a commit. `isWorker`: what it did to rounds, it did because it woke them. */
  async afterCommit(isWorker: boolean): Promise<void> {
    const { watcher } = this.options;
    const before = this.sight;
    const after = await watcher.look(before);
    if (after === null) return this.tellReadUntil();
    this.sight = after;
    if (isWorker) {
      this.checkMade(before, after);
      this.tellOutcomes(before, after);
      this.tellActivities(before, after);
      for (const id of wokenBetween(before, after)) this.wake(id);
    }
    this.tellReadUntil();
    this.compareAll();
  }

  private tellReadUntil(): void {
    const { books } = this.options;
    books.repliesReadUntil = Math.min(this.sight.repliesReadUntil, books.mailboxReadAt);
  }

  private compareAll(): void {
    const { rounds } = this.sight;
    for (const round of rounds) this.compare(round);
    if (rounds.length !== this.options.books.rounds.size)
      throw new Violation('P1 a round is missing, or one too many is there');
  }

  private checkMade(before: Sight, after: Sight): void {
    const { books, now } = this.options;
    const known = new Set(before.activities.map(({ id }) => id));
    for (const activity of after.activities) {
      if (known.has(activity.id)) continue;
      const kept = booksRound(books, activity);
      const why = whyHeldBack(books, kept, { step: books.stepName(kept, activity.followUp), now: now() });
      if (why !== null) throw new Violation(`P4 a ${activity.kind} was made although ${why}`);
    }
  }

  private tellOutcomes(before: Sight, after: Sight): void {
    const { books, now } = this.options;
    const earlier = new Map(before.deliveries.map((delivery) => [delivery.id, delivery]));
    for (const delivery of after.deliveries) {
      if (earlier.get(delivery.id)?.state === delivery.state) continue;
      const kept = books.rounds.get(delivery.enrollment);
      if (kept === undefined) continue;
      const step = books.stepName(kept, delivery.followUp);
      this.options.note(`${kept.lead.name} ${kept.id}: ${step} is ${delivery.state}`);
      const at = now();
      const about = { step, time: delivery.repetition, at };
      // An e-mail that was not at the dot is known by its answer to be there, which its round heard of by itself.
      const isOfAnswer = kept.round.planned(step)?.channel === 'email' && isBeforeGate(earlier.get(delivery.id));
      if (delivery.state === 'sent' && !isOfAnswer) books.tell(kept.id, { kind: 'done', ...about });
      if (delivery.state === 'bounced') {
        books.tell(kept.id, { kind: 'refused', ...about });
        books.suppressed.add(books.recipients.get(delivery.id) ?? '');
      }
      if (delivery.state === 'unconfirmed')
        books.tell(kept.id, { kind: 'unknown', ...about, at: delivery.dotAt ?? at });
      if (delivery.state === 'failed' || delivery.state === 'suppressed') {
        books.tell(kept.id, { kind: delivery.state, ...about, reason: this.reasonOf(delivery) });
      }
    }
  }

  /** Whose fault a failure is stands in what its round was told. */
  private reasonOf({ enrollment, state }: SeenDelivery): string {
    const kind = state === 'failed' ? 'not_carried_out' : 'suppressed';
    const told = this.sight.inputs.findLast((input) => input.enrollment === enrollment && input.kind === kind);
    if (told === undefined) throw new Violation(`P1 nobody told round ${enrollment} of a delivery that ${state}`);
    return told.detail ?? '';
  }

  private tellActivities(before: Sight, after: Sight): void {
    const { books, now } = this.options;
    const earlier = new Map(before.activities.map((activity) => [activity.id, activity]));
    for (const activity of after.activities) {
      const old = earlier.get(activity.id);
      const step = books.stepName(booksRound(books, activity), activity.followUp);
      const fact = { kind: 'status', step, name: activity.status, result: null } as const;
      if (old === undefined) {
        books.tell(activity.enrollment, { ...fact, at: now() });
      } else if (old.status === 'scheduled' && activity.status === 'overdue') {
        if ((activity.endsAt ?? Infinity) > now()) throw new Violation('P9 a call is overdue before its end');
        books.tell(activity.enrollment, { ...fact, at: activity.endsAt ?? now() });
      }
    }
  }

  private wake(id: string): void {
    const { books, now, note } = this.options;
    const kept = books.rounds.get(id);
    if (kept === undefined || this.damaged.has(id)) return;
    const before = inWords(kept);
    books.look(kept, now());
    const after = inWords(kept);
    if (before !== after) note(`${kept.lead.name} ${id} is ${after}`);
  }

  private compare(seen: SeenRound): void {
    if (this.damaged.has(seen.id)) return;
    const kept = this.options.books.rounds.get(seen.id);
    if (kept === undefined) throw new Violation(`P1 nobody enrolled round ${seen.id}`);
    const [real, expected] = [this.realInWords(seen, kept), inWords(kept)];
    if (real !== expected)
      throw new Violation(`round ${seen.id} of ${kept.lead.name}\n  is       ${real}\n  must be  ${expected}`);
  }

  private realInWords(row: SeenRound, kept: KeptRound): string {
    const said = this.said.get(row.id);
    if (said !== undefined && isSameRow(said.row, row)) return said.words;
    const words = seenInWords(row, kept);
    this.said.set(row.id, { row, words });
    return words;
  }

  /** When nothing is left to do, looking once more changes nothing: nobody was forgotten (P1, C-40). */
  checkQuiet(): void {
    const { books, now } = this.options;
    this.compareAll();
    for (const kept of books.rounds.values()) {
      if (this.damaged.has(kept.id) || this.sight.parked.includes(kept.id)) continue;
      const before = inWords(kept);
      books.lookAgain(kept, now());
      const after = inWords(kept);
      if (before !== after) {
        throw new Violation(
          `P1 round ${kept.id} of ${kept.lead.name} was not woken\n  is       ${before}\n  must be  ${after}`,
        );
      }
    }
  }
}

function isBeforeGate(delivery: SeenDelivery | undefined): boolean {
  return delivery?.state === 'planned' || delivery?.state === 'claimed';
}

function booksRound(books: Books, { enrollment }: SeenActivity): KeptRound {
  const kept = books.rounds.get(enrollment);
  if (kept === undefined) throw new Violation(`P1 nobody enrolled round ${enrollment}`);
  return kept;
}

/** P4: what must keep it from going out at this moment; null: nothing. */
export function whyHeldBack(
  books: Books,
  { round, cadence, lead }: KeptRound,
  { step, now }: { readonly step: string; readonly now: number },
): string | null {
  if (round.status !== 'active') return `the round is ${round.status}`;
  if (cadence.status !== 'active') return 'the cadence is disabled';
  if (round.pending.length > 0) return `${round.pending[0]?.kind} was told before`;
  const isMail = round.planned(step)?.channel === 'email';
  if (lead.isDeleted) return 'the record is deleted';
  if (lead.doNotEmail && isMail) return 'the record says "do not email"';
  const rule = ruleMet(round, { ...round.plan, rules: round.plan.rules.filter(isOfRecord) }, books.world(lead, now));
  if (rule !== null) return `the record meets the rule ${rule.id}`;
  const state = round.steps.get(step)?.state ?? 'waiting';
  return state === 'claimed' ? null : `it is ${state}`;
}

/** Those that a change of the record, which somebody answered for, makes true. */
function isOfRecord({ record, leftView }: FileRule): boolean {
  return record !== undefined || leftView !== undefined;
}

function wokenBetween(before: Sight, after: Sight): Set<string> {
  const left = new Set(after.inputs.map(({ id }) => id));
  const revisions = new Map(before.rounds.map(({ id, revision }) => [id, revision]));
  const woken = after.rounds.filter(({ id, revision }) => revisions.get(id) !== revision).map(({ id }) => id);
  return new Set([...before.inputs.filter(({ id }) => !left.has(id)).map(({ enrollment }) => enrollment), ...woken]);
}

function isSameRow(one: SeenRound, other: SeenRound): boolean {
  return (
    one.state === other.state &&
    one.status === other.status &&
    one.reason === other.reason &&
    one.version === other.version
  );
}

function seenInWords(seen: SeenRound, { cadence }: KeptRound): string {
  const { followUps, rules } = cadence.names;
  const rule = /^rule:(\d+)$/.exec(seen.reason ?? '')?.[1];
  const reason = rule === undefined ? seen.reason : `rule:${rules.get(Number(rule))}`;
  const steps = [...stateFromText(seen.state, seen.enrolledAt).followUps]
    .filter(([, { state }]) => state !== 'waiting')
    .map(([number, progress]) => [followUps.get(number) ?? `#${number}`, progress] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { status, statusAt, result, resultAt, seen: heard, ...progress }]) =>
      stepInWords(id, {
        ...progress,
        heard,
        status: status === null ? null : { name: status, at: statusAt ?? 0 },
        result: result === null ? null : { name: result, at: resultAt ?? 0 },
      }),
    );
  return [`${seen.status}${reason === null ? '' : ` (${reason})`} v${seen.version}`, ...steps].join('; ');
}
