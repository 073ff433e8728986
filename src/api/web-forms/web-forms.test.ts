// T25: strangers become leads through a form on a website, and nothing worse than a lead comes of it.
import { sql } from 'kysely';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PER_HOUR_MAX, WAITING_MAX } from '#core/web-forms/web-form.ts';
import { DAY, HOUR, MINUTE } from '#core/time/instant.ts';
import { featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, PUBLIC_URL, type Sender } from '#test/api-server.ts';

const FORMS = '/api/v1/settings/web-forms';
const SECOND = 1_000;

type Form = { id: string; url: string; held: number; taken: number; sites: string[] };
type Answer = { id: string; reasons: string[]; entered: Record<string, unknown> };
type Lead = { id: string; values: Record<string, unknown> };

let world: ApiWorld;
let grace: Sender;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

/** An address of its own for each visitor: none is counted for another. */
let visitors = 0;
const visitor = () => {
  visitors += 1;
  return `10.${(visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors & 255}`;
};

const wish = (more: object = {}) => ({
  ...{ name: 'Talk to us', language: 'en', thanks: '', returnUrl: null, sites: [], reviewed: false, confirmed: false },
  ...{ active: true, owner: world.users.ada.publicId },
  fields: [
    { field: 'last_name', required: true },
    { field: 'email', required: true },
    { field: 'company', required: false },
    { field: 'employees', required: false },
    { field: 'industry', required: false },
    { field: 'do_not_call', required: false },
  ],
  ...more,
});
const make = (more: object = {}) => ok<Form>(grace('POST', FORMS, wish(more)));
const read = async ({ id }: Form): Promise<Form> => {
  const { items } = await ok<{ items: Form[] }>(grace('GET', FORMS));
  return items.find((one) => one.id === id) as Form;
};
const held = async ({ id }: Form) => (await ok<{ items: Answer[] }>(grace('GET', `${FORMS}/${id}/answers`))).items;
const leadsNamed = async (name: string) => {
  const { items } = await ok<{ items: Lead[] }>(grace('GET', '/api/v1/leads?limit=200&sort=-created_at'));
  return items.filter(({ values }) => values['last_name'] === name);
};

const path = (url: string) => new URL(url).pathname;
const open = ({ url }: Pick<Form, 'url'>) =>
  world.app.inject({ method: 'GET', url: path(url), remoteAddress: visitor() });
const ticketIn = (html: string) => /name="form-ticket" value="([^"]*)"/.exec(html)?.[1] ?? '';

type Posting = { headers?: Record<string, string>; from?: string };
const post = (
  { url }: Pick<Form, 'url'>,
  entered: Record<string, string>,
  { headers, from = visitor() }: Posting = {},
) =>
  world.app.inject({
    ...{ method: 'POST', url: path(url), remoteAddress: from, payload: new URLSearchParams(entered).toString() },
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
  });

/** As a person does: the page is opened, and sent some time later. */
async function fillIn(form: Form, entered: Record<string, string>, posting: Posting = {}) {
  const ticket = ticketIn((await open(form)).body);
  world.wait(20 * SECOND);
  return post(form, { 'form-ticket': ticket, ...entered }, posting);
}

const person = (name: string) => ({ last_name: name, email: `${name.toLowerCase()}@example.invalid` });

const enrolled = () =>
  world.database.organization(world.organization.seat, (tx) =>
    tx.query(sql`select c.name from enrollment e join cadence c on c.id = e.cadence_id`),
  );

/** Sessions end, counters begin anew. */
async function later(durationMs: number): Promise<void> {
  world.wait(durationMs);
  grace = await world.as(world.users.grace);
}

beforeEach(() => later(DAY));

