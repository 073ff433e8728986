// A field while an administrator describes it.
import { formulaFieldTypes } from '#core/formulas/check-formula.ts';
import { limitsFor } from '#core/records/check-field.ts';
import type { Choice, FieldType } from '#core/records/field.ts';
import type { Input } from '#web/api/call.ts';
import { type Written, valueOf, writtenOf } from '#web/features/records/forms/draft.ts';
import type { Field } from '#web/features/records/module.ts';
import { keyFromName } from '#web/features/settings/modules/field-key.ts';

export type OptionDraft = {
  /** Tells the lines of the form apart. */
  readonly line: number;
  /** What records hold; null: a new option, which is stored as it is called in English. */
  readonly value: string | null;
  readonly en: string;
  readonly zh: string;
  readonly color: Choice['color'];
};

export type FieldDraft = {
  readonly en: string;
  readonly zh: string;
  /** Null: made from the English name. */
  readonly key: string | null;
  readonly type: FieldType;
  readonly required: boolean;
  readonly unique: boolean;
  readonly tracked: boolean;
  readonly helpEn: string;
  readonly helpZh: string;
  /** As written; empty: no limit. */
  readonly lengthMax: string;
  readonly fractionDigits: string;
  readonly default: Written;
  readonly options: readonly OptionDraft[];
  readonly target: string;
  /** Of an automatic number. */
  readonly prefix: string;
  readonly digits: number;
  /** Null: people write the values. */
  readonly formula: string | null;
};

export const blankField: FieldDraft = {
  ...{ en: '', zh: '', key: null, type: 'text', required: false, unique: false, tracked: true },
  ...{ helpEn: '', helpZh: '', lengthMax: '', fractionDigits: '', default: null },
  ...{ options: [], target: 'accounts', prefix: '', digits: 5, formula: null },
};

export function draftOfField(field: Field): FieldDraft {
  const { label, help, key, type, required, unique, tracked, target, numbering, choices } = field;
  const text = (limit: number | null) => (limit === null ? '' : String(limit));
  return {
    ...{ en: label.en, zh: label.zh, key, type, required, unique, tracked },
    ...{ helpEn: help?.en ?? '', helpZh: help?.zh ?? '' },
    ...{ lengthMax: text(field.lengthMax), fractionDigits: text(field.fractionDigits) },
    default: field.default === null ? null : writtenOf(field, field.default, null),
    options: choices.map((choice, line) => ({ line, value: choice.value, ...choice.label, color: choice.color })),
    target: target ?? '',
    ...{ prefix: numbering?.prefix ?? '', digits: numbering?.digits ?? 5, formula: field.formula?.text ?? null },
  };
}

export function keyOf({ key, en }: FieldDraft): string {
  return key ?? keyFromName(en);
}

export function hasOptions({ type }: Pick<FieldDraft, 'type'>): boolean {
  return type === 'pick_list' || type === 'multi_select';
}

/** Whether the product gives the values, by numbering or by a formula. */
export function isWorkedOut({ type, formula }: FieldDraft): boolean {
  return type === 'auto_number' || hasFormula({ type, formula });
}

function hasFormula({ type, formula }: Pick<FieldDraft, 'type' | 'formula'>): boolean {
  return formula !== null && formulaFieldTypes.includes(type);
}

/** Those where a value can be said before there is a record. */
export function hasDefault(draft: FieldDraft): boolean {
  return draft.type !== 'lookup' && draft.type !== 'user' && !isWorkedOut(draft);
}

type Content = Input<'changeField'>['body'];

/** What can be changed later, too. */
export function contentOf(draft: FieldDraft): NonNullable<Content> & { label: { en: string; zh: string } } {
  const { en, zh, type, required, tracked, helpEn, helpZh } = draft;
  const can = limitsFor(type);
  const isHelped = `${helpEn}${helpZh}`.trim() !== '';
  const choices = choicesOf(draft);
  const label = { en, zh };
  const help = isHelped ? { en: helpEn.trim() || helpZh.trim(), zh: helpZh.trim() || helpEn.trim() } : null;
  return {
    ...{ label, help, tracked },
    ...(isWorkedOut(draft) ? {} : { required }),
    ...(hasFormula(draft) ? { formula: draft.formula } : {}),
    ...(can.unique && !isWorkedOut(draft) ? { unique: draft.unique } : {}),
    ...(can.length ? { lengthMax: limitOf(draft.lengthMax) } : {}),
    ...(can.fraction ? { fractionDigits: limitOf(draft.fractionDigits) } : {}),
    ...(hasOptions(draft) ? { options: choices.map(({ value }) => value), choices } : {}),
    ...(hasDefault(draft) ? { default: defaultOf(draft) } : {}),
  };
}

function defaultOf(draft: FieldDraft) {
  const value = valueOf({ type: draft.type }, draft.default);
  return value !== null && typeof value === 'object' ? [...value] : value;
}

function limitOf(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}

function choicesOf({ options }: FieldDraft) {
  return options
    .filter(({ en, zh }) => `${en}${zh}`.trim() !== '')
    .map(({ value, en, zh, color }) => {
      const label = { en: en.trim() || zh.trim(), zh: zh.trim() || en.trim() };
      return { value: value ?? label.en, label, color };
    });
}

/** As an input for its default takes it. */
export function asField(draft: FieldDraft, label: string): Field {
  const choices = choicesOf(draft);
  return {
    ...{ key: 'default', type: draft.type, label: { en: label, zh: label }, help: null, default: null },
    ...{ required: false, system: false, readOnly: false, sortable: false, unique: false, tracked: true },
    ...{ options: choices.map(({ value }) => value), choices, lengthMax: null, fractionDigits: null },
    ...{ target: null, numbering: null, formula: null },
  };
}
