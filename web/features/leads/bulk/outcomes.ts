// What became of each lead of a bulk action, and how it is told: in piles, by what happened and why (C-26).
import type { Answer } from '#web/api/call.ts';
import type { Named } from '#web/features/leads/bulk/target.ts';

type Answered = Extract<Answer<'enroll'>, { kind: 'answered' }>['items'][number];

export type Outcome = Pick<Answered, 'answer' | 'reason' | 'rule' | 'message'> & { readonly lead: Named };

export type Pile = {
  readonly key: string;
  readonly answer: Answered['answer'];
  /** Why they were left out; null: they weren't. */
  readonly message: string | null;
  readonly rule: string | null;
  readonly leads: readonly Named[];
};

/** Nothing is told to callers who may not read records; they don't see lists either. */
export function outcomesOf(result: Answer<'enroll'>, leads: readonly Named[]): Outcome[] {
  if (!('items' in result)) return [];
  const byId = new Map(leads.map((lead) => [lead.id, lead]));
  return result.items.flatMap(({ record, answer, reason, rule, message }) => {
    const lead = byId.get(record);
    return lead === undefined ? [] : [{ lead, answer, reason, rule, message }];
  });
}

const order = ['enrolled', 'continued', 'restarted', 'unenrolled', 'already_enrolled', 'skipped'] as const;

export function pilesOf(outcomes: readonly Outcome[]): Pile[] {
  const piles = new Map<string, Pile>();
  for (const { lead, answer, reason, rule, message } of outcomes) {
    const key = [answer, reason, rule].join(' ');
    const before = piles.get(key);
    piles.set(key, { key, answer, message, rule, leads: [...(before?.leads ?? []), lead] });
  }
  return [...piles.values()].toSorted((a, b) => order.indexOf(a.answer) - order.indexOf(b.answer));
}

/** Those who were in the cadence before and were left out because nobody had said what to do with them (C-72). */
export function earlierOf(outcomes: readonly Outcome[]): {
  readonly unfinished: readonly Named[];
  readonly completed: readonly Named[];
} {
  const because = (reason: Outcome['reason']) =>
    outcomes.filter((one) => one.reason === reason).map(({ lead }) => lead);
  return { unfinished: because('was_enrolled_before'), completed: because('completed_before') };
}

/** What was done later counts. */
export function withLater(outcomes: readonly Outcome[], later: readonly Outcome[]): Outcome[] {
  const again = new Set(later.map(({ lead }) => lead.id));
  return [...outcomes.filter(({ lead }) => !again.has(lead.id)), ...later];
}
