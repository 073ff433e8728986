import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everything } from '#core/access/permissions.ts';
import { featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { openSalesOffice, type Person, type SalesOffice, standard } from '#test/sales-office.ts';

let office: SalesOffice;
beforeAll(async () => {
  office = await openSalesOffice();
});
afterAll(() => office.world.close());

const url = '/api/v1/leads';

describe('U-1 a profile', () => {
  it.each([
    ['create', 'POST', () => url, { values: { last_name: 'New' } }],
    ['update', 'PATCH', (id: string) => `${url}/${id}`, { values: { city: 'Here' } }],
    ['delete', 'DELETE', (id: string) => `${url}/${id}`, undefined],
    ['export', 'GET', () => `${url}/export`, undefined],
  ] as const)('without “%s” refuses it and names the permission', async (verb, method, path, body) => {
    const lead = await office.leadOf('grace');
    const rest = standard.otherModules.filter((one) => one !== verb);
    await office.giveProfile('ada', { modules: { leads: rest } });
    const refused = await office.as.ada(method, path(lead), body);
    expect(refused.json()).toMatchObject({ status: 403, code: 'not_permitted' });
    expect(refused.json()).toMatchObject({ detail: expect.stringContaining(`leads.${verb}`) });
    expect((await office.as.ada('GET', `${url}/${lead}`)).statusCode).toBe(200);
  });

  it('without “read” has no module at all', async () => {
    const lead = await office.leadOf('bo');
    await office.giveProfile('ada', { modules: { leads: [] } });
    for (const path of [url, `${url}/${lead}`, '/api/v1/modules/leads', `${url}/${lead}/timeline`]) {
      expect((await office.as.ada('GET', path)).json()).toMatchObject({ status: 404, code: 'module_unknown' });
    }
    const { items } = await ok<{ items: { key: string; may: string[] }[] }>(office.as.ada('GET', '/api/v1/modules'));
    expect(items.map(({ key }) => key)).not.toContain('leads');
    expect(items.find(({ key }) => key === 'contacts')?.may).toEqual(standard.otherModules);
  });

  it('governs the lines of a quote by the quote', async () => {
    await office.giveProfile('ada', { modules: { quotes: ['read'] } });
    const refused = await office.as.ada('POST', '/api/v1/quote_lines', { values: { name: 'Line' } });
    expect(refused.json()).toMatchObject({ code: 'not_permitted', detail: expect.stringContaining('quotes.create') });
  });

  it('C-61: without “cadences” has no cadences; groups are switched as a whole and hold at once', async () => {
    await office.giveProfile('ada', { features: ['enroll'] });
    expect((await office.as.ada('POST', '/api/v1/cadences', featureAdoption())).statusCode).toBe(403);
    const id = await office.giveProfile('ada', {});
    expect((await office.as.ada('GET', '/api/v1/cadences')).statusCode).toBe(200);
    const change = (permissions: object) =>
      ok(office.as.grace('PATCH', `/api/v1/settings/profiles/${id}`, { permissions }));
    await change({ ...standard, off: ['automation', 'data'] });
    expect((await office.as.ada('POST', '/api/v1/cadences', featureAdoption())).statusCode).toBe(403);
    expect((await office.as.ada('GET', `${url}/export`)).statusCode).toBe(403);
    const me = await ok<{ scopes: string[] }>(office.as.ada('GET', '/api/v1/me'));
    expect(me.scopes).not.toContain('enrollments.write');
    await change(standard);
    expect((await office.as.ada('GET', `${url}/export`)).statusCode).toBe(200);
  });

  it('binds no administrator, and whoever has none has the standard one', async () => {
    const { items } = await ok<{ items: { standard: boolean; holders: number; id: string; permissions: object }[] }>(
      office.as.grace('GET', '/api/v1/settings/profiles'),
    );
    expect(items[0]).toMatchObject({ standard: true, permissions: standard });
    const refused = await office.as.grace('DELETE', `/api/v1/settings/profiles/${items[0]?.id}`);
    expect(refused.json()).toMatchObject({ code: 'profile_is_standard' });
    const own = await office.giveProfile('ada', { otherModules: [] });
    await ok(office.as.grace('DELETE', `/api/v1/settings/profiles/${own}`));
    expect((await office.as.ada('GET', url)).statusCode).toBe(200);
    expect(everything.features).toEqual(expect.arrayContaining([...standard.features]));
  });

  it('is changed as it was looked at', async () => {
    const id = await office.giveProfile('ada', {});
    const change = (body: object) => office.as.grace('PATCH', `/api/v1/settings/profiles/${id}`, body);
    await ok(change({ name: 'Sellers', revision: 1 }));
    expect((await change({ name: 'Others', revision: 1 })).json()).toMatchObject({ code: 'stale' });
  });
});

describe('P13 T8 a hidden field', () => {
  it('is in no answer, no filter, no order, no file, and no byte depends on it', async () => {
    const { as, world } = office;
    await office.giveProfile('ada', { fields: { leads: { annual_revenue: 'hidden', industry: 'hidden' } } });
    const lead = await office.leadOf('grace', { last_name: 'Rich', annual_revenue: '12345678', industry: 'Education' });
    const view = { name: 'Rich ones', criteria: { field: 'annual_revenue', greater_than: 5 }, columns: ['last_name'] };
    const { id: rich } = await ok<{ id: string }>(as.grace('POST', '/api/v1/views', view));
    const paths = [
      '/api/v1/modules/leads',
      `${url}?count=true`,
      `${url}/${lead}`,
      `${url}/${lead}/timeline`,
      `${url}/${lead}/related`,
      `${url}/export`,
      `${url}/export?format=xlsx`,
      `${url}?sort=annual_revenue`,
      `${url}?criteria=${encodeURIComponent(JSON.stringify({ field: 'annual_revenue', greater_than: 5 }))}`,
      `${url}?view=${rich}`,
      `/api/v1/views/${rich}`,
      '/api/v1/views?module=leads',
      '/api/v1/recycle-bin?module=leads',
    ];
    const look = async () => {
      const answers: string[] = [];
      for (const path of paths) {
        const { statusCode, body } = await as.ada('GET', path);
        answers.push(
          `${path} ${statusCode} ${path.endsWith('xlsx') ? body.length : body.replace(/"requestId":"[^"]*"/, '')}`,
        );
      }
      return answers;
    };
    const before = await look();
    for (const answer of before) {
      const [path = '', status = ''] = answer.split(' ');
      // A refusal names what it was asked for, as it would name what there never was.
      const secret = status === '200' ? /annual_revenue|12345678|Education/ : /12345678|Education/;
      expect(answer.slice(path.length)).not.toMatch(secret);
    }
    await world.database.organization(world.organization.seat, (tx) =>
      tx.query(sql`update m_leads set annual_revenue = 1, industry = 'Finance', industry__folded = 'finance'
        where public_id = ${lead}::uuid`),
    );
    expect(await look()).toEqual(before);
  });

  it('is none to ask over a lookup either, nor is a record that somebody may not see, nor a module', async () => {
    const { as } = office;
    await office.giveProfile('ada', {});
    const made = async (module: string, values: object) =>
      (await ok<{ id: string }>(as.grace('POST', `/api/v1/${module}`, { values }))).id;
    const account = await made('accounts', { name: 'School', industry: 'Education' });
    await made('contacts', { last_name: 'Of the school', account });
    const criteria = { field: 'account.industry', is: 'Education' };
    const found = async (asked: object) => {
      const answer = await as.ada('GET', `/api/v1/contacts?criteria=${encodeURIComponent(JSON.stringify(asked))}`);
      return answer.statusCode === 200 ? answer.json<{ items: object[] }>().items.length : answer.json();
    };
    expect(await found(criteria)).toBe(1);
    await office.setDefault('accounts', 'private');
    expect([await found(criteria), await found({ field: 'account.industry', is_empty: true })]).toEqual([0, 1]);
    await office.setDefault('accounts', 'write');
    const view = { module: 'contacts', name: 'At schools', criteria };
    const { id } = await ok<{ id: string }>(as.grace('POST', '/api/v1/views', view));
    expect((await as.ada('GET', `/api/v1/views/${id}`)).statusCode).toBe(200);
    for (const masked of [{ fields: { accounts: { industry: 'hidden' } } }, { modules: { accounts: [] } }] as const) {
      await office.giveProfile('ada', masked);
      expect(await found(criteria)).toMatchObject({ status: 422, errors: [{ code: 'field_unknown' }] });
      expect((await as.ada('POST', '/api/v1/views', { ...view, name: 'Mine' })).statusCode).toBe(422);
      expect((await as.ada('GET', `/api/v1/views/${id}`)).statusCode).toBe(404);
      const { items } = await ok<{ items: { name: string }[] }>(as.ada('GET', '/api/v1/views?module=contacts'));
      expect(items).toEqual([]);
    }
  });

  it('can be asked by no rule of a cadence: what it finds would tell of it', async () => {
    const { as } = office;
    await office.giveProfile('ada', { fields: { leads: { annual_revenue: 'hidden' } } });
    const rule = { id: 'rich', record: { field: 'annual_revenue', greater_than: 5 } };
    const file = { ...featureAdoption({ name: 'Of the rich' }), unenroll: [rule] };
    const check = async (person: Person) =>
      (await ok<{ problems: { code: string; path: string }[] }>(as[person]('POST', '/api/v1/cadences/check', file)))
        .problems;
    expect(await check('grace')).toEqual([]);
    expect(await check('ada')).toMatchObject([{ code: 'criteria_broken', path: 'unenroll/rich/record/field' }]);
    const { id } = await ok<{ id: string }>(as.grace('POST', '/api/v1/cadences', file));
    expect(
      (await as.ada('POST', `/api/v1/cadences/${id}/publish`, { existing: 'leave', enrolled: 'move' })).json(),
    ).toMatchObject({ status: 422, code: 'cadence_has_problems' });
  });

  it('can’t be written, keeps its value, and begins with its default', async () => {
    const { as } = office;
    await office.giveProfile('ada', { fields: { leads: { annual_revenue: 'hidden', lead_source: 'read_only' } } });
    const lead = await office.leadOf('grace', { annual_revenue: '77', lead_source: 'Referral' });
    const hidden = await as.ada('PATCH', `${url}/${lead}`, { values: { annual_revenue: '1' } });
    expect(hidden.json()).toMatchObject({ errors: [{ path: 'body.values.annual_revenue', code: 'unknown_field' }] });
    const locked = await as.ada('PATCH', `${url}/${lead}`, { values: { lead_source: 'Web' } });
    expect(locked.json()).toMatchObject({ errors: [{ path: 'body.values.lead_source', code: 'read_only' }] });
    const changed = await ok<{ values: object }>(as.ada('PATCH', `${url}/${lead}`, { values: { city: 'Kiel' } }));
    expect(changed.values).not.toHaveProperty('annual_revenue');
    expect(changed.values).toMatchObject({ lead_source: 'Referral', city: 'Kiel' });
    const whole = await ok<{ values: object }>(as.grace('GET', `${url}/${lead}`));
    expect(whole.values).toMatchObject({ annual_revenue: '77', city: 'Kiel' });
  });
});

describe('C-21 the permission to enroll by API', () => {
  it('T9: takes in what the caller can’t see, and answers alike whatever came of it; nothing more is allowed', async () => {
    const { as, world } = office;
    const cadence = await publish(as.grace, featureAdoption({ name: 'Blind' }));
    await office.setDefault('leads', 'private');
    await office.giveProfile('max', { features: ['enrollment_api'] });
    const seen = await office.leadOf('max', { email: 'a@buyers.invalid' });
    const hidden = await office.leadOf('ada', { email: 'b@buyers.invalid' });
    const enroll = (record: string) => as.max('POST', `/api/v1/cadences/${cadence.id}/enroll`, { records: [record] });
    const answers = [await enroll(seen), await enroll(hidden), await enroll('019f0000-0000-7000-8000-000000000000')];
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
    const rounds = await ok<{ items: { status: string }[] }>(as.ada('GET', `${url}/${hidden}/enrollments`));
    expect(rounds.items).toMatchObject([{ status: 'active' }]);
    const out = await as.max('POST', `/api/v1/cadences/${cadence.id}/unenroll`, { records: [hidden] });
    expect(out.json()).toMatchObject({ code: 'not_permitted' });
    await world.settle();
    const { items } = await ok<{ items: object[] }>(as.max('GET', `/api/v1/cadences/${cadence.id}/enrollments`));
    expect(items).toHaveLength(1);
    await office.setDefault('leads', 'write');
  });

  it('C-21: whoever may enroll takes in only what they see; the rest is missing to them', async () => {
    const { as } = office;
    const cadence = await publish(as.grace, featureAdoption({ name: 'Seen only' }));
    await office.setDefault('leads', 'private');
    const hidden = await office.leadOf('max', { email: 'c@buyers.invalid' });
    const answered = await ok<{ items: object[] }>(
      as.bo('POST', `/api/v1/cadences/${cadence.id}/enroll`, { records: [hidden] }),
    );
    expect(answered.items).toMatchObject([{ record: hidden, answer: 'skipped', reason: 'record_gone' }]);
    expect((await ok<{ items: object[] }>(as.max('GET', `${url}/${hidden}/enrollments`))).items).toEqual([]);
    await office.setDefault('leads', 'write');
  });
});

describe('V-3 views', () => {
  it('are shared with everybody, with roles, teams or people, or kept to oneself', async () => {
    const { as, roles, users } = office;
    const make = (name: string, sharedWith: object[]) =>
      ok<{ id: string }>(as.bo('POST', '/api/v1/views', { name, criteria: { all: [] }, columns: [], sharedWith }));
    const mine = await make('Mine', []);
    await make('For sellers', [{ kind: 'role', id: roles.seller }]);
    await make('For Max', [{ kind: 'user', id: users.max.publicId }]);
    const everybodys = await make('Everybody’s', [{ kind: 'everyone' }]);
    const namesFor = async (person: 'ada' | 'max' | 'vera' | 'grace') => {
      const { items } = await ok<{ items: { name: string }[] }>(as[person]('GET', '/api/v1/views?module=leads'));
      return items.map(({ name }) => name).filter((name) => /Mine|For|Everybody/.test(name));
    };
    expect(await namesFor('ada')).toEqual(['Everybody’s', 'For sellers']);
    expect(await namesFor('max')).toEqual(['Everybody’s', 'For Max']);
    expect(await namesFor('vera')).toEqual(['Everybody’s']);
    expect(await namesFor('grace')).toHaveLength(4);
    expect((await as.ada('GET', `${url}?view=${mine.id}`)).statusCode).toBe(422);
    const foreign = await as.ada('PATCH', `/api/v1/views/${everybodys.id}`, { name: 'Ada’s' });
    expect(foreign.json()).toMatchObject({ code: 'view_not_yours' });
    expect((await as.ada('DELETE', `/api/v1/views/${everybodys.id}`)).statusCode).toBe(403);
    await ok(as.bo('DELETE', `/api/v1/views/${everybodys.id}`));
  });
});
