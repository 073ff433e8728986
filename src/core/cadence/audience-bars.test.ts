import { describe, expect, it } from 'vitest';
import type { Criteria } from '#core/criteria/criteria.ts';
import { contacts } from '#core/records/modules/contacts.ts';
import { deals } from '#core/records/modules/deals.ts';
import { leads } from '#core/records/modules/leads.ts';
import { systemModule } from '#core/records/modules.ts';
import type { Module } from '#core/records/field.ts';
import { audienceBars, whyNoAudience } from './audience-bars.ts';

const interests = {
  key: 'interests',
  type: 'multi_select',
  label: { en: 'Interests', zh: '兴趣' },
  required: false,
  system: false,
  readOnly: false,
  options: ['Boats', 'Ropes'],
} as const;
const withInterests: Module = { ...leads, fields: [...leads.fields, interests] };
const campaign: Criteria = { field: 'campaign', is_empty: true };

describe('whyNoAudience', () => {
  it('C-25 (a) the campaign of leads and contacts, however deep in the criteria', () => {
    const deep: Criteria = { all: [{ field: 'city', is: 'Lyon' }, { any: [{ not: campaign }] }] };
    const condition = { en: 'Campaign is empty', zh: '市场活动为空' };
    expect(whyNoAudience(deep, leads, audienceBars)).toEqual({ code: 'audience_asks_campaign', condition });
    expect(whyNoAudience(campaign, contacts, audienceBars)?.code).toBe('audience_asks_campaign');
    expect(whyNoAudience(campaign, deals, audienceBars)).toBeNull();
  });

  it.each(['contains_any', 'contains_all', 'excludes_any', 'excludes_all'])(
    'C-25 (b) %s of a multi-select',
    (operator) => {
      const criteria = { field: 'interests', [operator]: ['Boats'] } as unknown as Criteria;
      expect(whyNoAudience(criteria, withInterests, audienceBars)?.code).toBe('audience_asks_multi_select');
      expect(whyNoAudience({ field: 'interests', contains: 'Boats' }, withInterests, audienceBars)).toBeNull();
    },
  );

  const belongs = { field: 'owner', belongs_to: { team: '0198f0a0-0000-7000-8000-000000000120' } };
  const accounts = systemModule('accounts');
  const people = new Map([[belongs.belongs_to.team ?? '', { kind: 'team', name: 'North', members: [] }]] as const);
  const known: Module = {
    ...contacts,
    beyond: { related: accounts === undefined ? {} : { account: accounts }, people },
  };

  it('C-25 (c) criteria on a related module', () => {
    const asked: Criteria = { any: [{ not: { field: 'account.industry', is: 'Software' } }] };
    expect(whyNoAudience(asked, known, audienceBars)).toEqual({
      code: 'audience_asks_related',
      condition: { en: 'Account › Industry is “Software”', zh: '客户 › 行业为“Software”' },
    });
    expect(whyNoAudience({ field: 'account', is_empty: true }, known, audienceBars)).toBeNull();
    expect(whyNoAudience(asked, known, ['campaign', 'multi_select', 'belongs_to'])).toBeNull();
    // Without the bar on related modules a campaign's fields are the campaign's still.
    expect(whyNoAudience({ field: 'campaign.name', is: 'x' }, known, ['campaign'])?.code).toBe(
      'audience_asks_campaign',
    );
  });

  it('C-25 (d) a user field with “belongs to”', () => {
    expect(whyNoAudience(belongs, known, audienceBars)).toEqual({
      code: 'audience_asks_belongs_to',
      condition: { en: 'Owner belongs to the team “North”', zh: '负责人属于团队“North”' },
    });
    expect(whyNoAudience({ field: 'owner', is_empty: true }, known, audienceBars)).toBeNull();
    expect(whyNoAudience(belongs, known, ['related'])).toBeNull();
  });

  it('C-25 what is barred is a setting; who looks never is an audience’s to ask', () => {
    expect(whyNoAudience(campaign, leads, [])).toBeNull();
    expect(whyNoAudience(campaign, leads, ['multi_select'])).toBeNull();
    expect(whyNoAudience({ not: { field: 'owner', is_me: true } }, leads, [])?.code).toBe('audience_asks_me');
  });
});
