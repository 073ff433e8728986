import { expect, it } from 'vitest';
import { type Activity, groupActivities } from '#web/features/activities/groups.ts';

const at = (day: number, hour: number) => new Date(2026, 2, day, hour).toISOString();
const noon = new Date(2026, 2, 3, 12).getTime();

function task(subject: string, dueAt: string | null, status: Activity['status'] = 'not_started'): Activity {
  const empty = { description: null, purpose: null, agenda: null, priority: null, result: null, owner: null };
  const times = { dueAt, startsAt: null, endsAt: null, reminderAt: null };
  return {
    id: subject,
    kind: 'task',
    subject,
    status,
    record: null,
    enrollment: null,
    revision: 1,
    modifiedAt: at(1, 9),
    ...empty,
    ...times,
  };
}

function call(subject: string, startsAt: string, endsAt: string): Activity {
  return { ...task(subject, null), kind: 'call', status: 'scheduled', startsAt, endsAt };
}

it('T-1: what is late comes first, then today, then later, what has no date after that, what is done last', () => {
  const groups = groupActivities(
    [
      task('someday', null),
      task('done late', at(1, 9), 'completed'),
      task('yesterday', at(2, 23)),
      task('this morning', at(3, 9)),
      task('tonight', at(3, 23)),
      task('tomorrow', at(4, 0)),
    ],
    noon,
  );
  expect(groups.map(({ name, activities }) => [name, activities.map(({ subject }) => subject)])).toEqual([
    ['overdue', ['yesterday', 'this morning']],
    ['today', ['tonight']],
    ['later', ['tomorrow']],
    ['someday', ['someday']],
    ['done', ['done late']],
  ]);
});

it('L-1: a call that has begun is of today until its end has passed', () => {
  const now = [call('under way', at(3, 11), at(3, 13)), call('missed', at(3, 9), at(3, 10))];
  expect(groupActivities(now, noon).map(({ name, activities }) => [name, activities[0]?.subject])).toEqual([
    ['overdue', 'missed'],
    ['today', 'under way'],
  ]);
});
