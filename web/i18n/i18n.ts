// The one i18next of the web app, and the language that it speaks.
import { createInstance, type FormatterModule, type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '#contract/errors.ts';
import { formatFor } from '#web/i18n/format.ts';

const KEPT_AS = 'cadenza.language';
const htmlLanguages = { en: 'en', zh: 'zh-CN' } as const satisfies Record<Language, string>;

/** A number in a sentence is written as everywhere: 9,240. */
const numbers: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, language) =>
    typeof value === 'number' ? formatFor(language === 'zh' ? 'zh' : 'en').number(value) : String(value),
};

export const i18n: I18n = createInstance();
void i18n
  .use(initReactI18next)
  .use(numbers)
  .init({
    lng: firstLanguage(),
    fallbackLng: false,
    initAsync: false,
    resources: {},
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false, alwaysFormat: true }, // React escapes
    react: { useSuspense: false },
  });
markPage();

export function currentLanguage(): Language {
  return i18n.language === 'zh' ? 'zh' : 'en';
}

/** For this browser; who is signed in keeps it with their account too (web/shell/preferences.ts). */
export function setLanguage(language: Language): void {
  if (language === currentLanguage()) return;
  localStorage.setItem(KEPT_AS, language);
  void i18n.changeLanguage(language);
  markPage();
}

/** As it was chosen here before, else the first of the browser's languages that we speak. */
function firstLanguage(): Language {
  if (typeof window === 'undefined') return 'en'; // in tests of words
  const kept = localStorage.getItem(KEPT_AS);
  if (kept === 'en' || kept === 'zh') return kept;
  const wished = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'en' || tag === 'zh');
  return wished === 'zh' ? 'zh' : 'en';
}

function markPage(): void {
  if (typeof document !== 'undefined') document.documentElement.lang = htmlLanguages[currentLanguage()];
}
