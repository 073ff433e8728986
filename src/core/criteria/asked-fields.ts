// The fields that criteria may ask for: a record's own, and those of a record that it leads to, one lookup away. These are
// named by both keys, 'account.industry', and called by both labels, 'Account › Industry'.
import type { Operator } from '#core/criteria/operators.ts';
import { type Field, fieldOf, type Module } from '#core/records/field.ts';

const STEP = '.';
const LABEL_STEP = ' › ';

export type RelatedKey = { readonly lookup: string; readonly key: string };

/** Null: a field of the record itself. */
export function relatedKey(field: string): RelatedKey | null {
  const at = field.indexOf(STEP);
  return at === -1 ? null : { lookup: field.slice(0, at), key: field.slice(at + STEP.length) };
}

/** Where not everything may be asked: which fields, and how. */
export type Offers = {
  readonly field: (field: Field) => boolean;
  readonly operator: (operator: Operator) => boolean;
};

export function askedField(module: Module, field: string): Field | undefined {
  const path = relatedKey(field);
  if (path === null) return fieldOf(module, field);
  const lookup = fieldOf(module, path.lookup);
  const related = relatedModule(module, path.lookup);
  const found = related && fieldOf(related, path.key);
  return lookup && found && throughLookup(lookup, found);
}

/** All of them, the record's own first. */
export function askedFields(module: Module): Field[] {
  const related = module.fields.flatMap((lookup) => {
    const fields = relatedModule(module, lookup.key)?.fields ?? [];
    return fields.map((field) => throughLookup(lookup, field));
  });
  return [...module.fields, ...related];
}

/** A lookup may be called "constructor". */
function relatedModule({ beyond }: Module, lookup: string): Module | undefined {
  return beyond !== undefined && Object.hasOwn(beyond.related, lookup) ? beyond.related[lookup] : undefined;
}

function throughLookup(lookup: Field, field: Field): Field {
  const labelIn = (language: 'en' | 'zh') => `${lookup.label[language]}${LABEL_STEP}${field.label[language]}`;
  return { ...field, key: `${lookup.key}${STEP}${field.key}`, label: { en: labelIn('en'), zh: labelIn('zh') } };
}
