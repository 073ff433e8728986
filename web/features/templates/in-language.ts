// A template's content in one of its languages.
import { type LanguageTag, templateLanguages } from '#core/message/template-languages.ts';
import type { Editing, WrittenTemplate } from '#web/features/templates/editing.ts';

export type Language = LanguageTag;

/** The same editing, of a variant. Null: of the content for all others. */
export function inLanguage(editing: Editing, language: Language | null): Editing {
  const { template } = editing;
  const variant = template.variants.find((one) => one.language === language);
  if (variant === undefined) return editing;
  const { subject, html, text, mjml } = variant;
  return {
    ...editing,
    template: { ...template, subject, html, text, mjml },
    change: (changes) => editing.change({ variants: changed(template, language, changes) }),
  };
}

function changed({ variants }: WrittenTemplate, language: Language | null, changes: Partial<WrittenTemplate>) {
  return variants.map((variant) => (variant.language === language ? { ...variant, ...changes } : variant));
}

export function nameOfLanguage(tag: Language, language: 'en' | 'zh'): string {
  return templateLanguages.find((one) => one.tag === tag)?.[language] ?? tag;
}
