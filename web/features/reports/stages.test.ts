import { expect, it } from 'vitest';
import { type FollowUpFigures, type Report, stagesOfCadence, stagesOfFollowUp } from '#web/features/reports/stages.ts';

const update: FollowUpFigures = {
  followUp: 'update',
  title: 'Update',
  channel: 'email',
  parent: null,
  reached: 9,
  executed: 8,
  suppressed: 1,
  cancelled: 0,
  failed: 0,
  needsReview: 0,
  responses: {
    sent: { unique: 8, total: 8 },
    opened: { unique: 5, total: 9 },
    clicked: { unique: 2, total: 2 },
  },
};

const report: Report = {
  cadence: '019a0000-0000-7000-8000-000000000001',
  name: 'Feature adoption',
  latestVersion: 1,
  enrolled: 10,
  states: { active: 9, completed: 0, expired: 0, unenrolled: 1, stopped: 0, failed: 0 },
  unenrolledByRule: [{ rule: 'replied', goal: true, enrollments: 1 }],
  goalMet: 1,
  reasons: {},
  followUps: [update],
};

it('C-81 the funnel of a cadence leads from the enrolled to the goal', () => {
  expect(stagesOfCadence(report, true).map(({ count, filter }) => [count, filter])).toEqual([
    [10, null],
    [8, { followUp: 'update', figure: 'executed' }],
    [1, { goal: true }],
  ]);
  expect(stagesOfCadence(report, false)).toHaveLength(2);
});

it('C-80 the funnel of an email leads to the reply, and every stage names its enrollments', () => {
  expect(stagesOfFollowUp(update).map(({ count }) => count)).toEqual([9, 8, 5, 2, 0]);
  expect(stagesOfFollowUp(update).at(-1)?.filter).toEqual({
    followUp: 'update',
    figure: 'responded',
    response: 'replied',
  });
});
