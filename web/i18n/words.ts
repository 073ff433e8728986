// Catalogues: every text that people see, in both languages, beside the feature that shows it. TypeScript wants every key in
// both, and at each use the values that its {{placeholders}} name.
//
//   export const words = defineWords('leads', {
//     en: { title: 'Leads', found_one: '{{count}} lead', found_other: '{{count}} leads' },
//     zh: { title: '线索', found_other: '{{count}} 条线索' },
//   });
//   const { t } = useWords(words);   t('title')   t('found', { count: 3 })
import { useTranslation } from 'react-i18next';
import type { Language } from '#contract/errors.ts';
import { i18n } from '#web/i18n/i18n.ts';

type Sheet = Readonly<Record<string, string>>;

/** Chinese has one form for every number: `_other`. */
type Mirror<En extends Sheet> = { readonly [Key in keyof En as Key extends `${string}_one` ? never : Key]: string };

export type Words<En extends Sheet = Sheet> = {
  readonly name: string;
  readonly en: En;
  readonly zh: Mirror<En>;
};

/** Keys of plurals are used without their ending. */
export type WordKey<En extends Sheet> = {
  [Key in keyof En & string]: Key extends `${infer Base}_one` | `${infer Base}_other` ? Base : Key;
}[keyof En & string];

type PlaceholdersIn<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | PlaceholdersIn<Rest>
  : never;
type TextOf<En extends Sheet, Key extends string> =
  | (Key extends keyof En ? En[Key] : never)
  | (`${Key}_other` extends keyof En ? En[`${Key}_other`] : never);
type NamesIn<En extends Sheet, Key extends string> =
  | PlaceholdersIn<TextOf<En, Key>>
  | (`${Key}_other` extends keyof En ? 'count' : never);

/** Those whose texts need no values. */
export type PlainKey<En extends Sheet> = {
  [Key in WordKey<En>]: [NamesIn<En, Key>] extends [never] ? Key : never;
}[WordKey<En>];

type Values<Names extends string> = { readonly [Name in Names]: Name extends 'count' ? number : string | number };

export type Translate<En extends Sheet> = <Key extends WordKey<En>>(
  key: Key,
  ...values: [NamesIn<En, Key>] extends [never] ? [] : [values: Values<NamesIn<En, Key>>]
) => string;

/** `name` is the catalogue's own among all of them. */
export function defineWords<const En extends Sheet>(
  name: string,
  sheets: { readonly en: En; readonly zh: NoInfer<Mirror<En>> },
): Words<En> {
  i18n.addResourceBundle('en', name, sheets.en);
  i18n.addResourceBundle('zh', name, sheets.zh);
  return { name, ...sheets };
}

export type InWords<En extends Sheet> = { readonly t: Translate<En>; readonly language: Language };

/** The words in the reader's language; the component renders again when that changes. */
export function useWords<En extends Sheet>(words: Words<En>): InWords<En> {
  const { t, i18n: speaking } = useTranslation(words.name);
  return { t: t as unknown as Translate<En>, language: speaking.language === 'zh' ? 'zh' : 'en' }; // ours is the stricter one
}

/** Outside of components, where the language doesn't change under the text: toasts, errors. */
export function inWords<En extends Sheet>(words: Words<En>): Translate<En> {
  return i18n.getFixedT(null, words.name) as unknown as Translate<En>; // ours is the stricter one
}
