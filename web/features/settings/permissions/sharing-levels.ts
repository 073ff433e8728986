// How open modules are, as getSharing tells it.
import type { SharingLevel } from '#core/access/sharing.ts';
import type { Answer } from '#web/api/call.ts';

export type Sharing = Answer<'getSharing'>;
export type Rule = Sharing['rules'][number];

/** Where none is set, everybody may change everything. */
export function levelOf({ defaults }: Sharing, module: string): SharingLevel {
  return defaults.find((one) => one.module === module)?.level ?? 'write';
}

/** Whether a rule gives nothing that everybody doesn't have already. */
export function addsNothing(sharing: Sharing, { module, level }: Pick<Rule, 'module' | 'level'>): boolean {
  const open = levelOf(sharing, module);
  return open === 'write' || open === level;
}
