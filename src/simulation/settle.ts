// One instant of a virtual clock: the worker's steps are repeated until none of them finds anything to do any more.
import type { Organization } from '#storage/organizations/organizations.ts';

export type WorkerSteps = Readonly<
  Record<'wake' | 'deliver' | 'tend', (organization: Organization) => Promise<number>>
>;

/** `also`: what else belongs to the instant; like the steps it says how much it found to do. */
export async function settle(
  steps: WorkerSteps,
  organization: Organization,
  also: () => Promise<number> = async () => 0,
): Promise<void> {
  for (;;) {
    const woken = await steps.wake(organization);
    const work = woken + (await steps.deliver(organization)) + (await steps.tend(organization)) + (await also());
    if (work === 0) return;
  }
}
