import type { Endpoint } from '#contract/endpoint.ts';
import type { ErrorCode, Refusal } from '#contract/errors.ts';
import { assert } from '#core/assert.ts';

/** For reasons that several endpoints share, each having some of them. A reason that it doesn't declare is a bug. */
export function refuse<E extends Endpoint>(endpoint: E, wanted: ErrorCode): Refusal<E['refusals'][number]> {
  const refusals: readonly E['refusals'][number][] = endpoint.refusals;
  const reason = refusals.find((code) => code === wanted);
  assert(reason !== undefined, `${endpoint.id} doesn't declare that it refuses with ${wanted}`);
  return { kind: 'refused', reason };
}
