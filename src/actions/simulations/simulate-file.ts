// Simulates a cadence file that need not be saved (C-92): on the command line, while one waits.
import { cadenceNamed } from '#actions/cadences/find-cadences.ts';
import type { CadenceContext } from '#actions/cadences/save-cadence.ts';
import { type Asked, checkTried, type NotTried } from '#actions/simulations/asked.ts';
import { loadTrial, type TrialLoaded } from '#actions/simulations/load-trial.ts';
import { type OnProgress, runTrial } from '#actions/simulations/run-trial.ts';
import type { CadenceFile } from '#core/cadence/file.ts';
import type { CadenceProblem } from '#core/cadence/problem.ts';
import type { SimulationResult } from '#core/cadence/simulation-result.ts';
import type { Trial } from '#core/cadence/simulate-trial.ts';

export type FileSimulated =
  | {
      readonly kind: 'simulated';
      readonly result: SimulationResult;
      /** Warnings. */
      readonly problems: readonly CadenceProblem[];
    }
  | NotTried
  | Exclude<TrialLoaded, { kind: 'loaded' }>;

type Ready = { readonly kind: 'ready'; readonly trial: Trial; readonly problems: readonly CadenceProblem[] };

type FileTrial = {
  readonly file: CadenceFile;
  readonly asked: Asked;
  readonly onProgress: (percent: number) => void;
};

export async function simulateFile(
  context: CadenceContext,
  { file, asked, onProgress }: FileTrial,
): Promise<FileSimulated> {
  const ready = await prepare(context, file, asked);
  if (ready.kind !== 'ready') return ready;
  const telling: OnProgress = (percent) => {
    onProgress(percent);
    return Promise.resolve(true);
  };
  const simulated = await runTrial(ready.trial, telling);
  if (simulated === null) throw new Error('nobody ends a simulation that somebody waits for');
  return { kind: 'simulated', result: simulated.result, problems: ready.problems };
}

async function prepare(
  context: CadenceContext,
  file: CadenceFile,
  asked: Asked,
): Promise<Ready | Exclude<FileSimulated, { kind: 'simulated' }>> {
  const { database, organization, now } = context;
  const known = await cadenceNamed(context, file.name);
  const cadence = known?.id ?? null;
  return database.organization(organization.seat, async (tx) => {
    const tried = await checkTried(tx, context, { file, cadence, rates: asked.rates });
    if (tried.kind !== 'sound') return tried;
    const { definition, problems } = tried;
    const loaded = await loadTrial(tx, { organization, definition, cadence, asked, now });
    return loaded.kind === 'loaded' ? { kind: 'ready', trial: loaded.trial, problems } : loaded;
  });
}
