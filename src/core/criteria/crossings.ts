// What time alone changes (V-4): between two moments, a condition on the clock changes its answer only for records whose value
// lies where one of its ends has moved. So nobody has to look at all records again and again.
import { assert } from '#core/assert.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import { resolve } from '#core/criteria/resolve.ts';
import type { Moment } from '#core/criteria/resolve-range.ts';
import type { End, Range, Resolved } from '#core/criteria/resolved.ts';
import type { Module } from '#core/records/field.ts';

/** Both ends belong to it. */
export type Crossing = { readonly field: string; readonly values: Range };

/** Throws when a field is not there, as resolve does. Between the moments the zone stays what it is. */
export function crossings(
  criteria: Criteria,
  module: Module,
  { before, now }: { readonly before: Moment; readonly now: Moment },
): Crossing[] {
  return crossed(resolve(criteria, module, before), resolve(criteria, module, now));
}

/** The same criteria at two moments have the same parts. */
function crossed(before: Resolved, now: Resolved): Crossing[] {
  if (before.kind === 'test' && now.kind === 'test') {
    if (before.test.kind !== 'range' || now.test.kind !== 'range') return [];
    const [was, is] = [before.test, now.test];
    return [...moved(was, was.from, is.from), ...moved(was, was.to, is.to)].map((values) => ({
      field: now.field,
      values,
    }));
  }
  if (before.kind === 'not' && now.kind === 'not') return crossed(before.part, now.part);
  const [parts, others] = ['parts' in before ? before.parts : null, 'parts' in now ? now.parts : null];
  assert(parts !== null && others !== null && parts.length === others.length, 'criteria are made alike at any moment');
  return parts.flatMap((part, index) => crossed(part, others[index] ?? part));
}

function moved({ shape }: Range, was: End | null, is: End | null): Range[] {
  if (was === null || is === null || was.value === is.value) return [];
  const [from, to] = was.value < is.value ? [was.value, is.value] : [is.value, was.value];
  return [{ kind: 'range', shape, from: { value: from, inclusive: true }, to: { value: to, inclusive: true } }];
}
