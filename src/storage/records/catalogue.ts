// A module as an organisation has it: the product's fields and its own, and the column that each lives in. Loaded in the
// transaction that uses it, so a field added a moment ago needs no restart.
import { type RawBuilder, sql } from 'kysely';
import { type Field, type FieldType, type Module, shapeOf, type ValueShape } from '#core/records/field.ts';
import { systemModule } from '#core/records/modules.ts';
import type { FieldColumn } from '#storage/criteria-to-sql.ts';
import type { Tx } from '#storage/db.ts';

export type Catalogue = {
  readonly module: Module;
  /** The module's table, in the organisation's schema. */
  readonly table: string;
  /** By field key. */
  readonly columns: ReadonlyMap<string, FieldColumn>;
};

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

/** A custom field as its row holds it. */
export type FieldRow = {
  key: string;
  type: FieldType;
  label_en: string;
  label_zh: string;
  required: boolean;
  options: string[];
};

export const fieldColumns = sql.raw('key, type, label_en, label_zh, required, options');

/** Null: there is no such module. */
export async function loadCatalogue(tx: Tx, moduleKey: string): Promise<Catalogue | null> {
  if (systemModule(moduleKey) === undefined) return null;
  const rows = await tx.query<FieldRow>(sql`
    select ${fieldColumns} from custom_field where module = ${moduleKey} order by id`);
  return catalogueOf(moduleKey, rows);
}

/** The product's fields and the organisation's own, in their order. Null: there is no such module. */
export function catalogueOf(moduleKey: string, rows: readonly FieldRow[]): Catalogue | null {
  const system = systemModule(moduleKey);
  if (system === undefined) return null;
  const module: Module = { ...system, fields: [...system.fields, ...rows.map(fieldFromRow)] };
  const columns = new Map(module.fields.map((field) => [field.key, columnOf(field)]));
  return { module, table: tableOf(moduleKey), columns };
}

export function tableOf(moduleKey: string): string {
  return `m_${moduleKey}`;
}

/** Custom columns have a prefix, so that no later version's system column can clash with them. */
export function columnOf(field: Pick<Field, 'key' | 'type' | 'system'>): FieldColumn {
  const name = field.system ? field.key : `c_${field.key}`;
  const shape = shapeOf[field.type];
  return { name, folded: shape === 'text' ? `${name}__folded` : null, shape };
}

function fieldFromRow(row: FieldRow): Field {
  return {
    key: row.key,
    type: row.type,
    label: { en: row.label_en, zh: row.label_zh },
    required: row.required,
    system: false,
    readOnly: false,
    options: row.options,
  };
}

/** The same catalogue with these columns only: for whoever reads many records and looks at few of their values. */
export function narrowed(catalogue: Catalogue, fields: ReadonlySet<string>): Catalogue {
  return { ...catalogue, columns: new Map([...catalogue.columns].filter(([key]) => fields.has(key))) };
}
