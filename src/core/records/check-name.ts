// What keys and labels of fields and modules may be: a key stays free for ever and fits a name of PostgreSQL, a label is
// given in both languages.
import { isPlainText } from '#core/records/check-text.ts';
import type { LocalizedText } from '#core/records/field.ts';

/** No double underscore: columns use it. Short enough for the column's name and its companion's. */
const KEY = /^[a-z](?:_?[a-z0-9])*$/;
const KEY_LENGTH_MAX = 40;
const LABEL_LENGTH_MAX = 100;

export function isKey(key: string): boolean {
  return key.length <= KEY_LENGTH_MAX && KEY.test(key);
}

/** Null: a name is missing in a language, or isn't one. */
export function checkLabel(label: LocalizedText): LocalizedText | null {
  const [en, zh] = [label.en.trim(), label.zh.trim()];
  return isName(en, LABEL_LENGTH_MAX) && isName(zh, LABEL_LENGTH_MAX) ? { en, zh } : null;
}

/** One line, of what a person can read. */
export function isName(text: string, lengthMax: number): boolean {
  return text !== '' && text.length <= lengthMax && isPlainText(text) && !/[\n\t]/.test(text);
}
