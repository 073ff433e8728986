// Answers of web forms that wait for a person: what they say, and what becomes of them.
import type { Acting } from '#actions/records/acting.ts';
import { againWhenOvertaken } from '#actions/records/check-stored.ts';
import { takeAnswer } from '#actions/web-forms/take-answer.ts';
import { withWebForm } from '#actions/web-forms/web-forms.ts';
import type { Refusal } from '#contract/errors.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import { DAY, type Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import * as stored from '#storage/web-forms/answers.ts';

export type WebFormAnswer = stored.WebFormAnswer;

const UNCONFIRMED_FOR = 7 * DAY;
const DISCARDED_FOR = DAY;

type NotFound = Refusal<'not_found'>;
export type AnswerList = {
  readonly kind: 'listed';
  readonly items: readonly WebFormAnswer[];
  readonly hasMore: boolean;
};

export async function listHeldAnswers(
  acting: Pick<Acting, 'database' | 'organization'>,
  { webForm: id, before, limit }: Omit<stored.AnswerPage, 'webForm'> & { readonly webForm: string },
): Promise<AnswerList | NotFound> {
  return withWebForm(acting, id, async (tx, form) => {
    const found = await stored.listHeld(tx, { webForm: form.id, before, limit: limit + 1 });
    return { kind: 'listed', items: found.slice(0, limit), hasMore: found.length > limit };
  });
}

export type Verdict = { readonly webForm: string; readonly answer: string; readonly verdict: 'take' | 'discard' };

export type Settled =
  | { readonly kind: 'settled' /** Public id; null: thrown away. */; readonly lead: string | null }
  | { readonly kind: 'not_taken'; readonly problems: readonly FieldProblem[] };

export async function settleAnswer(
  acting: Acting,
  { webForm: id, answer: publicId, verdict }: Verdict,
): Promise<Settled | NotFound | Refusal<'web_form_answer_settled'>> {
  const { actor, now } = acting;
  return againWhenOvertaken(() =>
    withWebForm(acting, id, async (tx, form) => {
      const answer = await stored.lockAnswer(tx, form.id, publicId);
      if (answer === null) return { kind: 'refused', reason: 'not_found' } as const;
      const { entered } = answer;
      if (answer.state !== 'held' || entered === null)
        return { kind: 'refused', reason: 'web_form_answer_settled' } as const;
      const taken = verdict === 'take' ? await takeAnswer(tx, { ...acting, form, entered, decidedBy: actor }) : null;
      if (taken?.kind === 'not_taken') return taken;
      const lead = taken?.lead ?? null;
      await stored.settleAnswer(tx, answer.id, { lead, now });
      return { kind: 'settled', lead } as const;
    }),
  );
}

export async function forgetAnswers(database: Database, { seat }: Organization, now: Instant): Promise<void> {
  const before = { unconfirmed: now - UNCONFIRMED_FOR, discarded: now - DISCARDED_FOR };
  await database.organization(seat, (tx) => stored.forgetAnswers(tx, before));
}
