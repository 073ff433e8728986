// Modules: the product's and those that administrators make, rename, retire and bring back while everything runs.
import type { Administering } from '#actions/modules/own-fields.ts';
import { type Broken, reviewCadences } from '#actions/modules/review-cadences.ts';
import type { Acting } from '#actions/records/acting.ts';
import { checkModule, type ModuleRefusal, type NewModule } from '#core/records/check-module.ts';
import type { Field, LocalizedText, Module } from '#core/records/field.ts';
import { systemModule, systemModules } from '#core/records/modules.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import { catalogueOf, fieldFromRow, loadCatalogue, loadFieldRows } from '#storage/records/catalogue.ts';
import { addModule as storeModule, listOwnModules, saveOwnModule } from '#storage/records/own-modules.ts';

export type ListedModule = Pick<Module, 'key' | 'label' | 'singular' | 'partOf'> & {
  readonly own: boolean;
  readonly retired: boolean;
};

type Reading = Pick<Acting, 'database' | 'organization'>;

/** The product's first. */
export async function listModules({ database, organization }: Reading): Promise<ListedModule[]> {
  const own = await database.organization(organization.seat, listOwnModules);
  return [
    ...systemModules.map((module) => ({ ...module, own: false, retired: false })),
    ...own.map((module) => ({ ...module, own: true })),
  ];
}

/** With the fields that were retired. Null: there is no such module. */
export async function readModuleWithRetired(
  { database, organization }: Reading,
  key: string,
): Promise<{ readonly module: Module; readonly retired: readonly Field[] } | null> {
  const rows = await database.organization(organization.seat, (tx) => loadFieldRows(tx, key));
  const catalogue = catalogueOf(key, rows);
  if (catalogue === null) return null;
  const retired = rows.filter((row) => row.retired && !row.of_product).map(fieldFromRow);
  return { module: catalogue.module, retired };
}

type Refused<Reason extends string> = { readonly kind: 'refused'; readonly reason: Reason };

export type AddedModule =
  | { readonly kind: 'added'; readonly module: ListedModule }
  | Refused<ModuleRefusal | 'key_taken' | 'too_many_modules' | 'table_busy'>;

export async function addModule(
  { database, organization, actor, now }: Acting,
  wanted: NewModule,
): Promise<AddedModule> {
  const checked = checkModule(wanted);
  if ('refusal' in checked) return { kind: 'refused', reason: checked.refusal };
  const { module } = checked;
  const added = await storeModule(database, organization.seat, {
    module,
    name: nameField(module),
    actor: actor.id,
    now,
  });
  if (added !== 'added') return { kind: 'refused', reason: added };
  return { kind: 'added', module: { ...module, own: true, retired: false } };
}

/** What its records are called by. */
function nameField({ singular }: NewModule): Field {
  const label: LocalizedText = { en: `${singular.en} name`, zh: `${singular.zh}名称` };
  return { key: 'name', type: 'text', label, required: true, system: false, readOnly: false, options: [] };
}

export type ChangedModule =
  | { readonly kind: 'changed'; readonly module: ListedModule; readonly cadences: readonly Broken[] }
  | Refused<ModuleRefusal | 'unknown_module' | 'module_of_product'>;

export type ModuleChange = {
  readonly key: string;
  readonly label?: LocalizedText | undefined;
  readonly singular?: LocalizedText | undefined;
  /** true: its records stay, and nobody reaches them until it is brought back. */
  readonly retired?: boolean;
};

export async function changeModule(administering: Administering, change: ModuleChange): Promise<ChangedModule> {
  const { database, organization, actor, now } = administering;
  if (systemModule(change.key) !== undefined) return { kind: 'refused', reason: 'module_of_product' };
  return database.organization(organization.seat, async (tx) => {
    const before = (await listOwnModules(tx)).find(({ key }) => key === change.key);
    if (before === undefined) return { kind: 'refused', reason: 'unknown_module' };
    const { label = before.label, singular = before.singular, retired = before.retired } = change;
    const checked = checkModule({ key: change.key, label, singular });
    if ('refusal' in checked) return { kind: 'refused', reason: checked.refusal };
    await saveOwnModule(tx, checked.module, retired ? now : null);
    const module = (await loadCatalogue(tx, change.key))?.module ?? null;
    const { broken } =
      retired === before.retired
        ? { broken: [] }
        : await reviewCadences(tx, administering, { key: change.key, module, save: true });
    const action = retired === before.retired ? 'module_changed' : retired ? 'module_retired' : 'module_restored';
    const target = { kind: 'module', id: change.key, name: label.en } as const;
    await writeAudit(tx, { action, actor: actor.id, at: now, target });
    return { kind: 'changed', module: { ...checked.module, own: true, retired }, cadences: broken };
  });
}
