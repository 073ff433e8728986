import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { type CadenceFile, definitionFromFile, definitionToFile, NO_NUMBERS } from '#core/cadence/file.ts';
import { anyFile } from '#test/cadence-generators.ts';
import { cadence, email, task } from '#test/short-cadences.ts';

const numbersOf = (file: CadenceFile) => {
  const bare = definitionFromFile(file, NO_NUMBERS);
  return {
    followUps: new Map(bare.followUps.map(({ id }, i) => [id, i + 7])),
    rules: new Map(bare.unenroll.map(({ id }, i) => [id, i + 3])),
  };
};

/** What may be left out because it says nothing else than its absence. */
const defaults: Readonly<Record<string, unknown>> = {
  branching: 'strongest',
  priority: 'normal',
  status: 'not_started',
  owner: 'record_owner',
  durationMinutes: 15,
  goal: false,
  manualToo: false,
  offsetDays: 0,
  responseWindowDays: 30,
};

function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, one]) => {
    const isEmptyList = ['when', 'then', 'unenroll'].includes(key) && Array.isArray(one) && one.length === 0;
    return !isEmptyList && one !== undefined && defaults[key] !== one;
  });
  return Object.fromEntries(entries.map(([key, one]) => [key, withoutDefaults(one)]));
}

describe('a cadence as code', () => {
  it('C-13 everything that is written in a file comes out again', () => {
    fc.assert(
      fc.property(anyFile, (file) => {
        expect(definitionToFile(definitionFromFile(file, NO_NUMBERS))).toEqual(withoutDefaults(file));
      }),
      { numRuns: 300 },
    );
  });

  it('C-13 round-trips with no loss, through YAML and JSON, whatever the definition', () => {
    fc.assert(
      fc.property(anyFile, (file) => {
        const numbers = numbersOf(file);
        const definition = definitionFromFile(file, numbers);
        const written = definitionToFile(definition);
        expect(definitionFromFile(parse(stringify(written)) as CadenceFile, numbers)).toEqual(definition);
        expect(definitionFromFile(JSON.parse(JSON.stringify(written)) as CadenceFile, numbers)).toEqual(definition);
        // Written again it is the same text: a diff shows what was changed and nothing else.
        expect(stringify(definitionToFile(definitionFromFile(written, numbers)))).toBe(stringify(written));
      }),
      { numRuns: 300 },
    );
  });

  it('C-13 leaves out what equals the default', () => {
    const file = cadence([email('welcome', { then: [task('note', { when: ['sent'] })] })]);
    expect(definitionToFile(definitionFromFile(file, NO_NUMBERS))).toEqual(file);
    const spelledOut: CadenceFile = {
      ...file,
      responseWindowDays: 30,
      unenroll: [],
      followUps: [
        task(
          'a',
          { branching: 'strongest', when: [], then: [] },
          { priority: 'normal', status: 'not_started', owner: 'record_owner' },
        ),
      ],
    };
    expect(definitionToFile(definitionFromFile(spelledOut, NO_NUMBERS))).toEqual(cadence([task('a')]));
  });

  it('C-12 follow-ups and rules keep their numbers by id; new ones have none yet', () => {
    const file = cadence([email('a', { then: [email('b', { when: ['sent'] })] })], {
      unenroll: [{ id: 'goal', email: ['replied'] }],
    });
    const definition = definitionFromFile(file, { followUps: new Map([['b', 4]]), rules: new Map([['goal', 9]]) });
    expect(definition.followUps.map(({ id, number, parent }) => [id, number, parent])).toEqual([
      ['a', 0, null],
      ['b', 4, 'a'],
    ]);
    expect(definition.unenroll.map(({ number }) => number)).toEqual([9]);
  });
});
