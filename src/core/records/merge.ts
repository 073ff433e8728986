// two or three records of a module become one, field by field. Whoever merges says which record each field is taken
// from; for what nothing is said of, the survivor's value stays, and the first that another holds fills an empty one.
import {
  type CrmRecord,
  type Field,
  type FieldValue,
  type FieldValues,
  fieldOf,
  type Module,
  valueOf,
} from '#core/records/field.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import { sameValue } from '#core/records/record-event.ts';

/** Once a person said no, it holds for what their records become (K-102). */
const consents: ReadonlySet<string> = new Set(['do_not_email', 'do_not_call']);
/** They don't rule each other out: the survivor gets all of them. */
const united: ReadonlySet<string> = new Set(['tags']);

export type Merging = {
  readonly survivor: CrmRecord;
  /** Merged into it, in the order that they were named in. */
  readonly losers: readonly CrmRecord[];
};

/** Field key → public id of the record that its value is taken from. */
export type Choices = Readonly<Record<string, string>>;

/** The fields that are chosen: those that people write, in which the records differ. */
export function differingFields({ fields }: Module, { survivor, losers }: Merging): Field[] {
  return fields.filter(
    (field) => isChosen(field) && losers.some((loser) => !sameValue(ofField(loser, field), ofField(survivor, field))),
  );
}

/** The record that a field's value is taken from when nobody says otherwise. */
export function proposedFor(field: Field, merging: Merging): CrmRecord {
  return recordsOf(merging).find((record) => !isEmpty(ofField(record, field))) ?? merging.survivor;
}

/** Choices that can't be followed: of a field that isn't there or isn't chosen, or from another record. */
export function wrongChoices(module: Module, merging: Merging, choices: Choices): FieldProblem[] {
  const ids = new Set(recordsOf(merging).map(({ publicId }) => publicId));
  return Object.entries(choices).flatMap(([key, value]): FieldProblem[] => {
    const field = fieldOf(module, key);
    if (field === undefined) return [{ field: key, rule: 'unknown_field', value }];
    if (!isChosen(field)) return [{ field: key, rule: 'read_only', value }];
    return ids.has(value) ? [] : [{ field: key, rule: 'not_a_record', value }];
  });
}

export type MergedModule = {
  /** As whoever merges may write it; fields that they may not keep the survivor's values. */
  readonly module: Module;
  readonly whole: { readonly module: Module };
};

/** What the survivor is to hold; fields that keep its value may be among them. */
export function mergedValues({ module, whole }: MergedModule, merging: Merging, choices: Choices): FieldValues {
  const records = recordsOf(merging);
  const values: Record<string, FieldValue> = {};
  for (const field of whole.module.fields) {
    if (consents.has(field.key)) values[field.key] = records.some((record) => ofField(record, field) === true);
    if (united.has(field.key)) values[field.key] = union(field, records);
  }
  for (const field of module.fields) {
    if (isChosen(field)) values[field.key] = chosenValue(module, field, { merging, choices });
  }
  return values;
}

function recordsOf({ survivor, losers }: Merging): readonly CrmRecord[] {
  return [survivor, ...losers];
}

function isChosen({ key, readOnly }: Field): boolean {
  return !readOnly && !consents.has(key) && !united.has(key);
}

type Choosing = { readonly merging: Merging; readonly choices: Choices };

function chosenValue(module: Module, field: Field, { merging, choices }: Choosing): FieldValue {
  const records = recordsOf(merging);
  const from = Object.hasOwn(choices, field.key)
    ? records.find(({ publicId }) => publicId === choices[field.key])
    : proposedFor(field, merging);
  const value = ofField(from ?? merging.survivor, field);
  const leadsToItself = field.target === module.key && records.some(({ publicId }) => publicId === value);
  return leadsToItself ? null : value;
}

function union({ key, options }: Field, records: readonly CrmRecord[]): FieldValue {
  const all = new Set(records.flatMap((record) => valueOf(record, key) ?? []));
  const chosen = options.filter((option) => all.has(option));
  return chosen.length === 0 ? null : chosen;
}

function ofField(record: CrmRecord, { key }: Field): FieldValue {
  return valueOf(record, key);
}

function isEmpty(value: FieldValue): boolean {
  return value === null || value === '' || (typeof value === 'object' && value.length === 0);
}
