// What a lead becomes: a person, a company, and perhaps a deal. Fields of the same key and type carry over, own ones
// too; what is called differently is named here.
import { textFromValue } from '#core/records/convert.ts';
import { type FieldValue, type FieldValues, fieldOf, type Module } from '#core/records/field.ts';

/** Field of the lead → field of the other module. */
const renamed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  accounts: {
    company: 'name',
    country: 'billing_country',
    state: 'billing_state',
    city: 'billing_city',
    street: 'billing_street',
    postal_code: 'billing_postal_code',
  },
};

/** A company’s mail and phone are not the person's, and its description isn't either. */
const keptBack: Readonly<Record<string, ReadonlySet<string>>> = {
  accounts: new Set(['email', 'phone', 'description', 'name']),
  deals: new Set(['name', 'stage', 'pipeline', 'amount', 'probability', 'description']),
};

/** As the validator takes them: what a new record of the module gets from the lead. */
export function valuesFromLead(leads: Module, target: Module, lead: FieldValues): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const field of leads.fields) {
    const { key } = field;
    const value = lead[key] ?? null;
    const to = fieldOf(target, renamed[target.key]?.[key] ?? key);
    const isKept = to === undefined || to.readOnly || (to.key === key && keptBack[target.key]?.has(key) === true);
    if (value === null || isKept || to.type !== field.type) continue;
    if (fits(value, to.options)) values[to.key] = field.type === 'date_time' ? textFromValue(field, value) : value;
  }
  return values;
}

function fits(value: FieldValue, options: readonly string[]): boolean {
  if (options.length === 0) return true;
  const chosen = typeof value === 'object' && value !== null ? value : [String(value)];
  return chosen.every((option) => options.includes(option));
}
