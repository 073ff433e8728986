// The one way to a module's records for what somebody asks for (U-2). The transaction is on behalf of them, so what they may
// not see isn't in the catalogue; here their profile says whether they may do it at all.
import type { Refusal } from '#contract/errors.ts';
import { mayDo, mayUse, type Feature, type Verb } from '#core/access/permissions.ts';
import { rightsIn } from '#storage/access/rights.ts';
import type { Tx } from '#storage/db.ts';
import { type Catalogue, governing, loadCatalogue } from '#storage/records/catalogue.ts';

export type NotPermitted = Refusal<'not_permitted'>;

export type OpenedModule =
  | { readonly kind: 'open'; readonly catalogue: Catalogue }
  /** There is none, or none that the member may see. */
  | { readonly kind: 'refused'; readonly reason: 'unknown_module' }
  | NotPermitted;

/** The module as the member may see it, if their profile lets them do this to its records. */
export async function openModule(tx: Tx, module: string, verb: Verb): Promise<OpenedModule> {
  const catalogue = await loadCatalogue(tx, module);
  if (catalogue === null) return { kind: 'refused', reason: 'unknown_module' };
  return (await whyNot(tx, catalogue, verb)) ?? { kind: 'open', catalogue };
}

/** Null: their profile lets the member do it. */
export function whyNot(tx: Tx, { module }: Pick<Catalogue, 'module'>, verb: Verb): Promise<NotPermitted | null> {
  return whyNotIn(tx, governing(module), verb);
}

/** The same, by the key that profiles know the module by. */
export async function whyNotIn(tx: Tx, module: string, verb: Verb): Promise<NotPermitted | null> {
  const rights = await rightsIn(tx);
  if (rights === null || mayDo(rights.permissions, module, verb)) return null;
  return { kind: 'refused', reason: 'not_permitted', params: { permission: `${module}.${verb}` } };
}

/** Null: their profile lets the member use it. */
export async function whyNotUse(tx: Tx, feature: Feature): Promise<NotPermitted | null> {
  const rights = await rightsIn(tx);
  if (rights === null || mayUse(rights.permissions, feature)) return null;
  return { kind: 'refused', reason: 'not_permitted', params: { permission: feature } };
}
