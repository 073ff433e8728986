// What a field may be that an administrator makes or changes: a key that stays free for ever, a name in both
// languages, options where it has any, and settings that its type has a use for.
import { formulaFieldTypes } from '#core/formulas/check-formula.ts';
import { checkLabel, isKey, isName } from '#core/records/check-name.ts';
import { OPTION_SEPARATOR } from '#core/records/convert.ts';
import {
  type Choice,
  type Field,
  type FieldSettings,
  type FieldType,
  fieldOf,
  type LocalizedText,
  type Module,
  shapeOf,
} from '#core/records/field.ts';
import { fold } from '#core/records/fold.ts';
import { fitsField } from '#core/records/validate.ts';

export type NewField = FieldContent & { readonly key: string; readonly type: FieldType };

/** What can be changed of a field later. */
export type FieldContent = FieldSettings & {
  readonly label: LocalizedText;
  readonly required: boolean;
  readonly options: readonly string[];
};

export type FieldRefusal =
  | 'bad_key'
  | 'key_reserved'
  | 'key_taken'
  | 'bad_label'
  | 'bad_help'
  | 'options_missing'
  | 'options_not_allowed'
  | 'bad_options'
  | 'bad_target'
  | 'bad_numbering'
  | 'bad_default'
  /** unique, lengthMax, fractionDigits: not for this type, or out of range. */
  | 'bad_limit'
  /** A field holds what people write or what a formula gives, for good; and not every type can be worked out. */
  | 'bad_formula';

const HELP_LENGTH_MAX = 500;
const OPTION_LENGTH_MAX = 100;
const OPTIONS_MAX = 500;
const NUMBER_PREFIX = /^[A-Za-z0-9/_-]{0,20}$/;
export const NUMBER_DIGITS_MAX = 12;
/** As validate.ts takes them. */
const FRACTION_DIGITS_MAX = 10;
/** Names that every record answers to beside its fields, now or soon, and the words of the criteria language. */
const RESERVED = new Set([
  'id',
  'public_id',
  'revision',
  'module',
  'values',
  'tags',
  'deleted_at',
  'modified_by',
  'constructor',
  'field',
  'all',
  'any',
  'not',
]);

/** `modules`: the keys of those that there are. `taken`: keys of fields, the retired ones included. */
export type FieldSurroundings = {
  readonly module: Module;
  readonly modules: ReadonlySet<string>;
  readonly taken: ReadonlySet<string>;
};

export function checkField(
  { module, modules, taken }: FieldSurroundings,
  wanted: NewField,
): { field: Field } | { refusal: FieldRefusal } {
  const { key, type } = wanted;
  if (!isKey(key)) return { refusal: 'bad_key' };
  const namesake = fieldOf(module, key);
  if (RESERVED.has(key) || namesake?.system === true) return { refusal: 'key_reserved' };
  if (taken.has(key) || namesake !== undefined) return { refusal: 'key_taken' };
  if (type === 'lookup' && !modules.has(wanted.target ?? '')) return { refusal: 'bad_target' };
  const kept = { key, type, system: false, readOnly: isKept(wanted) };
  return checkContent({ ...wanted, ...kept });
}

/** Whether the product gives the values. */
export function isKept({ type, calculation = null }: Pick<Field, 'type' | 'calculation'>): boolean {
  return type === 'auto_number' || calculation !== null;
}

/** A field as it is to be, from what it is and what changes; its key, type, target and numbering stay. */
export function checkContent(wanted: Field): { field: Field } | { refusal: FieldRefusal } {
  const label = checkLabel(wanted.label);
  if (label === null) return { refusal: 'bad_label' };
  const options = wanted.options.map((option) => option.trim());
  const refusal = refusalOf(wanted, options);
  if (refusal !== null) return { refusal };
  const { key, type, system, readOnly } = wanted;
  const settings = settingsOf({ ...wanted, choices: choicesFor(options, wanted.choices ?? []) });
  const field: Field = { ...settings, key, type, label, required: wanted.required, system, readOnly, options };
  const isFit = (field.default ?? null) === null || (!readOnly && fitsField(field, field.default));
  return isFit ? { field } : { refusal: 'bad_default' };
}

function refusalOf(wanted: Field, options: readonly string[]): FieldRefusal | null {
  const { type, help = null, numbering = null, calculation = null } = wanted;
  if (calculation !== null && !formulaFieldTypes.includes(type)) return 'bad_formula';
  const hasOptions = type === 'pick_list' || type === 'multi_select';
  if (!hasOptions && options.length > 0) return 'options_not_allowed';
  if (hasOptions && options.length === 0) return 'options_missing';
  if (!areOptions(options)) return 'bad_options';
  if (help !== null && [help.en, help.zh].some((text) => text.length > HELP_LENGTH_MAX)) return 'bad_help';
  if (numbering !== null || type === 'auto_number') {
    const { prefix = '', digits = 0 } = numbering ?? {};
    const isSound = NUMBER_PREFIX.test(prefix) && digits >= 1 && digits <= NUMBER_DIGITS_MAX;
    if (type !== 'auto_number' || !isSound) return 'bad_numbering';
  }
  return areLimits(wanted) ? null : 'bad_limit';
}

/** Which limits a field of the type may have. */
export function limitsFor(type: FieldType): { unique: boolean; length: boolean; fraction: boolean } {
  const shape = shapeOf[type];
  const isText = shape === 'text' && type !== 'pick_list' && type !== 'auto_number';
  return {
    unique: (isText && type !== 'long_text') || ['integer', 'decimal', 'date', 'id'].includes(shape),
    length: isText,
    fraction: shape === 'decimal',
  };
}

function areLimits({
  type,
  readOnly,
  unique = false,
  lengthMax = null,
  fractionDigits = null,
  required,
}: Field): boolean {
  const can = limitsFor(type);
  if (unique && !can.unique) return false;
  if (lengthMax !== null && (!can.length || lengthMax < 1)) return false;
  if ((required || unique) && readOnly) return false;
  return fractionDigits === null || (can.fraction && fractionDigits >= 0 && fractionDigits <= FRACTION_DIGITS_MAX);
}

/** Options compare folded, so two that fold alike would be one. */
function areOptions(options: readonly string[]): boolean {
  const distinct = new Set(options.map(fold)).size === options.length;
  const named = options.every((option) => isName(option, OPTION_LENGTH_MAX) && !option.includes(OPTION_SEPARATOR));
  return distinct && named && options.length <= OPTIONS_MAX;
}

/** Every option is shown somehow: as it is called, where nothing else is said. */
function choicesFor(options: readonly string[], choices: readonly Choice[]): readonly Choice[] {
  return options.map((value) => {
    const found = choices.find((each) => each.value.trim() === value);
    return found === undefined ? { value, label: { en: value, zh: value }, color: 'gray' } : { ...found, value };
  });
}

/** Without what says nothing. */
export function settingsOf(field: FieldSettings): FieldSettings {
  const { help, unique, lengthMax, fractionDigits, tracked, target, choices = [], numbering, calculation } = field;
  const isHelp = help !== undefined && help !== null && `${help.en}${help.zh}`.trim() !== '';
  const said = {
    ...{ default: field.default, lengthMax, fractionDigits, target, numbering, calculation },
    help: isHelp ? help : null,
    unique: unique === true ? unique : null,
    tracked: tracked === false ? tracked : null,
    choices: choices.length === 0 ? null : choices,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => (value ?? null) !== null));
}
