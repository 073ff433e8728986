import { expect, it } from 'vitest';
import { changeOf, draftOf, madeUntil, movedTo, newActivity, newDraft } from '#web/features/activities/draft.ts';
import type { Activity } from '#web/features/activities/groups.ts';

const noon = new Date(2026, 2, 3, 12, 10);
const at = (day: number, hour: number, minute = 0) => new Date(2026, 2, day, hour, minute).toISOString();

it('T-1: a task is for tomorrow morning, unless its writer says otherwise', () => {
  const draft = { ...newDraft('task', 'mei', noon.getTime()), subject: 'Send the offer' };
  const task = { kind: 'task', record: 'ada', subject: 'Send the offer', owner: 'mei', description: '' };
  expect(newActivity(draft, 'ada')).toEqual({ ...task, priority: 'normal', dueAt: at(4, 9), reminderAt: null });
  expect(newActivity({ ...draft, at: '' }, null)).toMatchObject({ record: null, dueAt: null });
});

it('L-1: a call is at the next full hour, or has just ended', () => {
  const draft = newDraft('call', 'mei', noon.getTime());
  expect(newActivity(draft, null)).toMatchObject({ time: { startsAt: at(3, 13), endsAt: at(3, 13, 30) } });
  const made = madeUntil(draft, noon.getTime());
  expect(newActivity({ ...made, result: 'busy' }, null)).toMatchObject({
    time: { startsAt: at(3, 11, 40), endsAt: at(3, 12, 10) },
    status: 'completed',
    result: 'busy',
  });
  expect(newActivity({ ...draft, at: '' }, null)).toBeNull();
});

it('R-4: only what was changed is sent', () => {
  const call = {
    kind: 'call',
    subject: 'Ring',
    owner: { id: 'mei', name: 'Mei' },
    description: null,
    startsAt: at(3, 13),
    endsAt: at(3, 14),
    dueAt: null,
    reminderAt: at(3, 12, 45),
    purpose: 'Prices',
  } as Activity;
  const draft = draftOf(call);
  expect(changeOf(draft, call)).toEqual({});
  expect(changeOf({ ...draft, description: 'Bring the list', purpose: '' }, call)).toEqual({
    description: 'Bring the list',
    purpose: '',
  });
  expect(changeOf({ ...draft, reminder: '' }, call)).toEqual({ reminderAt: null });
  expect(changeOf({ ...draft, minutes: 15 }, call)).toMatchObject({
    time: { startsAt: at(3, 13), endsAt: at(3, 13, 15) },
  });
});

it('T-1, L-1: a reminder keeps its distance when the time moves; a call that was made needs none', () => {
  const draft = { ...newDraft('call', 'mei', noon.getTime()), reminder: '2026-03-03T12:45' };
  expect(newActivity(draft, null)).toMatchObject({ reminderAt: at(3, 12, 45) });
  expect(newActivity(movedTo(draft, '2026-03-05T09:00'), null)).toMatchObject({ reminderAt: at(5, 8, 45) });
  expect(movedTo(draft, '').reminder).toBe('2026-03-03T12:45');
  expect(newActivity(madeUntil(draft, noon.getTime()), null)).toMatchObject({ reminderAt: null });
});
