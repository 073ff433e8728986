// Rounds as the API gives them.
import type { RoundWithChoices } from '#actions/enrollments/read-rounds.ts';
import type { ShownRound } from '#actions/enrollments/shown-rounds.ts';
import { nameRecord } from '#api/records/describe-record.ts';
import type { Value } from '#contract/endpoint.ts';
import type * as contract from '#contract/enrollments.ts';
import { type SkipReason, skipReasonInWords } from '#contract/enroll-words.ts';
import type { Language } from '#contract/errors.ts';
import { sayReason, wordOf } from '#contract/history-words.ts';
import { newProgress, type Progress } from '#core/cadence/enrollment.ts';

type Described = Value<typeof contract.enrollment>;
type FollowUp = Value<(typeof contract.getEnrollment)['response']>['followUps'][number];

export function describeEnrollment(
  { enrollment, cadence, record, standing, rule }: ShownRound,
  language: Language,
): Described {
  const { id, enrolledAt, status, reason } = enrollment;
  return {
    id,
    enrolledAt,
    status,
    cadence: {
      id: cadence.publicId,
      name: cadence.name,
      status: cadence.status,
    },
    record: nameRecord(record),
    reason:
      reason === null
        ? null
        : {
            code: codeOf(reason),
            rule,
            words: sayReason(
              {
                code: reason,
                rule,
              },
              language,
            ),
          },
    ...standing,
    held: standing.held === null ? null : { ...standing.held, words: wordOf(standing.held.reason, language) },
  };
}

/** Numbers of rules stay inside. */
function codeOf(reason: string): string {
  return reason.startsWith('rule:') ? 'rule' : reason;
}

export function describeRound({ round, choices }: RoundWithChoices, language: Language): Value<typeof contract.round> {
  return {
    ...describeEnrollment(round, language),
    continue: choices === null ? null : describeChoice(choices.continue, language),
    restart: choices === null ? null : describeChoice(choices.restart, language),
  };
}

function describeChoice(refusal: SkipReason | null, language: Language) {
  if (refusal === null) return { possible: true } as const;
  return { possible: false, reason: refusal, message: skipReasonInWords(refusal)[language] } as const;
}

/** Every follow-up of the round's version, in the order of the definition. */
export function describeFollowUps({ enrollment, outline, subjects }: ShownRound): FollowUp[] {
  const untouched = newProgress(enrollment.enrolledAt);
  return outline.nodes.map(({ followUp: { id, number, parent, settings } }) => {
    const progress = enrollment.followUps.get(number) ?? untouched;
    return {
      followUp: id,
      channel: settings.channel,
      subject: subjects.get(number) ?? null,
      number,
      parent,
      ...describeProgress(progress),
    };
  });
}

function describeProgress(
  progress: Progress,
): Omit<FollowUp, 'followUp' | 'channel' | 'subject' | 'number' | 'parent'> {
  const { state, dueAt, executedAt, cause, seen, status, result } = progress;
  const responses = [...seen].map(([response, at]) => ({ response, at }));
  return { state, dueAt, executedAt, cause, responses, status, result };
}
