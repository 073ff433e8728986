// Simulations as the API gives them, their codes with sentences.
import type { SimulatedRecord } from '#actions/simulations/read-simulations.ts';
import type { Simulation } from '#actions/simulations/simulation-job.ts';
import type { Value } from '#contract/endpoint.ts';
import { type ErrorCode, explainRefusal, type Language } from '#contract/errors.ts';
import { wordOf } from '#contract/history-words.ts';
import { sayEnd, sayLeftOut, sayNever, sayRound, sayStep } from '#contract/simulation-words.ts';
import type * as contract from '#contract/simulations.ts';
import { type CadenceDefinition, followUpTitle } from '#core/cadence/definition.ts';
import type { SimulationResult } from '#core/cadence/simulation-result.ts';

type Described = Value<typeof contract.simulation>;

export function describeSimulation(simulation: Simulation, language: Language): Described {
  const { result } = simulation;
  return { ...describeListed(simulation, language), result: result === null ? null : describeResult(result, language) };
}

export function describeListed(simulation: Simulation, language: Language): Omit<Described, 'result'> {
  const { publicId: id, state, percent, request, reason, createdAt, finishedAt } = simulation;
  const { records, days, seed, whom, rates } = request.asked;
  const message = reason === null ? null : whyFailed(reason, simulation, language);
  return { id, state, percent, records, days, seed, whom, rates: { ...rates }, message, createdAt, finishedAt };
}

const known: Readonly<Record<string, ErrorCode>> = {
  unknown_module: 'module_unknown',
  not_permitted: 'not_permitted',
  simulation_without_records: 'simulation_without_records',
};

/** A bug's own words are for the log, not for people. */
function whyFailed(reason: string, { request }: Simulation, language: Language): string {
  const { module } = request.definition;
  const params = { module, permission: `${module}.read` };
  return explainRefusal({ kind: 'refused', reason: known[reason] ?? 'internal', params }, language).sentence;
}

function describeResult(result: SimulationResult, language: Language): NonNullable<Described['result']> {
  return {
    ...result,
    leftOut: result.leftOut.map((one) => ({ ...one, sentence: sayLeftOut(one, language) })),
    followUps: result.followUps.map(({ never, ...one }) => ({
      ...one,
      never: never === null ? null : { code: never, sentence: sayNever(never, language) },
    })),
    volumes: [...result.volumes],
    holds: result.holds.map((one) => ({ ...one, sentence: wordOf(one.reason, language) })),
    ends: result.ends.map((one) => ({ ...one, sentence: sayEnd(one, language) })),
  };
}

type DescribedRecord = Value<(typeof contract.listSimulatedRecords)['response']>['items'][number];

export function describeRecord(
  simulated: SimulatedRecord,
  { followUps }: CadenceDefinition,
  language: Language,
): DescribedRecord {
  const titles = new Map(followUps.map(({ id, settings }) => [id, followUpTitle(settings)]));
  return {
    record: simulated.named,
    status: simulated.status,
    sentence: sayRound(simulated, language),
    steps: simulated.steps.map((step) => {
      const title = titles.get(step.followUp) ?? step.followUp;
      return { ...step, title, sentence: sayStep(step, title, language) };
    }),
  };
}
