import { expect, it } from 'vitest';
import { asksAnew, countsAsAnswer, isTold, type ToldMeeting, whyNotInvite } from './invitation.ts';

const NOW = Date.UTC(2026, 2, 2);
const told: ToldMeeting = {
  subject: 'Demo',
  startsAt: NOW + 1_000,
  endsAt: NOW + 2_000,
  allDay: false,
  location: '',
  link: '',
  description: '',
};
const participants = [{ name: 'Ada', address: 'ada@example.com' }];
const fine = { told, status: 'Planned', participants, now: NOW };

it('E-10 says why nobody can be invited', () => {
  expect(whyNotInvite(fine)).toBeNull();
  expect(whyNotInvite({ ...fine, status: 'Cancelled' })).toBe('cancelled');
  expect(whyNotInvite({ ...fine, told: null })).toBe('times_missing');
  expect(whyNotInvite({ ...fine, told: { ...told, endsAt: NOW } })).toBe('ends_before_start');
  expect(whyNotInvite({ ...fine, now: NOW + 3_000 })).toBe('over');
  expect(whyNotInvite({ ...fine, participants: [] })).toBe('nobody');
});

it('E-10 another room is news, another time a new question', () => {
  const moved = { ...told, startsAt: NOW };
  expect([isTold(told, { ...told }), isTold(told, moved), isTold(told, { ...told, location: 'R2' })]).toEqual([
    true,
    false,
    false,
  ]);
  expect([asksAnew(told, moved), asksAnew(told, { ...told, location: 'R2' })]).toEqual([true, false]);
});

it.each([
  [{ sequence: 1, stamp: 5 }, true],
  [{ sequence: 0, stamp: 9 }, false],
  [{ sequence: 2, stamp: 3 }, false],
  [{ sequence: null, stamp: null }, true],
])('E-10 the answer %j to version 1, answered before at 4, counts: %s', (reply, counts) => {
  expect(countsAsAnswer(reply, { sequence: 1, stamp: 4 })).toBe(counts);
});
