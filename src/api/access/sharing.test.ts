import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ok } from '#test/api-cadences.ts';
import { openSalesOffice, type Person, type SalesOffice } from '#test/sales-office.ts';

let office: SalesOffice;
let leads: Record<'vera' | 'ada' | 'bo' | 'max', string>;
beforeAll(async () => {
  office = await openSalesOffice();
  const { leadOf } = office;
  leads = { vera: await leadOf('vera'), ada: await leadOf('ada'), bo: await leadOf('bo'), max: await leadOf('max') };
});
afterAll(() => office.world.close());
beforeEach(() => office.setDefault('leads', 'private'));

type Listed = { items: { id: string; name: string }[]; count: { count: number } };
const url = '/api/v1/leads';

async function seenBy(person: Person): Promise<string[]> {
  const page = await ok<Listed>(office.as[person]('GET', `${url}?count=true`));
  expect(page.count.count).toBe(page.items.length);
  return page.items.map(({ name }) => name.replace('Lead of ', '')).sort();
}

async function mayChange(person: Person, lead: string): Promise<string> {
  const answer = await office.as[person]('PATCH', `${url}/${lead}`, { values: { city: `${person} was here` } });
  return answer.statusCode === 200 ? 'changed' : answer.json<{ code: string }>().code;
}

describe('U-1 records of a private module', () => {
  it('are their owners’, and those’s above them; holders of one role don’t see each other’s', async () => {
    expect(await seenBy('ada')).toEqual(['ada']);
    expect(await seenBy('vera')).toEqual(['ada', 'bo', 'vera']);
    expect(await seenBy('max')).toEqual(['max']);
    expect(await seenBy('grace')).toEqual(['ada', 'bo', 'max', 'vera']);
    expect(await mayChange('vera', leads.ada)).toBe('changed');
    expect(await mayChange('ada', leads.vera)).toBe('not_found');
  });

  it('are seen among the holders of a role that shares with peers', async () => {
    const { as, roles } = office;
    const seller = { name: 'Seller', parent: roles.head };
    await ok(as.grace('PUT', `/api/v1/settings/roles/${roles.seller}`, { ...seller, peers: true }));
    expect(await seenBy('ada')).toEqual(['ada', 'bo']);
    await ok(as.grace('PUT', `/api/v1/settings/roles/${roles.seller}`, { ...seller, peers: false }));
    expect(await seenBy('ada')).toEqual(['ada']);
  });

  it('go with their owner', async () => {
    const lead = await office.leadOf('ada', { last_name: 'Handed on' });
    await ok(office.as.ada('PATCH', `${url}/${lead}`, { values: { owner: office.users.max.publicId } }));
    expect(await seenBy('max')).toContain('Handed on');
    expect((await office.as.ada('GET', `${url}/${lead}`)).statusCode).toBe(404);
    await ok(office.as.max('DELETE', `${url}/${lead}`));
  });

  it('U-2: are nowhere else either: files, bins, related lists, names of lookups, tasks, timelines', async () => {
    const { as } = office;
    await office.setDefault('accounts', 'private');
    const account = await ok<{ id: string }>(as.max('POST', '/api/v1/accounts', { values: { name: 'Max’s secret' } }));
    const contact = await ok<{ id: string }>(
      as.max('POST', '/api/v1/contacts', { values: { last_name: 'Shared contact', account: account.id } }),
    );
    const shown = await as.ada('GET', `/api/v1/contacts/${contact.id}`);
    expect(shown.json()).toMatchObject({ name: 'Shared contact', lookups: {} });
    const own = await ok<{ id: string }>(as.ada('POST', '/api/v1/accounts', { values: { name: 'Ada’s own' } }));
    const linked = await as.ada('POST', '/api/v1/contacts', { values: { last_name: 'X', account: account.id } });
    expect(linked.json()).toMatchObject({ code: 'invalid_input', errors: [{ code: 'not_a_record' }] });
    const bodies: string[] = [shown.body];
    for (const path of [
      '/api/v1/accounts',
      '/api/v1/accounts/export',
      `/api/v1/accounts/${own.id}/related`,
      `/api/v1/contacts/${contact.id}/timeline`,
      '/api/v1/contacts/export',
    ]) {
      const answer = await as.ada('GET', path);
      expect(answer.statusCode).toBe(200);
      bodies.push(answer.body);
    }
    await ok(as.max('DELETE', `/api/v1/accounts/${account.id}`));
    bodies.push((await as.ada('GET', '/api/v1/recycle-bin?module=accounts')).body);
    for (const body of bodies) expect(body).not.toContain('Max’s secret');
    expect((await as.ada('POST', `/api/v1/accounts/${account.id}/restore`)).statusCode).toBe(404);
    await ok(as.max('POST', `/api/v1/accounts/${account.id}/restore`));
    await office.setDefault('accounts', 'write');
  });
});

describe('U-1 an organisation’s default', () => {
  it('read: everybody looks, owners and those above them change', async () => {
    await office.setDefault('leads', 'read');
    expect(await seenBy('max')).toEqual(['ada', 'bo', 'max', 'vera']);
    expect(await mayChange('max', leads.ada)).toBe('record_not_yours');
    expect((await office.as.max('DELETE', `${url}/${leads.ada}`)).json()).toMatchObject({ code: 'record_not_yours' });
    expect(await mayChange('vera', leads.ada)).toBe('changed');
    expect(await mayChange('max', leads.max)).toBe('changed');
  });

  it('write: everybody changes everything', async () => {
    await office.setDefault('leads', 'write');
    expect(await mayChange('max', leads.ada)).toBe('changed');
  });
});

