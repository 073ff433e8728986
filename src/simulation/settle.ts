// One instant of a virtual clock: the worker's steps are repeated until none of them finds anything to do any more.
import type { DueStep } from '#storage/organizations/due-steps.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

const SETTLED = ['deliver', 'tend'] as const;

export type WorkerSteps = Readonly<
  Record<'wake' | (typeof SETTLED)[number], (organization: Organization) => Promise<number>>
> & { look(organization: Organization): Promise<ReadonlySet<DueStep>> };

/** `also`: what else belongs to the instant, told what a look found; like the steps it says how much it found to do. */
export async function settle(
  steps: WorkerSteps,
  organization: Organization,
  also: (due: ReadonlySet<DueStep>) => Promise<number> = async () => 0,
): Promise<void> {
  for (;;) {
    let work = await steps.wake(organization);
    const due = await steps.look(organization);
    for (const step of SETTLED) if (due.has(step)) work += await steps[step](organization);
    work += await also(due);
    if (work === 0) return;
  }
}
