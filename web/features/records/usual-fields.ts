// Which fields of a module people see first: in its lists, when a record is written down, beside its name. The product's
// modules say it here; those of administrators show what they have, in their order.
import type { Field, Module } from '#web/features/records/module.ts';

type Usual = {
  /** Columns of lists, in order. */
  readonly columns: readonly string[];
  /** What is asked for at first, in order. */
  readonly form: readonly string[];
  /** What a new one written down by hand begins with. */
  readonly start?: Readonly<Record<string, string>>;
};

const usual: Readonly<Record<string, Usual>> = {
  leads: {
    columns: ['company', 'lead_status', 'email', 'phone', 'country', 'owner', 'created_at'],
    form: ['last_name', 'first_name', 'company', 'title', 'email', 'phone', 'lead_status', 'lead_source'],
    start: { lead_status: 'New' },
  },
  contacts: {
    columns: ['account', 'title', 'email', 'phone', 'owner', 'created_at'],
    form: ['last_name', 'first_name', 'account', 'title', 'email', 'phone'],
  },
  accounts: {
    columns: ['account_type', 'industry', 'phone', 'website', 'owner', 'created_at'],
    form: ['name', 'account_type', 'industry', 'website', 'phone', 'email'],
  },
  deals: {
    columns: ['account', 'stage', 'amount', 'closing_date', 'probability', 'owner'],
    form: ['name', 'account', 'contact', 'stage', 'amount', 'closing_date'],
  },
  products: {
    columns: ['product_code', 'category', 'unit_price', 'unit', 'stock', 'active'],
    form: ['name', 'product_code', 'category', 'unit', 'unit_price', 'tax_rate'],
  },
  quotes: {
    columns: ['number', 'account', 'stage', 'total', 'valid_until', 'owner'],
    form: ['name', 'account', 'deal', 'contact', 'stage', 'valid_until'],
  },
  quote_lines: {
    columns: ['product', 'quantity', 'unit_price', 'discount_rate', 'amount'],
    form: ['product', 'name', 'quantity', 'unit_price', 'discount_rate', 'tax_rate'],
  },
  campaigns: {
    columns: ['campaign_type', 'status', 'start_date', 'end_date', 'budgeted_cost', 'owner'],
    form: ['name', 'campaign_type', 'status', 'start_date', 'end_date', 'budgeted_cost'],
  },
  campaign_members: {
    columns: ['lead', 'contact', 'status', 'responded_on'],
    form: ['lead', 'contact', 'status', 'responded_on'],
  },
  meetings: {
    columns: ['status', 'starts_at', 'ends_at', 'contact', 'account', 'owner'],
    form: ['name', 'status', 'starts_at', 'ends_at', 'lead', 'contact', 'account', 'location'],
  },
};

/** They stand under a record's name, not among its fields. */
export const tagsKey = 'tags';
/** They make the name of a person. */
const personNames = ['first_name', 'last_name'];
const COLUMNS_MAX = 6;
/** Who has a record and who made it when. */
export const keptKeys: readonly string[] = ['owner', 'created_at', 'created_by', 'modified_at', 'modified_by'];

/** It is asked for and listed on wish only. */
function standsApart({ key }: Field): boolean {
  return keptKeys.includes(key) || key === tagsKey;
}

/** What a record is called by in lists and sorted by there; null: it is a part of others and has no name. */
export function nameKey({ fields }: Module): 'last_name' | 'name' | null {
  // Sorted as Chinese and Western lists are: by the last name.
  if (fields.some(({ key }) => key === 'last_name')) return 'last_name';
  return fields.some(({ key }) => key === 'name') ? 'name' : null;
}

export function isOfName(module: Module, { key }: Field): boolean {
  return nameKey(module) === 'last_name' ? personNames.includes(key) : key === 'name';
}

export function usualColumns(module: Module): readonly string[] {
  const own = module.fields.filter(
    (field) => !isOfName(module, field) && !standsApart(field) && field.type !== 'long_text',
  );
  return usual[module.key]?.columns ?? [...own.slice(0, COLUMNS_MAX).map(({ key }) => key), 'owner', 'created_at'];
}

/** Also what an administrator requires. */
export function usualForm(module: Module): Field[] {
  const writable = module.fields.filter(({ readOnly }) => !readOnly);
  const first = usual[module.key]?.form ?? writable.filter((field) => !standsApart(field)).map(({ key }) => key);
  const rank = ({ key }: Field) => (first.includes(key) ? first.indexOf(key) : first.length);
  return writable.filter((field) => first.includes(field.key) || field.required).toSorted((a, b) => rank(a) - rank(b));
}

export function usualStart({ key }: Module): Readonly<Record<string, string>> {
  return usual[key]?.start ?? {};
}

const searched = ['last_name', 'first_name', 'name', 'company', 'email', 'number', 'product_code'];

/** Where a typed word is looked for. */
export function searchedFields({ fields }: Module): Field[] {
  return fields.filter(({ key }) => searched.includes(key));
}
