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

export type CadenceSearch = {
  /** The follow-up that is opened. */
  readonly at?: string;
  /** The published version that is looked at; absent: what is being edited. */
  readonly version?: number;
};

export function readCadenceSearch({ at, version }: Record<string, unknown>): CadenceSearch {
  const number = Number(version);
  return {
    ...(typeof at === 'string' && at !== '' ? { at } : {}),
    ...(Number.isInteger(number) && number > 0 ? { version: number } : {}),
  };
}