describe('what a visitor sends', () => {
  it('T25 becomes a lead with an owner and a source, and its history names the form', async () => {
    const form = await make({ name: 'Request a demo' });
    const page = await open(form);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('<h1>Request a demo</h1>');
    expect(page.headers['set-cookie']).toBeUndefined();
    const more = { company: 'Diallo & Söhne', employees: '12', industry: 'Software', do_not_call: 'on' };
    const sent = await fillIn(form, { ...person('Diallo'), ...more });
    expect([sent.statusCode, sent.body]).toEqual([200, expect.stringContaining('Thank you. We have received it.')]);
    const [lead] = await leadsNamed('Diallo');
    const values = { ...person('Diallo'), ...more, employees: 12, do_not_call: true, lead_source: 'Website' };
    expect(lead?.values).toMatchObject({ ...values, owner: world.users.ada.publicId });
    const { items } = await ok<{ items: { cause: string; actor: unknown }[] }>(
      grace('GET', `/api/v1/leads/${lead?.id}/timeline`),
    );
    expect(items.at(-1)).toMatchObject({ cause: `web_form:${form.id}`, actor: null });
    expect(await read(form)).toMatchObject({ taken: 1, held: 0 });
  });

  it('T25 that can’t be is shown again with what is wrong, and nothing of it is lost', async () => {
    const form = await make({ language: 'zh' });
    const sent = await fillIn(form, { last_name: '', email: 'nowhere', company: '"><script>x</script>' });
    expect(sent.statusCode).toBe(422);
    expect(sent.body).toContain('必须填写。');
    expect(sent.body).toContain('这不是有效的邮箱地址。');
    expect(sent.body).toContain('value="nowhere"');
    expect(sent.body).not.toContain('<script>');
    // Put right, the same page is good.
    const again = await post(form, { ...person('Okafor'), 'form-ticket': ticketIn(sent.body) });
    expect(again.body).toContain('谢谢，我们已收到。');
    expect(await leadsNamed('Okafor')).toHaveLength(1);
  });

  it('T25 twice from one page is one lead', async () => {
    const form = await make();
    const ticket = ticketIn((await open(form)).body);
    world.wait(MINUTE);
    const twice = [1, 2].map(() => post(form, { ...person('Twice'), 'form-ticket': ticket }));
    expect((await Promise.all(twice)).map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(await leadsNamed('Twice')).toHaveLength(1);
  });

  it('T13 that a lead has this already is told to nobody: it waits', async () => {
    const unique = { key: 'tax_no', label: { en: 'Tax number', zh: '税号' }, type: 'text', unique: true };
    const field = await ok<{ key: string }>(grace('POST', '/api/v1/modules/leads/fields', unique));
    const fields = [...wish().fields, { field: field.key, required: false }];
    const form = await make({ fields });
    const [first, second] = [
      await fillIn(form, { ...person('Taxed'), [field.key]: 'DE1' }),
      await fillIn(form, { ...person('Other'), [field.key]: 'DE1' }),
    ];
    expect(second.body).toBe(first.body);
    expect((await held(form)).map(({ reasons }) => reasons)).toEqual([['not_saved']]);
    const [answer] = await held(form);
    const taken = await grace('POST', `${FORMS}/${form.id}/answers/${answer?.id}/verdict`, { verdict: 'take' });
    expect([taken.statusCode, taken.json<{ code: string }>().code]).toEqual([422, 'invalid_input']);
    expect(await held(form)).toHaveLength(1);
  });

  it('T18 the browser goes on to where the settings say, whatever the address asks for', async () => {
    const form = await make({ returnUrl: 'https://www.example.com/thanks' });
    const ticket = ticketIn((await open(form)).body);
    world.wait(MINUTE);
    const url = `${form.url}?return=https://evil.example&url=//evil.example`;
    const sent = await post({ url }, { ...person('Goer'), 'form-ticket': ticket, returnUrl: 'https://evil.example' });
    expect([sent.statusCode, sent.headers.location]).toEqual([303, 'https://www.example.com/thanks']);
    expect(sent.headers['content-security-policy']).toContain("form-action 'self' https://www.example.com");
  });
});

describe('what no person seems to have sent', () => {
  it('T25 waits for one of ours, and whoever sent it is told the same as everybody', async () => {
    const form = await make();
    const usual = (await fillIn(form, person('Usual'))).body;
    const fresh = ticketIn((await open(form)).body);
    const hasty = await post(form, { ...person('Hasty'), 'form-ticket': fresh });
    const trapped = await fillIn(form, { ...person('Trapped'), 'website-url': 'https://spam.example' });
    const direct = await post(form, person('Direct'));
    const forged = await post(form, { ...person('Forged'), 'form-ticket': 'A'.repeat(60) });
    const elsewhere = ticketIn((await open(await make())).body);
    const old = ticketIn((await open(form)).body);
    await later(25 * HOUR);
    const foreign = await post(form, { ...person('Foreign'), 'form-ticket': elsewhere });
    const stale = await post(form, { ...person('Stale'), 'form-ticket': old });
    const told = [hasty, trapped, direct, forged, foreign, stale].map(({ statusCode, body }) => [statusCode, body]);
    expect(told).toEqual(told.map(() => [200, usual]));
    expect((await held(form)).map(({ entered, reasons }) => [entered['last_name'], ...reasons]).reverse()).toEqual([
      ['Hasty', 'too_fast'],
      ['Trapped', 'trap_filled'],
      ['Direct', 'page_not_opened'],
      ['Forged', 'page_not_opened'],
      ['Foreign', 'page_not_opened'],
      ['Stale', 'page_not_opened'],
    ]);
    expect(await leadsNamed('Hasty')).toEqual([]);
  });

  it('T25 is made a lead or thrown away by an administrator, once', async () => {
    const form = await make({ reviewed: true });
    for (const name of ['Kept', 'Spam']) await fillIn(form, person(name));
    const [spam, kept] = await held(form);
    const decide = (answer: Answer | undefined, verdict: string) =>
      grace('POST', `${FORMS}/${form.id}/answers/${answer?.id}/verdict`, { verdict });
    const { lead } = await ok<{ lead: string }>(decide(kept, 'take'));
    expect(await ok(decide(spam, 'discard'))).toEqual({ lead: null });
    expect((await decide(spam, 'take')).json<{ code: string }>().code).toBe('web_form_answer_settled');
    expect((await leadsNamed('Kept')).map(({ id }) => id)).toEqual([lead]);
    expect(await leadsNamed('Spam')).toEqual([]);
    expect(await held(form)).toEqual([]);
    const kinds = await world.database.organization(world.organization.seat, (tx) =>
      tx.query<{ state: string; kept: number }>(sql`
        select state, count(entered)::int as kept from web_form_answer where settled_at is not null and entered is not null
        group by state`),
    );
    expect(kinds).toEqual([]);
  });

  it('T25 from another site is not taken, and only the sites that are named may show the form', async () => {
    const form = await make({ sites: ['https://www.example.com/contact', 'http://localhost:8080'] });
    expect(form.sites).toEqual(['https://www.example.com', 'http://localhost:8080']);
    const { headers } = await open(form);
    expect(headers['content-security-policy']).toContain(
      'frame-ancestors https://www.example.com http://localhost:8080',
    );
    expect(headers['x-frame-options']).toBeUndefined();
    expect((await open(await make())).headers['content-security-policy']).toContain("frame-ancestors 'none'");
    const foreign = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site', origin: 'https://www.example.com' },
    ];
    for (const sent of foreign) {
      const { statusCode } = await fillIn(form, person('Crossing'), { headers: sent });
      expect(statusCode).toBe(403);
    }
    expect(await leadsNamed('Crossing')).toEqual([]);
    expect(await held(form)).toEqual([]);
  });

  it('T25 comes ten times a minute from one address, and no more', async () => {
    const form = await make();
    const from = visitor();
    const codes = [];
    for (let sent = 0; sent < 12; sent += 1)
      codes.push((await fillIn(form, person(`Many${sent}`), { from })).statusCode);
    expect(codes.filter((code) => code === 200).length).toBe(10);
    expect(codes.filter((code) => code === 429).length).toBe(2);
  });

  it('T25 of 10,000 posts a hundred become leads, a thousand wait, none is in a cadence without its rule', async () => {
    const form = await make({ name: 'Flooded' });
    await publish(grace, featureAdoption({ name: 'By hand' }));
    await ok(grace('POST', '/api/v1/views', { name: 'Wanted', criteria: { field: 'company', is: 'Wanted' } }));
    await publish(grace, featureAdoption({ name: 'Of wanted', audience: { view: 'Wanted', enrollNew: {} } }));
    const ticket = async () => ticketIn((await open(form)).body);
    const tickets = await Promise.all(Array.from({ length: PER_HOUR_MAX + 50 }, ticket));
    world.wait(20 * SECOND);
    const codes = new Map<number, number>();
    const send = async (place: number) => {
      const { statusCode } = await post(form, { ...person(`Flood${place}`), 'form-ticket': tickets[place] ?? '' });
      codes.set(statusCode, (codes.get(statusCode) ?? 0) + 1);
    };
    const lanes = Array.from({ length: 8 }, async (_, lane) => {
      for (let place = lane; place < 10_000; place += 8) await send(place);
    });
    await Promise.all(lanes);
    expect(await read(form)).toMatchObject({ taken: PER_HOUR_MAX, held: WAITING_MAX });
    expect([...codes]).toEqual([
      [200, PER_HOUR_MAX + WAITING_MAX],
      [429, 10_000 - PER_HOUR_MAX - WAITING_MAX],
    ]);
    await world.settle();
    expect(await enrolled()).toEqual([]);
    world.wait(2 * HOUR);
    await fillIn(form, { ...person('After'), company: 'Wanted' });
    await world.settle();
    expect(await enrolled()).toEqual([{ name: 'Of wanted' }]);
  });
});

