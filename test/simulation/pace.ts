// What a simulated office has set against too much at the wrong time: hours, a budget of contacts, limits of its address
// (C-39, C-93). Asked whenever a message passes the gate, over what went out before.
import { changeBusinessWeek } from '#actions/settings/business-hours.ts';
import { changeContactLimits } from '#actions/settings/contact-limits.ts';
import { type ContactBudget, noBudget } from '#core/cadence/contact-budget.ts';
import { noLimits, type SenderLimits } from '#core/message/sender-limits.ts';
import { usualWeek } from '#core/time/business-calendar.ts';
import { DAY, HOUR } from '#core/time/instant.ts';
import { dateOf, opening } from './calendar.ts';
import type { Random } from './random.ts';
import type { Simulation } from './simulation.ts';

export type Pace = { readonly keepsHours: boolean; readonly budget: ContactBudget; readonly sender: SenderLimits };

export const UNHURRIED: Pace = { keepsHours: false, budget: noBudget, sender: noLimits };

export function madeUpPace(random: Random): Pace {
  const limits = random.pick<ContactBudget['limits']>([
    [],
    [{ per: 'person', channel: 'email', touches: 2, days: 3 }],
    [{ per: 'person', channel: 'any', touches: 1, days: 2 }],
    [{ per: 'account', channel: 'email', touches: 3, days: 2 }],
  ]);
  return {
    keepsHours: random.chance(0.4),
    budget: { limits, gapHours: random.pick([null, 5]), replyHoldDays: random.pick([null, 4]) },
    sender: random.pick([noLimits, { perHour: 2, perDay: 4 }]),
  };
}

export async function setPace(simulation: Simulation): Promise<void> {
  const { keepsHours, budget, sender } = simulation.books.pace;
  const acting = { ...simulation.asking(), actor: simulation.stage.mei };
  await changeBusinessWeek(acting, keepsHours ? usualWeek : null);
  await changeContactLimits(acting, { budget, sender });
  simulation.note(`hours ${keepsHours}, budget ${JSON.stringify(budget)}, limits ${JSON.stringify(sender)}`);
}

/** `knownAt`: when we heard of it, which may be later than it was written. */
export type HeardReply = {
  readonly to: string;
  readonly company: string | null;
  readonly at: number;
  readonly knownAt: number;
};
export type SentMail = {
  readonly delivery: string;
  readonly to: string;
  readonly company: string | null;
  readonly at: number;
};

export type Before = {
  readonly pace: Pace;
  readonly zone: string;
  /** By delivery: where somebody had it sent again, the attempt before is not counted. */
  readonly sent: ReadonlyMap<string, SentMail>;
  readonly replies: readonly HeardReply[];
};

/** Why a mail may not go now; null: it may. What is heard at the same instant may come too late for it. */
export function whyTooSoon({ pace, zone, replies, ...before }: Before, mail: SentMail): string | null {
  const { to, company, at: now } = mail;
  const { keepsHours, budget, sender } = pace;
  const sent = [...before.sent.values()].filter(({ delivery }) => delivery !== mail.delivery);
  if (keepsHours && opening(now, zone) !== now) return 'the office is closed';
  const ofPerson = sent.filter((one) => one.to === to);
  const ofCompany = company === null ? [] : sent.filter((one) => one.company === company);
  for (const { per, touches, days } of budget.limits) {
    const recent = (per === 'person' ? ofPerson : ofCompany).filter(({ at }) => at > now - days * DAY);
    if (recent.length >= touches) return `the ${per} got ${recent.length} within ${days} days`;
  }
  const gap = budget.gapHours;
  if (gap !== null && ofPerson.some(({ at }) => at > now - gap * HOUR)) return 'the person got one just now';
  const isHeldBy = (reply: HeardReply) =>
    company !== null && reply.company === company && reply.to !== to && reply.knownAt < now;
  const hold = budget.replyHoldDays;
  if (hold !== null && replies.some((reply) => isHeldBy(reply) && reply.at > now - hold * DAY))
    return 'a colleague replied';
  const thisHour = sent.filter(({ at }) => at >= now - (now % HOUR)).length;
  if (thisHour >= (sender.perHour ?? Infinity)) return `${thisHour} went out this hour`;
  const today = sent.filter(({ at }) => dateOf(at, zone) >= dateOf(now, zone)).length;
  return today >= (sender.perDay ?? Infinity) ? `${today} went out today` : null;
}
