// Who is signed in, and what they may do. Pages behind the sign-in always have it.
import { useSuspenseQuery } from '@tanstack/react-query';
import type { Scope } from '#contract/scopes.ts';
import type { Answer } from '#web/api/call.ts';
import { reading } from '#web/api/hooks.ts';

export type Me = Answer<'getMe'>;

export const readingMe: ReturnType<typeof reading<'getMe'>> = {
  ...reading('getMe'),
  staleTime: Number.POSITIVE_INFINITY,
};

export function useMe(): Me {
  return useSuspenseQuery(readingMe).data;
}

export function may(me: Me, scope: Scope): boolean {
  return me.scopes.includes(scope);
}
