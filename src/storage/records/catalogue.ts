// A module as an organisation has it: the product's fields and its own, and the column that each lives in. Loaded in the
// transaction that uses it, so a field added a moment ago needs no restart. In a transaction on behalf of a member it is the
// module as they may see it (U-2): what reads through a catalogue can't give them more.
import { type RawBuilder, sql } from 'kysely';
import { maskModule } from '#core/access/mask.ts';
import { mayDo } from '#core/access/permissions.ts';
import { askedField, relatedKey } from '#core/criteria/asked-fields.ts';
import { isKept } from '#core/records/check-field.ts';
import {
  type Field,
  type FieldSettings,
  type FieldType,
  type Module,
  shapeOf,
  type ValueShape,
} from '#core/records/field.ts';
import { keeping } from '#core/records/modules/define.ts';
import { systemModule } from '#core/records/modules.ts';
import type { Instant } from '#core/time/instant.ts';
import { partsOf, reachToSql } from '#storage/access/reach-to-sql.ts';
import { type Rights, reachOf, rightsIn } from '#storage/access/rights.ts';
import type { FieldColumn } from '#storage/field-column.ts';
import type { Tx } from '#storage/db.ts';
import type { RelatedTable } from '#storage/related-rows.ts';

export type Catalogue = {
  readonly module: Module;
  /** The module's table, in the organisation's schema. */
  readonly table: string;
  /** By field key. */
  readonly columns: ReadonlyMap<string, FieldColumn>;
  /** The module whatever the member may see of it: for saving, which keeps values that they don't see. */
  readonly whole: Pick<Catalogue, 'module' | 'columns'>;
  /** Conditions on the table: the records that may be seen, and those that may be changed. Null: all. */
  readonly reach: { readonly read: RawBuilder<unknown> | null; readonly write: RawBuilder<unknown> | null };
  /** Loaded where criteria ask for it (beyond.ts). */
  readonly beyond?: BeyondTable;
};

/** What `module.beyond` is in storage. */
export type BeyondTable = {
  /** By lookup. */
  readonly related: ReadonlyMap<string, RelatedTable>;
  /** When roles and teams last had other people; null: never, or nobody asks. */
  readonly peopleChangedAt: Instant | null;
  /** Fields of related records that are read with each record. */
  readonly read: readonly string[];
};

const everywhere: Catalogue['reach'] = { read: null, write: null };

/** The SQL type that holds each shape. */
export const columnType: Readonly<Record<ValueShape, RawBuilder<unknown>>> = {
  text: sql`text`,
  integer: sql`bigint`,
  decimal: sql`numeric`,
  date: sql`date`,
  instant: sql`timestamptz`,
  boolean: sql`boolean`,
  texts: sql`text[]`,
  id: sql`uuid`,
};

/** A field that the organisation made, or what it changed about one of the product's, as its row holds it. */
export type FieldRow = {
  key: string;
  type: FieldType;
  label_en: string;
  label_zh: string;
  required: boolean;
  options: string[];
  settings: FieldSettings;
  retired: boolean;
  of_product: boolean;
  /** The module it belongs to, where the organisation made that too. */
  own_module: OwnModule | null;
};

type OwnModule = { label_en: string; label_zh: string; singular_en: string; singular_zh: string };

/** Of `custom_field`. An own module always has a field: the one that names its records. */
export const fieldColumns = sql.raw(`key, type, label_en, label_zh, required, options, settings,
  retired_at is not null as retired, of_product,
  (select to_jsonb(own) from custom_module own where own.key = custom_field.module and own.retired_at is null) as own_module`);

/** Null: there is no such module, or the member that the transaction is on behalf of may not see it. */
export async function loadCatalogue(tx: Tx, moduleKey: string): Promise<Catalogue | null> {
  const whole = await loadWholeCatalogue(tx, moduleKey);
  const rights = await rightsIn(tx);
  return whole === null || rights === null ? whole : seenWith(tx, whole, rights);
}

/** As the product sees it, whoever the transaction is on behalf of: for what it decides itself. Null: no such module. */
export async function loadWholeCatalogue(tx: Tx, moduleKey: string): Promise<Catalogue | null> {
  return catalogueOf(moduleKey, await loadFieldRows(tx, moduleKey));
}

/** Null: the member may not see the module. */
async function seenWith(tx: Tx, whole: Catalogue, rights: Rights): Promise<Catalogue | null> {
  const { permissions } = rights;
  if (!mayDo(permissions, governing(whole.module), 'read')) return null;
  const module = maskModule(whole.module, permissions);
  const columns = new Map(module.fields.flatMap(({ key }) => columnEntry(whole, key)));
  return { ...whole, module, columns, reach: await reachIn(tx, whole, rights) };
}

function columnEntry({ columns }: Catalogue, key: string): [string, FieldColumn][] {
  const column = columns.get(key);
  return column === undefined ? [] : [[key, column]];
}

