// What a record must be answered when it is asked into a cadence (C-22 to C-24, C-70 to C-72), and what the books say then.
import type { EarlierChoice } from '#actions/enrollments/enroll-records.ts';
import type { Cadence, KeptRound, Lead } from './books.ts';
import { continued, end, enrolled } from './model/look.ts';
import { ruleMet } from './model/rules.ts';
import type { SeenDelivery } from './sight.ts';
import type { Simulation } from './simulation.ts';

type Asked = {
  readonly lead: Lead;
  readonly cadence: Cadence;
  readonly earlier: EarlierChoice;
  /** Of the round that was begun or went on, as the product numbers it. */
  readonly id: string | null;
};

export function expectedAnswer(simulation: Simulation, asked: Asked): string {
  const { lead, cadence, earlier } = asked;
  if (cadence.status !== 'active') return 'cadence_not_active';
  if (lead.isDeleted) return 'record_gone';
  const latest = simulation.books.latest(lead, cadence);
  if (latest === undefined) {
    return earlier === 'only_continue' || earlier === 'only_restart' ? 'never_enrolled' : begin(simulation, asked);
  }
  const { status } = latest.round;
  if (earlier === 'only_restart') return restart(simulation, asked, latest);
  if (status === 'active') return 'already_enrolled';
  if (earlier === 'restart') return restart(simulation, asked, latest);
  if (status === 'completed') return 'completed_before';
  return earlier === 'skip' ? 'was_enrolled_before' : goOn(simulation, asked, latest);
}

function begin(simulation: Simulation, { lead, cadence, id }: Asked): string {
  const { books, now } = simulation;
  const round = enrolled(cadence.plan, books.world(lead, now));
  if (round === null) return 'unenrolment_rule_met';
  const key = id ?? '?';
  books.rounds.set(key, { id: key, lead, cadence, round, looked: books.moment(now) });
  return 'enrolled';
}

function restart(simulation: Simulation, asked: Asked, { round }: KeptRound): string {
  const { books, now } = simulation;
  const world = books.world(asked.lead, now);
  if (ruleMet(null, asked.cadence.plan, world) !== null) return 'unenrolment_rule_met';
  if (round.status === 'active') end(round, 'unenrolled', 'restarted');
  begin(simulation, asked);
  return 'restarted';
}

function goOn({ books, now, watch }: Simulation, { lead, cadence }: Asked, kept: KeptRound): string {
  const isOpen = ({ enrollment, state }: SeenDelivery) => enrollment === kept.id && state === 'unconfirmed';
  if (watch.sight.deliveries.some(isOpen)) return 'needs_review';
  kept.looked = books.moment(now);
  return continued(kept.round, cadence.plan, books.world(lead, now)) ?? 'continued';
}
