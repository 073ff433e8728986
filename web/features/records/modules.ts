// The modules as the API lists them. They are there before a page is shown, because the navigation is made from them.
import { useQuery } from '@tanstack/react-query';
import type { Answer } from '#web/api/call.ts';
import { reading } from '#web/api/hooks.ts';

export type ListedModule = Answer<'listModules'>['items'][number];

export const readingModules = reading('listModules');

export function useModules(): readonly ListedModule[] {
  return useQuery(readingModules).data?.items ?? [];
}

/** Null: there is no such module, or it is retired. */
export function useModuleHead(key: string): ListedModule | null {
  return useModules().find((module) => module.key === key && !module.retired) ?? null;
}
