// What a newcomer does first. Whether a step is done is seen from what is there, never remembered.
import type { Answer } from '#web/api/call.ts';
import type { Item } from '#web/api/hooks.ts';

export type Cadence = Item<'listCadences'>;
export type Report = Answer<'getCadenceReport'>;

export const stepNames = ['build', 'publish', 'enroll', 'answer', 'watch'] as const;
export type StepName = (typeof stepNames)[number];
export type Step = { readonly name: StepName; readonly isDone: boolean };

type Known = {
  /** When the organisation was set up: what came with it, nobody built. */
  readonly since: string;
  readonly cadences: readonly Cadence[];
  readonly reports: readonly Report[];
};

export function firstSteps({ since, cadences, reports }: Known): Step[] {
  const own = ownCadences(cadences, since);
  const done: Readonly<Record<StepName, boolean>> = {
    build: own.length > 0,
    publish: own.some(({ version }) => version !== null),
    enroll: reports.some(({ enrolled }) => enrolled > 0),
    answer: reports.some(hasAnswers),
    watch: reports.some(wentOn),
  };
  return stepNames.map((name) => ({ name, isDone: done[name] }));
}

/** The newest first, as they come. */
export function ownCadences(cadences: readonly Cadence[], since: string): Cadence[] {
  return cadences.filter(({ createdAt }) => Date.parse(createdAt) > Date.parse(since));
}

function hasAnswers({ followUps }: Report): boolean {
  return followUps.some(
    ({ channel, responses }) =>
      channel === 'email' &&
      Object.entries(responses).some(([response, { unique }]) => response !== 'sent' && unique > 0),
  );
}

/** An answer started another follow-up, or was what the cadence is for. */
function wentOn({ followUps, goalMet }: Report): boolean {
  return goalMet > 0 || followUps.some(({ parent, reached }) => parent !== null && reached > 0);
}
