import type { Refusal } from '#contract/errors.ts';

/** What stands in an address as the module names none. */
export function noModule(module: string): Refusal<'module_unknown'> {
  return { kind: 'refused', reason: 'module_unknown', params: { module } };
}

type Reason = 'unknown_module' | 'not_found' | 'record_not_yours' | 'not_permitted';

/** Why a record can't be had, or not like this. */
export function noRecord<R extends Reason>(
  { reason, params = {} }: { readonly reason: R; readonly params?: Refusal['params'] },
  module: string,
): Refusal<'module_unknown' | Exclude<R, 'unknown_module'>> {
  if (reason === 'unknown_module') return noModule(module);
  return { kind: 'refused', reason: reason as Exclude<R, 'unknown_module'>, params }; // the other one has left above
}
