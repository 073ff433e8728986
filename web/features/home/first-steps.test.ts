import { expect, it } from 'vitest';
import { type Cadence, firstSteps, type Report } from '#web/features/home/first-steps.ts';

const since = '2026-03-02T01:00:00.000Z';

function cadence(createdAt: string, version: number | null): Cadence {
  return {
    id: '019a0000-0000-7000-8000-000000000001',
    name: 'Thanks',
    module: 'leads',
    status: version === null ? 'draft' : 'active',
    audience: { kind: 'manual', view: null, takesManual: true },
    activeEnrollments: 0,
    goalMet: 0,
    version,
    hasDraft: version === null,
    revision: 1,
    createdAt,
    modifiedAt: createdAt,
  };
}

function report(enrolled: number, given: Record<string, number>, next: number): Report {
  const responses = Object.fromEntries(
    Object.entries(given).map(([response, count]) => [response, { unique: count, total: count }]),
  );
  const none = { executed: 0, suppressed: 0, cancelled: 0, failed: 0, needsReview: 0 };
  return {
    cadence: '019a0000-0000-7000-8000-000000000001',
    name: 'Thanks',
    latestVersion: 1,
    enrolled,
    states: { active: enrolled, completed: 0, expired: 0, unenrolled: 0, stopped: 0, failed: 0 },
    unenrolledByRule: [],
    goalMet: 0,
    reasons: {},
    followUps: [
      { followUp: 'ask', title: 'Ask', channel: 'email', parent: null, reached: enrolled, ...none, responses },
      { followUp: 'ring', title: 'Ring', channel: 'call', parent: 'ask', reached: next, ...none, responses: {} },
    ],
  };
}

function done(cadences: Cadence[], ...reports: Report[]): string[] {
  return firstSteps({ since, cadences, reports }).flatMap(({ name, isDone }) => (isDone ? [name] : []));
}

it('ticks the steps one after another, by what is there', () => {
  const draft = cadence('2026-03-02T02:00:00.000Z', null);
  const published = { ...draft, version: 1 };
  expect(done([])).toEqual([]);
  expect(done([draft])).toEqual(['build']);
  expect(done([published], report(0, {}, 0))).toEqual(['build', 'publish']);
  expect(done([published], report(1, { sent: 1 }, 0))).toEqual(['build', 'publish', 'enroll']);
  expect(done([published], report(1, { sent: 1, clicked: 1 }, 0))).toEqual(['build', 'publish', 'enroll', 'answer']);
  expect(done([published], report(1, { sent: 1, clicked: 1 }, 1))).toHaveLength(5);
});

it('takes no credit for the example that came with the organisation', () => {
  expect(done([cadence(since, 1)], report(0, {}, 0))).toEqual([]);
});
