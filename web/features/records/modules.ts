// The modules as the API lists them. They are there before a page is shown, because the navigation is made from them.
import { useQuery } from '@tanstack/react-query';
import type { Answer } from '#web/api/call.ts';
import { reading } from '#web/api/hooks.ts';
import { type Names, namesOf } from '#web/features/records/module.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';

export type ListedModule = Answer<'listModules'>['items'][number];

export const readingModules = reading('listModules');

export function useModules(): readonly ListedModule[] {
  return useQuery(readingModules).data?.items ?? [];
}

/** Those that stand by themselves: their records are parts of no other. */
export function useMainModules(): readonly ListedModule[] {
  return useModules().filter(({ retired, partOf }) => !retired && partOf === null);
}

/** Null: there is no such module, or it is retired. */
export function useModuleHead(key: string): ListedModule | null {
  return useModules().find((module) => module.key === key && !module.retired) ?? null;
}

/** What its records are called; of a module that is retired, by its key. */
export function useNames(key: string): Names {
  const { language } = useWords(generalWords);
  const head = useModuleHead(key);
  return head === null ? { module: key, records: key, record: key } : namesOf(head, language);
}