describe('U-1 sharing rules', () => {
  const share = (body: object) =>
    ok<{ id: string }>(
      office.as.grace('POST', '/api/v1/settings/sharing-rules', {
        module: 'leads',
        name: 'Rule',
        level: 'read',
        ...body,
      }),
    );
  const unshare = ({ id }: { id: string }) => ok(office.as.grace('DELETE', `/api/v1/settings/sharing-rules/${id}`));

  it('open what a role owns to a team, to read or to change', async () => {
    const { as, users, roles } = office;
    const body = { name: 'Trade fair', members: [users.max.publicId] };
    const team = await ok<{ id: string }>(as.grace('POST', '/api/v1/settings/teams', body));
    const shared = { kind: 'owned_by', group: { kind: 'role', id: roles.seller } };
    const rule = await share({ shared, with: { kind: 'team', id: team.id } });
    expect(await seenBy('max')).toEqual(['ada', 'bo', 'max']);
    expect(await mayChange('max', leads.ada)).toBe('record_not_yours');
    const refused = await as.grace('DELETE', `/api/v1/settings/teams/${team.id}`);
    expect(refused.json()).toMatchObject({ code: 'team_in_use', detail: expect.stringContaining('Rule') });
    await unshare(rule);
    expect(await seenBy('max')).toEqual(['max']);
    const writable = await share({ shared, with: { kind: 'user', id: users.max.publicId }, level: 'write' });
    expect(await mayChange('max', leads.bo)).toBe('changed');
    await unshare(writable);
    await ok(as.grace('DELETE', `/api/v1/settings/teams/${team.id}`));
  });

  it('open a branch of the roles, and what meets criteria, whoever owns it', async () => {
    const { as, roles } = office;
    const all = { kind: 'owned_by', group: { kind: 'everyone' } };
    const rule = await share({ shared: all, with: { kind: 'role_and_below', id: roles.head } });
    expect(await seenBy('ada')).toEqual(['ada', 'bo', 'max', 'vera']);
    await unshare(rule);
    await ok(as.grace('PATCH', `${url}/${leads.vera}`, { values: { country: 'India' } }));
    const criteria = { field: 'country', is: 'india' };
    const met = await share({ shared: { kind: 'meeting', criteria }, with: { kind: 'everyone' } });
    expect(await seenBy('max')).toEqual(['max', 'vera']);
    expect((await as.max('GET', `${url}/${leads.vera}`)).statusCode).toBe(200);
    await unshare(met);
  });

  it('take no criteria that change by themselves, and no unknown field; what is wrong is named', async () => {
    const send = (criteria: object) =>
      office.as.grace('POST', '/api/v1/settings/sharing-rules', {
        ...{ module: 'leads', name: 'Bad', level: 'read', with: { kind: 'everyone' } },
        shared: { kind: 'meeting', criteria },
      });
    const dated = await send({ field: 'created_at', in_last: { days: 3 } });
    expect(dated.json()).toMatchObject({
      code: 'criteria_not_shareable',
      detail: expect.stringContaining('created_at'),
    });
    for (const elsewhere of [
      { field: 'campaign.status', is: 'Active' },
      { field: 'owner', belongs_to: { role: office.roles.head } },
    ]) {
      expect((await send(elsewhere)).json()).toMatchObject({ code: 'criteria_not_shareable' });
    }
    expect((await send({ field: 'soul', is: 'x' })).json()).toMatchObject({ code: 'invalid_input' });
  });
});

describe('U-1 roles', () => {
  it('form a tree: none stands above itself, and one in use stays', async () => {
    const { as, roles } = office;
    const turned = await as.grace('PUT', `/api/v1/settings/roles/${roles.head}`, {
      name: 'Head',
      parent: roles.seller,
    });
    expect(turned.json()).toMatchObject({ code: 'role_above_itself' });
    const used = await as.grace('DELETE', `/api/v1/settings/roles/${roles.head}`);
    expect(used.json()).toMatchObject({ code: 'role_in_use', detail: expect.stringContaining('Seller') });
    const taken = await as.grace('POST', '/api/v1/settings/roles', { name: 'Seller', parent: null });
    expect(taken.json()).toMatchObject({ code: 'name_taken' });
  });

  it('U-4: what changes in permissions is audited', async () => {
    type Entries = { items: { action: string }[] };
    const { items } = await ok<Entries>(office.as.grace('GET', '/api/v1/settings/audit-log?area=permissions'));
    const actions = new Set(items.map(({ action }) => action));
    expect([...actions]).toEqual(expect.arrayContaining(['role_created', 'sharing_changed', 'sharing_rule_deleted']));
  });
});

describe('T7 permissions', () => {
  it('are for administrators', async () => {
    for (const path of ['profiles', 'roles', 'teams', 'sharing']) {
      expect((await office.as.vera('GET', `/api/v1/settings/${path}`)).statusCode).toBe(403);
    }
  });
});

describe('U-1 tasks and calls', () => {
  it('are as open as the organisation says; whoever sees a record sees what is to be done about it', async () => {
    const { as } = office;
    await ok(as.max('POST', '/api/v1/activities', { kind: 'task', record: leads.max, subject: 'Max calls back' }));
    const subjects = async (query = '') =>
      (await ok<{ items: { subject: string }[] }>(as.ada('GET', `/api/v1/activities${query}`))).items.map(
        (one) => one.subject,
      );
    expect(await subjects()).toContain('Max calls back');
    await office.setDefault('tasks', 'private');
    expect(await subjects()).not.toContain('Max calls back');
    expect((await as.ada('GET', `/api/v1/activities?record=${leads.max}`)).statusCode).toBe(404);
    await office.setDefault('leads', 'read');
    expect(await subjects(`?record=${leads.max}`)).toEqual(['Max calls back']);
    await office.setDefault('tasks', 'write');
  });
});
