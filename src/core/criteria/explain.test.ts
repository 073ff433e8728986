import fc from 'fast-check';
import { describe as group, expect, it } from 'vitest';
import { anyCriteria, trial, trialPeople } from '#test/criteria-generators.ts';
import { leads } from '#core/records/modules/leads.ts';
import type { Criteria } from './criteria.ts';
import { describe, describeOperator, describeUnit } from './explain.ts';

const criteria: Criteria = {
  all: [
    { field: 'lead_status', in: ['New', 'Contacted'] },
    {
      any: [
        { field: 'modified_at', more_than_ago: { days: 30 } },
        { field: 'email', is_empty: true },
      ],
    },
    {
      not: {
        all: [
          { field: 'annual_revenue', between: [1000, '2500.50'] },
          { field: 'do_not_email', is: true },
        ],
      },
    },
    { field: 'created_at', at_least: '2026-03-01' },
  ],
};

group('describe', () => {
  it('V-1 says criteria in English', () => {
    expect(describe(criteria, leads, 'en')).toBe(
      'Lead status is one of “New”, “Contacted” and (Modified at is more than 30 days ago or Email is empty)' +
        ' and not (Annual revenue is between 1000 and 2500.50 and Do not email is yes) and Created at is on or after 2026-03-01',
    );
  });

  it('V-1 says criteria in Chinese', () => {
    expect(describe(criteria, leads, 'zh')).toBe(
      '线索状态为“New”、“Contacted”之一且(修改时间在30天以前或邮箱为空)且非(年收入介于1000和2500.50之间且不发邮件为是)且创建时间不早于2026-03-01',
    );
  });

  it('V-1 says what is asked of related records and of people', () => {
    const { team, deserted } = trialPeople;
    const asked: Criteria = {
      all: [
        { field: 'account.stage', is: 'Won' },
        { field: 'owner', belongs_to: { team } },
      ],
    };
    expect(describe(asked, trial, 'en')).toBe('account › stage is “Won” and owner belongs to the team “North "1"”');
    expect(describe(asked, trial, 'zh')).toBe('account › stage为“Won”且owner属于团队“North "1"”');
    expect(describe({ field: 'account.owner', belongs_to: { team: deserted } }, trial, 'zh')).toBe(
      'account › owner属于团队“北区”',
    );
    expect(describe({ field: 'owner', belongs_to: { team } }, leads, 'en')).toBe(`Owner belongs to the team ${team}`);
  });

  it('V-1 one part needs no group, and no part is said as what it means', () => {
    expect(describe({ all: [{ any: [{ field: 'city', contains: 'x' }] }] }, leads, 'en')).toBe('City contains “x”');
    expect(describe({ all: [] }, leads, 'en')).toBe('every record');
    expect(describe({ any: [] }, leads, 'zh')).toBe('没有记录');
    expect(describe({ field: 'created_at', in_last: { weeks: 1 } }, leads, 'en')).toBe(
      'Created at is in the last 1 week',
    );
  });

  it('V-1 calls values as people do, where it is told how', () => {
    const nameValue = (literal: unknown) => (literal === 'New' ? '新线索' : null);
    const text = describe({ field: 'lead_status', in: ['New', 'Junk'] }, leads, 'zh', nameValue);
    expect(text).toBe('线索状态为“新线索”、“Junk”之一');
  });

  it('V-1 has operators and units to choose from', () => {
    expect(describeOperator('is', 'text', 'en')).toBe('is');
    expect(describeOperator('more_than_ago', 'instant', 'en')).toBe('is more than … ago');
    expect(describeOperator('less_than', 'date', 'en')).toBe('is before');
    expect(describeOperator('less_than', 'integer', 'zh')).toBe('小于');
    expect(describeUnit('days', 1, 'en')).toBe('day');
    expect(describeUnit('months', 2, 'zh')).toBe('个月');
  });

  it('K-110 names a field that is gone by its key', () => {
    expect(describe({ field: 'gone', is_not: 'x' }, leads, 'en')).toBe('gone is not “x”');
  });

  it('V-1 has words for everything, and different ones for different conditions', () => {
    fc.assert(
      fc.property(anyCriteria, (any) => {
        for (const language of ['en', 'zh'] as const) {
          const text = describe(any, trial, language);
          expect(text).not.toMatch(/undefined|\[object|\{field\}/);
          expect(text).not.toBe('');
        }
      }),
    );
    const odd = {
      ...leads,
      fields: leads.fields.map((field) =>
        field.key === 'city' ? { ...field, label: { en: '{value} $& {field}', zh: '$1' } } : field,
      ),
    };
    expect(describe({ field: 'city', is: 'x' }, odd, 'en')).toBe('{value} $& {field} is “x”');
  });
});
