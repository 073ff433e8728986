import { expect, it } from 'vitest';
import { type Finding, type LastSeen, type StandstillCause, whyStandStill } from '#core/message/standstill.ts';
import { DAY, HOUR, MINUTE } from '#core/time/instant.ts';

const NOW = Date.UTC(2026, 2, 2, 9);
const running: LastSeen = { place: 'here', beat: 70, at: NOW - MINUTE, stopped: false };
const starting: Finding = { place: 'here', now: NOW, knownBeat: null, isAwake: false };

type Case = readonly [what: string, Partial<LastSeen>, Partial<Finding>, StandstillCause | null];

const cases: readonly Case[] = [
  ['the first start ever', { place: null, beat: 0, at: null }, {}, null],
  ['another worker is at work', {}, {}, null],
  ['a crash within the hour', { at: NOW - HOUR }, {}, null],
  ['a crash of longer ago', { at: NOW - HOUR - 1 }, {}, 'silent'],
  ['a dump of three days ago in its own place', { at: NOW - 3 * DAY }, {}, 'silent'],
  ['a week after a clean stop', { at: NOW - 7 * DAY, stopped: true }, {}, null],
  ['restored elsewhere, however fresh', { place: 'there' }, {}, 'elsewhere'],
  ['restored elsewhere after a clean stop', { place: 'there', stopped: true }, {}, 'elsewhere'],
  ['known by a later sign of life', {}, { knownBeat: 71 }, 'older'],
  ['the same after a clean stop', { stopped: true }, { knownBeat: 71 }, 'older'],
  ['a backup from before signs of life were given', { place: null, beat: 0, at: null }, { knownBeat: 1 }, 'older'],
  ['known by an earlier sign of life', {}, { knownBeat: 69 }, null],
  [
    'the database was away for long, its worker was not',
    { at: NOW - 2 * HOUR },
    { knownBeat: 70, isAwake: true },
    null,
  ],
  ['it came back without the last minute', { at: NOW - 2 * HOUR }, { knownBeat: 71, isAwake: true }, 'older'],
  ['the machine slept', { at: NOW - 9 * HOUR }, { knownBeat: 70 }, 'silent'],
];

it.each(cases)('P19 %s', (_what, seen, finding, cause) => {
  expect(whyStandStill({ ...running, ...seen }, { ...starting, ...finding })).toBe(cause);
});
