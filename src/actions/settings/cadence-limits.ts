import type { Acting } from '#actions/records/acting.ts';
import { type CadenceLimits, limitsByEdition } from '#core/cadence/limits.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import {
  type CadenceCount,
  type CadenceLimitSetting,
  cadenceLimitSetting,
  countCadences,
  saveCadenceLimits,
} from '#storage/organizations/cadence-limits.ts';

type Reading = Pick<Acting, 'database' | 'organization'>;

export type CadenceLimitState = CadenceLimitSetting & {
  /** What holds. */
  readonly limits: CadenceLimits;
  readonly modules: readonly CadenceCount[];
};

export async function readCadenceLimits({ database, organization }: Reading): Promise<CadenceLimitState> {
  return database.organization(organization.seat, async (tx) => {
    const setting = await cadenceLimitSetting(tx);
    const limits = setting.own ?? limitsByEdition[setting.edition];
    return { ...setting, limits, modules: await countCadences(tx) };
  });
}

/** What is there already stays, also above a lower limit: it only can't grow. */
export async function changeCadenceLimits(acting: Acting, setting: CadenceLimitSetting): Promise<CadenceLimitState> {
  const { database, organization, actor, now } = acting;
  await database.organization(organization.seat, async (tx) => {
    await saveCadenceLimits(tx, setting);
    await writeAudit(tx, { action: 'cadence_limits_changed', actor: actor.id, at: now });
  });
  return readCadenceLimits(acting);
}
