import type { Status } from '#web/features/cadences/cadence-status.tsx';

const statuses = ['draft', 'active', 'disabled', 'invalid'] as const satisfies readonly Status[];

/** What stands behind `?` of the list. */
export type CadencesSearch = { readonly q?: string; readonly status?: Status; readonly module?: string };

export function readCadencesSearch({ q, status, module }: Record<string, unknown>): CadencesSearch {
  const known = statuses.find((one) => one === status);
  return {
    ...(typeof q === 'string' && q !== '' ? { q } : {}),
    ...(known === undefined ? {} : { status: known }),
    ...(typeof module === 'string' && module !== '' ? { module } : {}),
  };
}

/** `at`: the follow-up that is opened. */
export function readCadenceSearch({ at }: Record<string, unknown>): { readonly at?: string } {
  return typeof at === 'string' && at !== '' ? { at } : {};
}
