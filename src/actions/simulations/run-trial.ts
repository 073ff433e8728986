// Carries a simulation out beside whatever else the process does (C-90): in small pieces, telling how far it is.
import { setImmediate } from 'node:timers/promises';
import { simulate, type Simulated } from '#core/cadence/simulate.ts';
import type { Trial } from '#core/cadence/simulate-trial.ts';

/** False: it is not wanted any more. */
export type OnProgress = (percent: number) => Promise<boolean>;

/** Null: it was not wanted any more. */
export async function runTrial(trial: Trial, onProgress: OnProgress): Promise<Simulated | null> {
  const running = simulate(trial);
  for (let told = -1; ; ) {
    const step = running.next();
    if (step.done === true) return step.value;
    await setImmediate();
    const percent = Math.floor(step.value * 100);
    if (percent === told) continue;
    told = percent;
    if (!(await onProgress(percent))) return null;
  }
}
