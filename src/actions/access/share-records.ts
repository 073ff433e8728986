// How open the records of each module are, and the rules that open more (U-1).
import type { Acting } from '#actions/records/acting.ts';
import type { Refusal } from '#contract/errors.ts';
import { type SharingLevel, type SharingRule, unfitForSharing } from '#core/access/sharing.ts';
import { checkCriteria } from '#core/criteria/check.ts';
import type { Problem as CriteriaProblem } from '#core/criteria/problem.ts';
import {
  deleteSharingRule,
  areThere,
  insertSharingRule,
  listSharingRules,
  moduleDefaults,
  saveModuleDefault,
  type StoredSharingRule,
} from '#storage/access/sharing-rules.ts';
import { activityModules } from '#storage/access/activity-reach.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import { catalogueFor } from '#storage/records/beyond.ts';
import { governing, loadCatalogue } from '#storage/records/catalogue.ts';

export type Sharing = {
  readonly defaults: ReadonlyMap<string, SharingLevel>;
  readonly rules: readonly StoredSharingRule[];
};

export function readSharing({ database, organization }: Pick<Acting, 'database' | 'organization'>): Promise<Sharing> {
  return database.organization(organization.seat, async (tx) => {
    return { defaults: await moduleDefaults(tx), rules: await listSharingRules(tx) };
  });
}

/** Null: it is saved. Parts are as open as what they are parts of. */
export async function changeDefault(
  { database, organization, actor, now }: Acting,
  { module, level }: { readonly module: string; readonly level: SharingLevel },
): Promise<null | { readonly kind: 'refused'; readonly reason: 'unknown_module' }> {
  return database.organization(organization.seat, async (tx) => {
    const catalogue = isOfActivities(module) ? null : await loadCatalogue(tx, module);
    const governed = catalogue === null ? null : governing(catalogue.module);
    if (!isOfActivities(module) && governed !== module) return { kind: 'refused', reason: 'unknown_module' };
    await saveModuleDefault(tx, module, level);
    const target = { kind: 'module', id: module } as const;
    await writeAudit(tx, { action: 'sharing_changed', actor: actor.id, at: now, target, details: { level } });
    return null;
  });
}

/** Tasks and calls are shared like the records of modules. */
function isOfActivities(module: string): boolean {
  return Object.values(activityModules).some((key) => key === module);
}

export type SharedRecords =
  | { readonly kind: 'shared'; readonly rule: StoredSharingRule }
  | { readonly kind: 'refused'; readonly reason: 'unknown_module' }
  | { readonly kind: 'refused'; readonly reason: 'name_taken' }
  | { readonly kind: 'refused'; readonly reason: 'nobody' }
  | { readonly kind: 'refused'; readonly reason: 'unfit'; readonly field: string }
  | { readonly kind: 'refused'; readonly reason: 'bad_criteria'; readonly problems: readonly CriteriaProblem[] };

/** `criteria` of a rule are as they came in. */
export async function shareRecords(
  { database, organization, actor, now }: Acting,
  rule: SharingRule,
): Promise<SharedRecords> {
  return database.organization(organization.seat, async (tx): Promise<SharedRecords> => {
    const asked = rule.shared.kind === 'meeting' ? [rule.shared.criteria] : [];
    const catalogue = await catalogueFor(tx, rule.module, asked);
    if (catalogue === null || governing(catalogue.module) !== rule.module) {
      return { kind: 'refused', reason: 'unknown_module' };
    }
    if (rule.shared.kind === 'meeting') {
      const checked = checkCriteria(rule.shared.criteria, catalogue.module);
      if (!checked.ok) return { kind: 'refused', reason: 'bad_criteria', problems: checked.problems };
      const field = unfitForSharing(checked.criteria, catalogue.module);
      if (field !== null) return { kind: 'refused', reason: 'unfit', field };
    }
    const groups = rule.shared.kind === 'owned_by' ? [rule.shared.group, rule.with] : [rule.with];
    if (!(await areThere(tx, groups))) return { kind: 'refused', reason: 'nobody' };
    const id = await insertSharingRule(tx, rule);
    if (id === null) return { kind: 'refused', reason: 'name_taken' };
    const target = { kind: 'sharing_rule', id, name: rule.name } as const;
    const details = { module: rule.module, level: rule.level };
    await writeAudit(tx, { action: 'sharing_rule_created', actor: actor.id, at: now, target, details });
    return { kind: 'shared', rule: { ...rule, publicId: id } };
  });
}

export async function unshareRecords(
  { database, organization, actor, now }: Acting,
  id: string,
): Promise<null | Refusal<'not_found'>> {
  return database.organization(organization.seat, async (tx) => {
    const rule = await deleteSharingRule(tx, id);
    if (rule === null) return { kind: 'refused', reason: 'not_found' };
    const target = { kind: 'sharing_rule', id, name: rule.name } as const;
    await writeAudit(tx, { action: 'sharing_rule_deleted', actor: actor.id, at: now, target });
    return null;
  });
}