describe('an address that is to be confirmed', () => {
  /** Mails to it: their subjects and where their links lead. */
  const mailsTo = async (address: string) => {
    await world.settle();
    const caught = await world.database.organization(world.organization.seat, (tx) =>
      tx.query<{ raw: Uint8Array }>(sql`select raw from caught_message where recipient = ${address} order by id`),
    );
    const mails = await Promise.all(caught.map(({ raw }) => PostalMime.parse(raw)));
    return mails.map(({ subject, text }) => ({ subject, link: /http\S+\/confirm\/\S+/.exec(text ?? '')?.[0] ?? '' }));
  };

  it('T26 T19 becomes a lead by a click on the page behind the link; to open it changes nothing', async () => {
    const form = await make({ confirmed: true });
    const sent = await fillIn(form, person('Mwangi'));
    expect(sent.body).toContain('confirm your address by the link in our mail');
    const [mail] = await mailsTo('mwangi@example.invalid');
    expect(mail?.subject).toBe('Please confirm your address · Cadenza Trading');
    const url = path(mail?.link ?? PUBLIC_URL);
    for (const method of ['GET', 'HEAD', 'GET'] as const) {
      expect((await world.app.inject({ method, url, remoteAddress: visitor() })).statusCode).toBe(200);
    }
    expect(await leadsNamed('Mwangi')).toEqual([]);
    for (const _ of [1, 2]) {
      const confirmed = await post({ url: mail?.link ?? '' }, {});
      expect([confirmed.statusCode, confirmed.body]).toEqual([200, expect.stringContaining('is confirmed')]);
    }
    expect(await leadsNamed('Mwangi')).toHaveLength(1);
    expect((await post({ url: `${mail?.link}x` }, {})).statusCode).toBe(404);
  });

  it('T26 gets one such mail a day, whichever forms it is entered in', async () => {
    const forms = [await make({ confirmed: true }), await make({ confirmed: true, language: 'zh' })];
    for (const form of [...forms, ...forms])
      await fillIn(form, { ...person('Victim'), email: 'Victim@example.invalid' });
    expect(await mailsTo('Victim@example.invalid')).toHaveLength(1);
    const waiting = (await Promise.all(forms.map(held))).flat();
    expect(waiting.map(({ reasons }) => reasons)).toEqual([['asked_already'], ['asked_already'], ['asked_already']]);
    await later(DAY);
    await fillIn(forms[1] as Form, person('Victim'));
    expect(await mailsTo('victim@example.invalid')).toHaveLength(1);
  });

  it('T25 that nobody confirms is forgotten after a week', async () => {
    const form = await make({ confirmed: true });
    await fillIn(form, person('Silent'));
    const [mail] = await mailsTo('silent@example.invalid');
    await later(8 * DAY);
    await world.sweep();
    expect((await post({ url: mail?.link ?? '' }, {})).statusCode).toBe(404);
    expect(await leadsNamed('Silent')).toEqual([]);
  });
});

