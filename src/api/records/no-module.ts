import type { NoRecord } from '#actions/records/read-record.ts';
import type { Refusal } from '#contract/errors.ts';

/** What stands in an address as the module names none. */
export function noModule(module: string): Refusal<'module_unknown'> {
  return { kind: 'refused', reason: 'module_unknown', params: { module } };
}

export function noRecord(
  { reason }: Pick<NoRecord, 'reason'>,
  module: string,
): Refusal<'module_unknown' | 'not_found'> {
  return reason === 'unknown_module' ? noModule(module) : { kind: 'refused', reason };
}
