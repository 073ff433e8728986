import { describe, expect, it } from 'vitest';
import { filterOf, readReportSearch, roundsQuery, startOf } from '#web/features/reports/report-search.ts';

describe('the address of a report', () => {
  it('C-80 keeps what a number stands for, and drops what doesn’t fit', () => {
    const given = { followUp: 'update', figure: 'responded', response: 'clicked', period: 30, status: 'asleep', x: 1 };
    expect(readReportSearch(given)).toEqual({
      followUp: 'update',
      figure: 'responded',
      response: 'clicked',
      period: '30',
    });
  });

  it('shows rounds over the figures when a number was followed', () => {
    expect(filterOf({ period: '7' })).toBeNull();
    expect(filterOf({ period: '7', goal: true })).toEqual({ goal: true });
    expect(filterOf({ all: true })).toEqual({});
    expect(filterOf({ tab: 'enrollments', status: 'active' })).toBeNull();
  });

  it('counts figures in the period and states as they are now', () => {
    const from = startOf('7', Date.parse('2026-03-10T15:00:00+08:00'));
    expect(roundsQuery({ followUp: 'update', figure: 'executed' }, from)).toEqual({
      followUp: 'update',
      figure: 'executed',
      from,
    });
    expect(roundsQuery({ status: 'active' }, from)).toEqual({ status: 'active' });
    expect(roundsQuery({ goal: true }, null)).toEqual({ goal: 'true' });
  });
});
