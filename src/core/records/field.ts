// What a field of a module is and which values it can hold. Nothing here knows columns or SQL.

export const fieldTypes = [
  'text',
  'long_text',
  'email',
  'phone',
  'url',
  'integer',
  'decimal',
  'currency',
  'percent',
  'date',
  'date_time',
  'boolean',
  'pick_list',
  'multi_select',
  'lookup',
  'user',
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** How the values of a type behave in memory, in criteria and in storage. */
export type ValueShape = 'text' | 'integer' | 'decimal' | 'date' | 'instant' | 'boolean' | 'texts' | 'id';

export const shapeOf: Readonly<Record<FieldType, ValueShape>> = {
  text: 'text',
  long_text: 'text',
  email: 'text',
  phone: 'text',
  url: 'text',
  pick_list: 'text',
  integer: 'integer',
  decimal: 'decimal',
  currency: 'decimal',
  percent: 'decimal',
  date: 'date',
  date_time: 'instant',
  boolean: 'boolean',
  multi_select: 'texts',
  lookup: 'id',
  user: 'id',
};

/**
 * A field's value in memory. text and id: string; integer: a safe integer; decimal: a canonical decimal string, never
 * a float; date: 'YYYY-MM-DD'; instant: epoch milliseconds; texts: the chosen options in order. Null is "no value".
 */
export type FieldValue = string | number | boolean | readonly string[] | null;

export type LocalizedText = { readonly en: string; readonly zh: string };

export type Field = {
  /** Stable name in API, criteria and files: lower-case letters, digits and underscores. */
  readonly key: string;
  readonly type: FieldType;
  readonly label: LocalizedText;
  readonly required: boolean;
  /** Made by the product (true) or added by an administrator at run time (false). */
  readonly system: boolean;
  /** Kept by the product itself (created_at, owner …): readable, never written from outside. */
  readonly readOnly: boolean;
  /** The choices of a pick list or multi-select, in order. Empty for the other types. */
  readonly options: readonly string[];
};

export type Module = {
  /** 'leads', 'contacts', … */
  readonly key: string;
  readonly label: LocalizedText;
  readonly fields: readonly Field[];
};

/** A record's values by field key. A missing key reads as null. */
export type FieldValues = Readonly<Record<string, FieldValue>>;

export type CrmRecord = {
  /** Internal identity, unique over all modules of an organisation; a decimal string, as PostgreSQL gives bigint. */
  readonly id: string;
  /** The id that leaves the product: a UUIDv7. */
  readonly publicId: string;
  readonly module: string;
  /** Grows by one with every change: the ETag. */
  readonly revision: number;
  readonly values: FieldValues;
};

export function fieldOf(module: Module, key: string): Field | undefined {
  return module.fields.find((field) => field.key === key);
}

export function valueOf(record: { readonly values: FieldValues }, key: string): FieldValue {
  // A field may be called "constructor".
  return Object.hasOwn(record.values, key) ? (record.values[key] ?? null) : null;
}
