// Stands where vitest stands in tests that only describe, run and expect: collects them, so that they can be run again and
// again in one process.
import { format } from 'node:util';

// What vitest's `expect` asks of its surroundings.
globalThis.__vitest_worker__ = { config: {}, ctx: {}, filepath: '' };
export const { assert, expect } = await import('vitest');

/** Measures time, of which instrumented code takes more. */
const LEFT_OUT = /at once however many/;
const groups = [];

export const collected = [];

export function describe(name, body) {
  groups.push(name);
  body();
  groups.pop();
}

export function it(name, run) {
  const fullName = [...groups, name].join(' ');
  if (!LEFT_OUT.test(fullName)) collected.push({ id: `${collected.length} ${fullName}`, name: fullName, run });
}

it.each = (rows) => (name, run) => {
  for (const row of rows) {
    const values = Array.isArray(row) ? row : [row];
    const wanted = name.match(/%[a-z]/g)?.length ?? 0;
    it(format(name, ...values.slice(0, wanted)), () => run(...values));
  }
};
