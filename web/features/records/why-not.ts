// Why the caller's profile keeps them from something: what can't be used stays in sight and says so.
import { mayDo, type Module, namesOf } from '#web/features/records/module.ts';
import { defineWords, useWords } from '#web/i18n/words.ts';

const whyNotWords = defineWords('whyNot', {
  en: {
    update: 'Your profile doesn’t let you change {{records}}. An administrator can allow it.',
    delete: 'Your profile doesn’t let you delete {{records}}. An administrator can allow it.',
    bulk: 'Your profile doesn’t let you change or delete several {{records}} at once. An administrator can allow it.',
  },
  zh: {
    update: '您的权限配置不允许更改{{records}}，可请管理员开通。',
    delete: '您的权限配置不允许删除{{records}}，可请管理员开通。',
    bulk: '您的权限配置不允许批量更改或删除{{records}}，可请管理员开通。',
  },
});

type Refusable = 'update' | 'delete' | 'bulk';

/** Null: all of the verbs are permitted. */
export function useWhyNot(module: Module): (...verbs: readonly Refusable[]) => string | null {
  const { t, language } = useWords(whyNotWords);
  return (...verbs) => {
    const refused = verbs.find((verb) => !mayDo(module, verb));
    return refused === undefined ? null : t(refused, namesOf(module, language));
  };
}
