import type { Answer } from '#web/api/call.ts';
import type { ModuleHead } from '#web/features/records/module.ts';
import { relatedWords } from '#web/features/records/related/related-words.ts';
import { useWords } from '#web/i18n/words.ts';

export type Related = Answer<'listRelated'>['items'][number];

/** “Contacts”, “New contact”, and where the lookup says more than what it leads to: “Products (Supplier)”. */
export function useNameList(): (name: string, of: Pick<Related, 'fieldLabel'>, to: ModuleHead) => string {
  const { t, language } = useWords(relatedWords);
  return (name, { fieldLabel }, to) => {
    const isPlain = fieldLabel[language] === to.singular[language];
    return isPlain ? name : t('by', { list: name, field: fieldLabel[language] });
  };
}
