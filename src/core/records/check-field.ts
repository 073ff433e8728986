// What a custom field may be: a key that stays free for ever, a name in both languages, options where it has any.
import { isPlainText } from '#core/records/check-text.ts';
import { OPTION_SEPARATOR } from '#core/records/convert.ts';
import { type Field, type FieldType, fieldOf, type LocalizedText, type Module } from '#core/records/field.ts';
import { fold } from '#core/records/fold.ts';

export type NewField = {
  readonly key: string;
  readonly type: FieldType;
  readonly label: LocalizedText;
  readonly required: boolean;
  readonly options: readonly string[];
};

export type FieldRefusal =
  | 'bad_key'
  | 'key_reserved'
  | 'key_taken'
  | 'bad_label'
  | 'options_missing'
  | 'options_not_allowed'
  | 'bad_options'
  /** Lookups wait for a second module. */
  | 'type_not_available';

/** No double underscore: columns use it. Short enough for the column's name and its companion's. */
const KEY = /^[a-z](?:_?[a-z0-9])*$/;
const KEY_LENGTH_MAX = 40;
const LABEL_LENGTH_MAX = 100;
const OPTION_LENGTH_MAX = 100;
const OPTIONS_MAX = 500;
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

export function checkField(module: Module, wanted: NewField): { field: Field } | { refusal: FieldRefusal } {
  const { key, type } = wanted;
  if (key.length > KEY_LENGTH_MAX || !KEY.test(key)) return { refusal: 'bad_key' };
  if (RESERVED.has(key)) return { refusal: 'key_reserved' };
  const namesake = fieldOf(module, key);
  if (namesake !== undefined) return { refusal: namesake.system ? 'key_reserved' : 'key_taken' };
  if (type === 'lookup') return { refusal: 'type_not_available' };
  const label = { en: wanted.label.en.trim(), zh: wanted.label.zh.trim() };
  if (!isName(label.en, LABEL_LENGTH_MAX) || !isName(label.zh, LABEL_LENGTH_MAX)) return { refusal: 'bad_label' };
  const options = wanted.options.map((option) => option.trim());
  const choice = type === 'pick_list' || type === 'multi_select';
  if (!choice && options.length > 0) return { refusal: 'options_not_allowed' };
  if (choice && options.length === 0) return { refusal: 'options_missing' };
  if (!areOptions(options)) return { refusal: 'bad_options' };
  return { field: { key, type, label, required: wanted.required, system: false, readOnly: false, options } };
}

/** Options compare folded, so two that fold alike would be one. */
function areOptions(options: readonly string[]): boolean {
  const distinct = new Set(options.map(fold)).size === options.length;
  const named = options.every((option) => isName(option, OPTION_LENGTH_MAX) && !option.includes(OPTION_SEPARATOR));
  return distinct && named && options.length <= OPTIONS_MAX;
}

function isName(text: string, lengthMax: number): boolean {
  return text !== '' && text.length <= lengthMax && isPlainText(text) && !/[\n\t]/.test(text);
}
