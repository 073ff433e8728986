// What a field of a module is and which values it can hold. Nothing here knows columns or SQL.
import type { Formula } from '#core/formulas/expression.ts';

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
  'auto_number',
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
  auto_number: 'text',
};

/**
 * A field's value in memory. text and id: string; integer: a safe integer; decimal: a canonical decimal string, never
 * a float; date: 'YYYY-MM-DD'; instant: epoch milliseconds; texts: the chosen options in order. Null is "no value".
 */
export type FieldValue = string | number | boolean | readonly string[] | null;

export type LocalizedText = { readonly en: string; readonly zh: string };

export const choiceColors = [
  'gray',
  'blue',
  'iris',
  'grape',
  'pink',
  'red',
  'orange',
  'yellow',
  'lime',
  'green',
  'teal',
] as const;

/** An option of a pick list as people see it: its value is what is stored, compared and carried in files. */
export type Choice = {
  readonly value: string;
  readonly label: LocalizedText;
  readonly color: (typeof choiceColors)[number];
};

/** What a field may have beyond its type; absent or null: none of it. */
export type FieldSettings = {
  readonly help?: LocalizedText | null;
  /** What a new record holds when nothing is given, as the API takes it. */
  readonly default?: string | number | boolean | readonly string[] | null;
  /** No two living records of the module hold the same value; the database sees to it. */
  readonly unique?: boolean;
  /** In UTF-16 units, below what the type allows. */
  readonly lengthMax?: number | null;
  /** Of a decimal, currency or percent. */
  readonly fractionDigits?: number | null;
  /** false: the timeline doesn't tell its changes. */
  readonly tracked?: boolean;
  /** The module that a lookup leads to. */
  readonly target?: string | null;
  /** How the options are shown, in their order. */
  readonly choices?: readonly Choice[];
  /** How an auto-number is written: 'Q-', 5 → Q-00001. */
  readonly numbering?: { readonly prefix: string; readonly digits: number } | null;
  /** What its values are worked out by, whenever a record is saved; nobody writes them. */
  readonly calculation?: Formula | null;
};

export type Field = FieldSettings & {
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
  /** What one record is called; absent: as the module. */
  readonly singular?: LocalizedText;
  /** Made by an administrator at run time. */
  readonly own?: boolean;
  /** The lookup to the module whose records these are parts of: lines of a quote, members of a campaign. */
  readonly partOf?: string | null;
  readonly fields: readonly Field[];
  /** Which fields stand together on a record's page; what is in none of them stands by itself. */
  readonly sections?: readonly Section[];
  /** The organisation drew the sections itself. */
  readonly laidOut?: boolean;
  /** Loaded where criteria ask for it. */
  readonly beyond?: Beyond;
};

/** What criteria may ask for that doesn't stand in the record itself. */
export type Beyond = {
  /** By the key of the lookup that leads to their records: modules as whoever asks may see them. */
  readonly related: Readonly<Record<string, Module>>;
  /** By public id. */
  readonly people: ReadonlyMap<string, People>;
};

/** The holders of a role and of those below it, or a team. */
export type People = {
  readonly kind: 'role' | 'team';
  readonly name: string;
  /** Public ids. */
  readonly members: readonly string[];
};

export type Section = { readonly label: LocalizedText; readonly fields: readonly string[] };

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

/** What is known of a record where only its values matter. */
export type RecordValues = Pick<CrmRecord, 'values'>;

export function fieldOf(module: Module, key: string): Field | undefined {
  return module.fields.find((field) => field.key === key);
}

export function valueOf(record: RecordValues, key: string): FieldValue {
  // A field may be called "constructor".
  return Object.hasOwn(record.values, key) ? (record.values[key] ?? null) : null;
}
