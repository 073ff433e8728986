import type { Acting } from '#actions/records/acting.ts';
import { type AuditArea, auditAreas, type AuditedAction } from '#core/accounts/audited.ts';
import { type AuditEntry, type AuditQuery, firstBrokenSeal, listAudit } from '#storage/audit/read-audit.ts';

type Reading = Pick<Acting, 'database' | 'organization'>;

export type AuditWanted = Omit<AuditQuery, 'actions'> & {
  readonly area: AuditArea | null;
  readonly action: AuditedAction | null;
};

export type AuditPage = { readonly items: readonly AuditEntry[]; readonly hasMore: boolean };

export async function readAudit({ database, organization }: Reading, wanted: AuditWanted): Promise<AuditPage> {
  const { area, action, limit, ...rest } = wanted;
  const ofArea: readonly AuditedAction[] | null = area === null ? null : auditAreas[area];
  const actions = action === null ? ofArea : [action].filter((one) => ofArea?.includes(one) ?? true);
  const found = await database.organization(organization.seat, (tx) =>
    listAudit(tx, { ...rest, actions, limit: limit + 1 }),
  );
  return { items: found.slice(0, limit), hasMore: found.length > limit };
}

/** The id of the first entry that somebody tampered with; null: none. */
export async function checkAudit({ database, organization }: Reading): Promise<string | null> {
  return database.organization(organization.seat, (tx) => firstBrokenSeal(tx));
}
