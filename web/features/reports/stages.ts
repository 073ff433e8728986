// The stages of a funnel, each with the rounds behind its number (C-81).
import { isMessage, type Response } from '#core/cadence/response.ts';
import type { Answer } from '#web/api/call.ts';
import type { RoundsFilter } from '#web/features/reports/report-search.ts';

export type Report = Answer<'getCadenceReport'>;
export type FollowUpFigures = Report['followUps'][number];

/** What a stage is called: a word of the report, or a follow-up by its name. */
export type StageName =
  | { readonly kind: 'word'; readonly word: StageWord }
  | { readonly kind: 'response'; readonly response: Response }
  | { readonly kind: 'follow_up'; readonly followUp: string };
export type StageWord = 'enrolled' | 'goal' | 'reached' | 'emailExecuted' | 'activityExecuted';

export type Stage = {
  readonly name: StageName;
  readonly count: number;
  /** Null: every round. */
  readonly filter: RoundsFilter | null;
};

/** From enrolment through the follow-ups, in their order, to the goal. */
export function stagesOfCadence({ enrolled, followUps, goalMet }: Report, hasGoal: boolean): Stage[] {
  return [
    { name: { kind: 'word', word: 'enrolled' }, count: enrolled, filter: null },
    ...followUps.map(
      ({ followUp, executed }): Stage => ({
        name: { kind: 'follow_up', followUp },
        count: executed,
        filter: { followUp, figure: 'executed' },
      }),
    ),
    ...(hasGoal ? [word('goal', goalMet, { goal: true })] : []),
  ];
}

const answers = {
  email: ['opened', 'clicked', 'replied'],
  whatsapp: ['delivered', 'read', 'replied'],
  task: ['in_progress', 'completed'],
  call: ['completed'],
} as const;

/** From its scheduling to what came back. */
export function stagesOfFollowUp({ followUp, channel, reached, executed, responses }: FollowUpFigures): Stage[] {
  const isSent = isChannel(channel) && isMessage(channel);
  return [
    word('reached', reached, { followUp, figure: 'reached' }),
    word(isSent ? 'emailExecuted' : 'activityExecuted', executed, { followUp, figure: 'executed' }),
    ...answers[isChannel(channel) ? channel : 'task'].map(
      (response): Stage => ({
        name: { kind: 'response', response },
        count: responses[response]?.unique ?? 0,
        filter: { followUp, figure: 'responded', response },
      }),
    ),
  ];
}

export function isChannel(channel: string): channel is keyof typeof answers {
  return Object.hasOwn(answers, channel);
}

function word(name: StageWord, count: number, filter: RoundsFilter): Stage {
  return { name: { kind: 'word', word: name }, count, filter };
}