async function reachIn(tx: Tx, whole: Catalogue, rights: Rights): Promise<Catalogue['reach']> {
  const { module, columns } = whole;
  const key = governing(module);
  const { read, write } = await reachOf(tx, rights, key);
  if (read === 'all' && write === 'all') return everywhere;
  if (key === module.key) return { read: reachToSql(read, whole), write: reachToSql(write, whole) };
  const parent = await loadWholeCatalogue(tx, key);
  const lookup = columns.get(module.partOf ?? '');
  if (parent === null || lookup === undefined) throw new Error(`${module.key} is part of nothing`);
  const part = (reach: typeof read) => partsOf({ table: parent.table, reach: reachToSql(reach, parent) }, lookup);
  return { read: part(read), write: part(write) };
}

/** The module whose permissions and sharing hold for its records: parts are governed by what they are parts of. */
export function governing({ key, partOf = null, fields }: Pick<Module, 'key' | 'partOf' | 'fields'>): string {
  return fields.find((field) => field.key === partOf)?.target ?? key;
}

export async function loadFieldRows(tx: Tx, moduleKey: string): Promise<FieldRow[]> {
  return tx.query<FieldRow>(sql`select ${fieldColumns} from custom_field where module = ${moduleKey} order by id`);
}

/** The product's fields and the organisation's own, in their order, without the retired. Null: there is no such module. */
export function catalogueOf(moduleKey: string, rows: readonly FieldRow[]): Catalogue | null {
  const base = systemModule(moduleKey) ?? ownModule(moduleKey, rows);
  if (base === null) return null;
  const changed = new Map(rows.filter((row) => row.of_product).map((row) => [row.key, row]));
  const own = rows.filter((row) => !row.of_product && !row.retired).map(fieldFromRow);
  const taken = new Set(own.map(({ key }) => key));
  // An own field that was there before the product brought one of the same key stays what it was.
  const ofProduct = base.fields
    .filter(({ key }) => !taken.has(key))
    .map((field) => changedBy(field, changed.get(field.key)));
  const fields = base.own === true ? [...own, ...ofProduct] : [...ofProduct, ...own];
  const columns = new Map(fields.map((field) => [field.key, columnOf(field)]));
  const module = { ...base, fields };
  return { module, table: tableOf(moduleKey), columns, whole: { module, columns }, reach: everywhere };
}

/** An organisation's module has what every record has, and its own fields. */
function ownModule(key: string, rows: readonly FieldRow[]): Module | null {
  const found = rows.find(({ own_module }) => own_module !== null)?.own_module ?? null;
  if (found === null) return null;
  return {
    key,
    label: { en: found.label_en, zh: found.label_zh },
    singular: { en: found.singular_en, zh: found.singular_zh },
    own: true,
    fields: keeping.fields,
  };
}

/** Tables of own modules have a prefix, so that no later version's module can clash with them. */
export function tableOf(moduleKey: string): string {
  return systemModule(moduleKey) === undefined ? `c_${moduleKey}` : `m_${moduleKey}`;
}

/** Custom columns have a prefix, so that no later version's system column can clash with them. */
export function columnOf(field: Pick<Field, 'key' | 'type' | 'system'>): FieldColumn {
  const name = field.system ? field.key : `c_${field.key}`;
  const shape = shapeOf[field.type];
  return { name, folded: shape === 'text' ? `${name}__folded` : null, shape };
}

export function fieldFromRow(row: FieldRow): Field {
  return {
    ...row.settings,
    key: row.key,
    type: row.type,
    label: { en: row.label_en, zh: row.label_zh },
    required: row.required,
    system: false,
    readOnly: isKept({ type: row.type, ...row.settings }),
    options: row.options,
  };
}

function changedBy(field: Field, row: FieldRow | undefined): Field {
  return row === undefined ? field : { ...fieldFromRow(row), system: true, readOnly: field.readOnly };
}

/** The living records that the catalogue's reader may see. */
export function seen({ reach }: Catalogue): RawBuilder<unknown> {
  return reach.read === null ? sql`deleted_at is null` : sql`deleted_at is null and ${reach.read}`;
}

/** As seen, those in the recycle bin too. */
export function reached({ reach }: Catalogue): RawBuilder<unknown> {
  return reach.read ?? sql`true`;
}

/** All records of the module with all their values, whoever asks: for rules that hold between all of them. */
export function boundless(catalogue: Catalogue): Catalogue {
  return { ...unmasked(catalogue), reach: everywhere };
}

/** The same records with all their values, as saving needs them: nothing of it goes out. */
export function unmasked(catalogue: Catalogue): Catalogue {
  return { ...catalogue, ...catalogue.whole };
}

/**
 * The same catalogue with these columns only, and with the values of related records that criteria ask for: for whoever
 * reads many records and looks at few of their values.
 */
export function narrowed(catalogue: Catalogue, fields: ReadonlySet<string>): Catalogue {
  const { module, columns, beyond } = catalogue;
  const read = [...fields].filter((field) => relatedKey(field) !== null && askedField(module, field) !== undefined);
  const kept = new Set([...fields, ...read.map((field) => relatedKey(field)?.lookup)]);
  const narrow = { ...catalogue, columns: new Map([...columns].filter(([key]) => kept.has(key))) };
  return beyond === undefined ? narrow : { ...narrow, beyond: { ...beyond, read } };
}
