// Modules: the product's and those that administrators make, rename, retire and bring back while everything runs.
import type { Administering } from '#actions/modules/own-fields.ts';
import { type Broken, reviewCadences } from '#actions/modules/review-cadences.ts';
import type { Acting } from '#actions/records/acting.ts';
import { barOf, mayDo, type Verb, verbs } from '#core/access/permissions.ts';
import { checkModule, type ModuleRefusal, type NewModule } from '#core/records/check-module.ts';
import type { Field, LocalizedText, Module } from '#core/records/field.ts';
import { laidOut } from '#core/records/layout.ts';
import { systemModule, systemModules } from '#core/records/modules.ts';
import { type Rights, rightsIn } from '#storage/access/rights.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import {
  fieldFromRow,
  governing,
  loadCatalogue,
  loadFieldRows,
  loadWholeCatalogue,
} from '#storage/records/catalogue.ts';
import { loadLayout } from '#storage/records/layouts.ts';
import { addModule as storeModule, listOwnModules, saveOwnModule } from '#storage/records/own-modules.ts';

export type ListedModule = Pick<Module, 'key' | 'label' | 'singular' | 'partOf'> & {
  readonly own: boolean;
  readonly retired: boolean;
  readonly may: readonly Verb[];
};

type Reading = Pick<Acting, 'database' | 'organization'>;

/** The product's first. */
export async function listModules({ database, organization }: Reading): Promise<ListedModule[]> {
  return database.organization(organization.seat, async (tx) => {
    const rights = await rightsIn(tx);
    const all = [
      ...systemModules.map((module) => ({ ...module, own: false, retired: false })),
      ...(await listOwnModules(tx)).map((module) => ({ ...module, own: true, fields: [] })),
    ];
    const listed = all.map(({ fields, ...module }) => ({ ...module, may: verbsFor(rights, { ...module, fields }) }));
    return listed.filter(({ may }) => may.includes('read'));
  });
}

/** What the member may do to records of the module: so that nobody is offered what they would be refused. */
function verbsFor(rights: Rights | null, module: Pick<Module, 'key' | 'fields' | 'partOf'>): readonly Verb[] {
  return rights === null ? verbs : verbs.filter((verb) => mayDo(rights.permissions, governing(module), verb));
}

export type ReadModule = {
  readonly module: Module;
  /** With the fields that whoever asks doesn't see. */
  readonly whole: Module;
  readonly retired: readonly Field[];
  readonly may: readonly Verb[];
};

/** With the fields that were retired. Null: there is no such module. */
export async function readModuleWithRetired(
  { database, organization }: Reading,
  key: string,
): Promise<ReadModule | null> {
  return database.organization(organization.seat, async (tx) => {
    const catalogue = await loadCatalogue(tx, key);
    if (catalogue === null) return null;
    const rights = await rightsIn(tx);
    const rows = (await loadFieldRows(tx, key)).filter((row) => row.retired && !row.of_product);
    const isHidden = ({ key: field }: Field) => rights !== null && barOf(rights.permissions, key, field) === 'hidden';
    const retired = rows.map(fieldFromRow).filter((field) => !isHidden(field));
    const { whole } = catalogue;
    const module = laidOut(catalogue.module, await loadLayout(tx, key));
    return { module, whole: whole.module, retired, may: verbsFor(rights, module) };
  });
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
  return { kind: 'added', module: { ...module, own: true, retired: false, may: verbs } };
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
    const module = (await loadWholeCatalogue(tx, change.key))?.module ?? null;
    const { broken } =
      retired === before.retired
        ? { broken: [] }
        : await reviewCadences(tx, administering, { key: change.key, module, save: true });
    const action = retired === before.retired ? 'module_changed' : retired ? 'module_retired' : 'module_restored';
    const target = { kind: 'module', id: change.key, name: label.en } as const;
    await writeAudit(tx, { action, actor: actor.id, at: now, target });
    return { kind: 'changed', module: { ...checked.module, own: true, retired, may: verbs }, cadences: broken };
  });
}
