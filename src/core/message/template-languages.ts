// In which languages a template may be written (E-2), and which of its variants a record gets.

export type TemplateLanguageName = {
  readonly tag: string;
  readonly en: string;
  readonly zh: string;
  readonly own: string;
};

export const templateLanguages = [
  { tag: 'en', en: 'English', zh: '英语', own: 'English' },
  { tag: 'zh', en: 'Chinese', zh: '中文', own: '中文' },
  { tag: 'zh-TW', en: 'Traditional Chinese', zh: '繁体中文', own: '繁體中文' },
  { tag: 'ja', en: 'Japanese', zh: '日语', own: '日本語' },
  { tag: 'ko', en: 'Korean', zh: '韩语', own: '한국어' },
  { tag: 'ar', en: 'Arabic', zh: '阿拉伯语', own: 'العربية' },
  { tag: 'de', en: 'German', zh: '德语', own: 'Deutsch' },
  { tag: 'es', en: 'Spanish', zh: '西班牙语', own: 'Español' },
  { tag: 'fr', en: 'French', zh: '法语', own: 'Français' },
  { tag: 'id', en: 'Indonesian', zh: '印尼语', own: 'Bahasa Indonesia' },
  { tag: 'it', en: 'Italian', zh: '意大利语', own: 'Italiano' },
  { tag: 'nl', en: 'Dutch', zh: '荷兰语', own: 'Nederlands' },
  { tag: 'pl', en: 'Polish', zh: '波兰语', own: 'Polski' },
  { tag: 'pt', en: 'Portuguese', zh: '葡萄牙语', own: 'Português' },
  { tag: 'ru', en: 'Russian', zh: '俄语', own: 'Русский' },
  { tag: 'th', en: 'Thai', zh: '泰语', own: 'ไทย' },
  { tag: 'tr', en: 'Turkish', zh: '土耳其语', own: 'Türkçe' },
  { tag: 'vi', en: 'Vietnamese', zh: '越南语', own: 'Tiếng Việt' },
] as const satisfies readonly TemplateLanguageName[];

export type LanguageTag = (typeof templateLanguages)[number]['tag'];

export const languageTags: readonly LanguageTag[] = templateLanguages.map(({ tag }) => tag);

/** The field of a record that says it: of the product, or one that an organisation made. */
export const LANGUAGE_FIELD = 'language';

/** By its tag or what it is called in English, in Chinese or by those who speak it. Null: none that we know. */
export function languageNamed(text: string): LanguageTag | null {
  const wanted = text.trim().toLowerCase().replaceAll('_', '-');
  const found =
    templateLanguages.find((one) => Object.values(one).some((name) => name.toLowerCase() === wanted)) ??
    templateLanguages.find(({ tag }) => tag.toLowerCase() === wanted.split('-')[0]);
  return found?.tag ?? null;
}

/** What the record says decides, else the organisation's language. Null: what is written for everybody else. */
export function variantFor<Variant extends { readonly language: string }>(
  variants: readonly Variant[],
  { record, organization }: { readonly record: unknown; readonly organization: string },
): Variant | null {
  const said = typeof record === 'string' ? languageNamed(record) : null;
  return variants.find(({ language }) => language === (said ?? organization)) ?? null;
}
