import { describe, expect, it } from 'vitest';
import { filterOf, rangeOf, readReportSearch, roundsQuery } from '#web/features/reports/report-search.ts';

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
    expect(filterOf({ period: 'own', from: '2026-03-02', until: '2026-03-03', version: 2 })).toBeNull();
    expect(filterOf({ period: '7', goal: true })).toEqual({ goal: true });
    expect(filterOf({ all: true })).toEqual({});
    expect(filterOf({ tab: 'enrollments', status: 'active' })).toBeNull();
  });

  it('counts figures in the period and states as they are now', () => {
    const range = rangeOf({ period: '7' }, Date.parse('2026-03-10T15:00:00+08:00'));
    expect(roundsQuery({ followUp: 'update', figure: 'executed' }, range)).toEqual({
      followUp: 'update',
      figure: 'executed',
      from: range.from,
    });
    expect(roundsQuery({ status: 'active' }, range, 2)).toEqual({ status: 'active', version: '2' });
    expect(roundsQuery({ goal: true }, {})).toEqual({ goal: 'true' });
  });

  it('C-80 takes days of one’s own, the last one to its end', () => {
    const search = readReportSearch({ period: 'own', from: '2026-03-02', until: '2026-03-03', version: '2' });
    expect(search).toEqual({ period: 'own', from: '2026-03-02', until: '2026-03-03', version: 2 });
    const { from = '', until = '' } = rangeOf(search, 0);
    expect(Date.parse(until) - Date.parse(from)).toBe(2 * 86_400_000);
    expect(readReportSearch({ period: 'own', from: 'yesterday', version: -1 })).toEqual({ period: 'own' });
    expect(readReportSearch({ period: '7', from: '2026-03-02' })).toEqual({ period: '7' });
  });
});