describe('a person who is erased', () => {
  it('K-101 T25 is nowhere any more: not in answers that wait, nor in what tells that one became the lead', async () => {
    const [plain, reviewed] = [await make(), await make({ reviewed: true })];
    const asking = await make({ confirmed: true });
    await fillIn(plain, person('Quillon'));
    await fillIn(reviewed, { ...person('Quillon'), email: 'QUILLON@example.invalid' });
    await fillIn(asking, person('Quillon'));
    await fillIn(reviewed, person('Stays'));
    await world.settle();
    const [lead] = await leadsNamed('Quillon');
    await ok(grace('POST', `/api/v1/leads/${lead?.id}/erase`));
    await world.sweep();
    const rows = (table: string) =>
      world.database.organization(world.organization.seat, (tx) =>
        tx.query<{ text: string }>(sql`select to_jsonb(t)::text as text from ${sql.table(table)} t`),
      );
    const told = [...(await rows('web_form_answer')), ...(await rows('own_mail'))].map(({ text }) => text).join();
    expect(told.toLowerCase()).not.toContain('quillon');
    expect(told).not.toContain(lead?.id);
    expect(told).toContain('Stays');
  });
});

describe('a form', () => {
  it('T25 asks only for what its maker may fill in and a stranger can enter; what is wrong with it is named', async () => {
    const code = async (more: object) => {
      const response = await grace('POST', FORMS, wish(more));
      return response.json<{ code: string }>().code;
    };
    const email = { field: 'email', required: false };
    const name = { field: 'last_name', required: true };
    expect(await code({ fields: [name, { field: 'owner', required: false }] })).toBe('web_form_field_not_askable');
    expect(await code({ fields: [name, { field: 'created_at', required: false }] })).toBe('web_form_field_not_askable');
    expect(await code({ fields: [name, email, email] })).toBe('web_form_field_not_askable');
    expect(await code({ fields: [email] })).toBe('web_form_field_missing');
    expect(await code({ fields: [name], confirmed: true })).toBe('web_form_address_missing');
    expect(await code({ sites: ['example.com'] })).toBe('web_form_site_not_valid');
    expect(await code({ sites: ['javascript:alert(1)'] })).toBe('web_form_site_not_valid');
    expect(await code({ returnUrl: '//evil.example' })).toBe('web_form_return_not_valid');
    expect(await code({ owner: world.users.lin.publicId })).toBe('web_form_owner_unknown');
  });

  it('T25 that is off, has another address, or is gone takes nothing; none of it tells a stranger which', async () => {
    const form = await make();
    const entered = { ...person('Late'), 'form-ticket': ticketIn((await open(form)).body) };
    await ok(grace('PUT', `${FORMS}/${form.id}`, wish({ active: false })));
    const off = [await open(form), await post(form, entered)];
    await ok(grace('PUT', `${FORMS}/${form.id}`, wish()));
    const renewed = await ok<Form>(grace('POST', `${FORMS}/${form.id}/address`));
    const moved = [await open(form), await post(form, entered)];
    expect((await open(renewed)).statusCode).toBe(200);
    await ok(grace('DELETE', `${FORMS}/${form.id}`));
    const gone = [await open(renewed), await post(renewed, entered)];
    const never = await world.app.inject({ method: 'GET', url: '/f/nobody/here' });
    const told = [...off, ...moved, ...gone].map(({ statusCode, body }) => [statusCode, body]);
    expect(told).toEqual(told.map(() => [404, never.body]));
    expect(await leadsNamed('Late')).toEqual([]);
  });
});
