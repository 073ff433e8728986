// Language and appearance: kept in this browser, and with the account of whoever is signed in.
import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { Language } from '#contract/errors.ts';
import { useAct } from '#web/api/hooks.ts';
import { setLanguage } from '#web/i18n/i18n.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { type Me, readingMe, useMe } from '#web/session/me.ts';

export type Theme = Me['user']['theme'];
type Choice<Value> = { readonly value: Value; readonly choose: (value: Value) => void };

const schemes = { light: 'light', dark: 'dark', system: 'auto' } as const satisfies Record<Theme, MantineColorScheme>;

export function useLanguageChoice(): Choice<Language> {
  const { language } = useWords(generalWords);
  const queries = useQueryClient();
  const keep = useKeep();
  const choose = (wanted: Language) => {
    setLanguage(wanted);
    keep({ language: wanted });
    // The server words a good deal of what it answers.
    void queries.invalidateQueries();
  };
  return { value: language, choose };
}

export function useThemeChoice(): Choice<Theme> {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const keep = useKeep();
  const choose = (wanted: Theme) => {
    setColorScheme(schemes[wanted]);
    keep({ theme: wanted });
  };
  return { value: colorScheme === 'auto' ? 'system' : colorScheme, choose };
}

/** Takes over what the account says, also when it was chosen in another browser. */
export function useKeptPreferences(): void {
  const { language, theme } = useMe().user;
  const { setColorScheme } = useMantineColorScheme();
  const adopt = useEffectEvent(() => {
    if (language !== null) setLanguage(language);
    if (theme !== 'system') setColorScheme(schemes[theme]);
  });
  useEffect(() => adopt(), [language, theme]);
}

function useKeep() {
  const queries = useQueryClient();
  const update = useAct('updateMe', { onDone: (me) => queries.setQueryData(readingMe.queryKey, me) });
  return (body: { readonly language?: Language; readonly theme?: Theme }) => update.mutate({ body });
}
