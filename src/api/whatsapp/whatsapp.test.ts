// WhatsApp end to end: set up, a cadence's messages to Meta's API by real HTTP, what its webhook tells of them, answers.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGate } from '#actions/deliveries/open-gate.ts';
import { claimWhatsapp, prepareWhatsapp } from '#actions/deliveries/prepare-whatsapp.ts';
import { keepDefinitions } from '#actions/enrollments/definitions.ts';
import { wakeEnrollments } from '#actions/enrollments/wake-enrollments.ts';
import { openConnections } from '#assembly/connections.ts';
import { whatsappSender } from '#assembly/whatsapp.ts';
import type { CadenceFile, FileFollowUp, FileTrigger } from '#core/cadence/file.ts';
import { HOUR } from '#core/time/instant.ts';
import { createLead, ok, publish } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';
import { booking as whatsapp, place, settings, templates } from '#test/whatsapp-booking.ts';
import {
  type Behaviour,
  META,
  signed,
  statusOf,
  type TakenMessage,
  telling,
  WhatsappCloud,
  written,
} from '#test/peers/whatsapp-cloud.ts';

let cloud: WhatsappCloud;
let world: ApiWorld;
let grace: Sender;
let connections: ReturnType<typeof openConnections>;
let cadence: string;
let count = 0;

const note = (id: string, when: FileTrigger): FileFollowUp => ({ id, when: [when], task: { subject: id } });
const file = (followUps: FileFollowUp[], other: Partial<CadenceFile> = {}): CadenceFile => {
  return { name: `WhatsApp ${++count}`, module: 'leads', audience: 'manual', followUps, ...other };
};
const story = file([
  {
    ...{ id: 'booking', whatsapp },
    then: [
      note('arrived', 'delivered'),
      note('was-read', 'read'),
      note('failed', 'failed'),
      note('silent', { not: 'replied', within: { days: 2 } }),
      note('answered', 'replied'),
    ],
  },
]);

beforeAll(async () => {
  cloud = await new WhatsappCloud().start();
  cloud.templates = templates;
  connections = openConnections('what seals secrets in tests', new Set([cloud.place]), cloud.url);
  world = await createApiWorld({ services: connections });
  grace = await world.as(world.users.grace);
});
afterAll(async () => {
  await world?.close();
  await cloud?.close();
});

type Lead = { readonly id: string; readonly number: string };
const mobile = () => `86138${String(10_000_000 + ++count)}`;
async function enrolled(behaviour: Behaviour | null = null, values: object = {}): Promise<Lead> {
  const number = mobile();
  if (behaviour !== null) cloud.behaviours.set(number, behaviour);
  const { id } = await createLead(grace, { last_name: 'Li Wei', mobile: `+${number}`, ...values });
  await ok(grace('POST', `/api/v1/cadences/${cadence}/enroll`, { records: [id] }));
  await world.settle();
  return { id, number };
}
type Round = {
  id: string;
  status: string;
  reason: { code: string; words: string } | null;
  followUps: { followUp: string; state: string; responses: { response: string }[] }[];
};
async function round({ id }: Lead): Promise<Round> {
  const { items } = await ok<{ items: { id: string }[] }>(grace('GET', `/api/v1/leads/${id}/enrollments`));
  return ok(grace('GET', `/api/v1/enrollments/${items[0]?.id}`));
}
async function booking(lead: Lead) {
  const found = (await round(lead)).followUps.find(({ followUp }) => followUp === 'booking');
  return { state: found?.state, responses: found?.responses.map(({ response }) => response) };
}
const tasks = async (lead: Lead) => {
  const { items } = await ok<{ items: { subject: string }[] }>(grace('GET', `/api/v1/activities?record=${lead.id}`));
  return items.map(({ subject }) => subject).sort();
};
const path = () => `/hooks/whatsapp/${world.organization.publicId}`;
const tells = (body: string, signature: string | null = signed(body)) =>
  world.app.inject({
    ...{ method: 'POST', url: path(), payload: body },
    headers: {
      'content-type': 'application/json',
      ...(signature === null ? {} : { 'x-hub-signature-256': signature }),
    },
  });
const told = async (body: string): Promise<void> => {
  expect((await tells(body)).statusCode).toBe(200);
  await world.settle();
};
const theirs = ({ number }: Lead): TakenMessage => {
  const found = cloud.sentTo(number).at(-1);
  if (found === undefined) throw new Error('nothing was sent');
  return found;
};
const stand = (lead: Lead, status: string, code?: number) =>
  statusOf(theirs(lead), status, { at: world.now(), ...(code === undefined ? {} : { code }) });
const query = <Row>(statement: ReturnType<typeof sql<Row>>) =>
  world.database.organization(world.organization.seat, (tx) => tx.query<Row>(statement));

describe('C-6 before WhatsApp is set up', () => {
  it('a cadence with a WhatsApp follow-up is refused, and says where to enable it', async () => {
    const refused = await grace('POST', '/api/v1/cadences', story);
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([422, 'cadence_has_problems']);
    expect(refused.body).toContain('Settings › WhatsApp');
  });

  it('nobody but Meta is heard: no organisation is told from another', async () => {
    expect((await tells('{}')).statusCode).toBe(401);
  });
});

describe('W-1 setting it up', () => {
  it('is kept only if it works; the answer says what is wrong, and where', async () => {
    const wrong = await grace('PUT', '/api/v1/settings/whatsapp', { ...settings, token: 'expired' });
    expect([wrong.statusCode, wrong.json()]).toMatchObject([
      422,
      { code: 'whatsapp_not_working', errors: [{ path: 'body.token', code: 'token_refused' }] },
    ]);
    expect(await ok(grace('GET', '/api/v1/settings/whatsapp'))).toMatchObject({ account: null, secrets: 'none' });
  });

  it('T11 shows number, templates and the webhook’s address, and never a secret', async () => {
    const saved = await ok<object>(grace('PUT', '/api/v1/settings/whatsapp', settings));
    expect(saved).toMatchObject({
      account: { enabled: true, displayNumber: '+86 21 5555 0100', paused: null },
      secrets: 'kept',
      webhookUrl: `http://localhost:3000${path()}`,
      templates: [
        { name: 'booking', status: 'approved' },
        { name: 'picture' },
        { name: 'plain' },
        { status: 'pending' },
      ],
    });
    const shown = `${JSON.stringify(saved)}${world.log()}`;
    for (const secret of [META.token, META.appSecret, META.verifyToken]) expect(shown).not.toContain(secret);
    await ok(grace('PUT', '/api/v1/settings/whatsapp', place));
    const ada = await world.as(world.users.ada);
    expect((await ada('GET', '/api/v1/settings/whatsapp')).statusCode).toBe(403);
    const audit = await ok<{ items: { action: string }[] }>(grace('GET', '/api/v1/settings/audit-log'));
    expect(audit.items.map(({ action }) => action)).toContain('whatsapp_changed');
  });

  it('C-5, C-6: a follow-up names an approved template, its variables, a phone field', async () => {
    const problems = async (changes: object, module = 'leads') => {
      const checked = file([{ id: 'one', whatsapp: { ...whatsapp, ...changes } }], { module });
      const { problems: found } = await ok<{ problems: { code: string }[] }>(
        grace('POST', '/api/v1/cadences/check', checked),
      );
      return found.map(({ code }) => code);
    };
    expect(await problems({})).toEqual([]);
    expect(await problems({ template: 'gone' })).toEqual(['whatsapp_template_unknown']);
    expect(await problems({ template: 'waiting', variables: [] })).toEqual(['whatsapp_template_not_approved']);
    expect(await problems({ template: 'picture', variables: [] })).toEqual(['whatsapp_template_wants_more']);
    expect(await problems({ variables: ['a', 'b'] })).toEqual(['whatsapp_variables_wrong']);
    expect(await problems({ variables: ['{{ record.shoe }}'] })).toEqual(['whatsapp_field_unknown']);
    expect(await problems({ to: 'email', name: ' ' })).toEqual(['whatsapp_name_missing', 'phone_field_unknown']);
    const looked = { to: 'contact.mobile', variables: ['{{ record.name }}'] };
    expect([await problems(looked, 'deals'), await problems({ ...looked, to: 'contact.email' }, 'deals')]).toEqual([
      [],
      ['phone_field_unknown'],
    ]);
    ({ id: cadence } = await publish(grace, story));
    const { published } = await ok<{ published: CadenceFile }>(grace('GET', `/api/v1/cadences/${cadence}`));
    expect(published.followUps).toEqual(story.followUps);
  });

  it('the webhook is verified by the token that the administrator chose', async () => {
    const asks = (token: string) =>
      world.app.inject({
        url: `${path()}?hub.mode=subscribe&hub.verify_token=${encodeURIComponent(token)}&hub.challenge=115820`,
      });
    const [right, wrong] = [await asks(META.verifyToken), await asks('guessed')];
    expect([right.statusCode, right.body, right.headers['content-type']]).toEqual([200, '115820', 'text/plain']);
    expect([wrong.statusCode, wrong.body]).toEqual([403, '']);
  });
});

describe('W-1 a message and what becomes of it', () => {
  it('C-7, C-10, K-57: sent, then the ladder: the stronger response ends what the weaker began; every status is kept', async () => {
    const lead = await enrolled();
    expect(cloud.sentTo(lead.number)).toMatchObject([
      { to: lead.number, template: { name: 'booking', components: [{ parameters: [{ text: 'Li Wei' }] }] } },
    ]);
    expect(await booking(lead)).toEqual({ state: 'executed', responses: ['sent'] });
    await told(telling({ statuses: [stand(lead, 'read'), stand(lead, 'delivered')] }));
    expect((await booking(lead)).responses?.toSorted()).toEqual(['delivered', 'read', 'sent']);
    expect(await tasks(lead)).toEqual(['was-read']);
    await told(telling({ statuses: [stand(lead, 'failed', 131026)] }));
    expect(await tasks(lead)).toEqual(['failed', 'was-read']);
    const kept = await query<{ kind: string }>(sql`
      select e.kind from email_event e join delivery d on d.id = e.delivery_id where d.outcome like '131026%' order by e.id`);
    expect(kept.map(({ kind }) => kind)).toEqual(['read', 'delivered', 'failed']);
  });

  it('an answer that quotes it is on the timeline, starts its branch and ends the others; told twice it is one', async () => {
    const lead = await enrolled();
    const message = written({
      ...{ id: 'wamid.in1', from: lead.number, text: 'Yes, on Friday' },
      at: world.now(),
      quotes: theirs(lead).id,
    });
    await told(telling({ statuses: [stand(lead, 'sent')], messages: [message] }));
    await told(telling({ messages: [message] }));
    expect((await booking(lead)).responses).toEqual(expect.arrayContaining(['delivered', 'read', 'replied']));
    world.wait(3 * 24 * HOUR);
    await world.settle();
    expect(await tasks(lead)).toEqual(['answered']);
    const { items } = await ok<{ items: { kind: string }[] }>(grace('GET', `/api/v1/leads/${lead.id}/timeline`));
    expect(items.filter(({ kind }) => kind.includes('mail') || kind.includes('reply')).length).toBeGreaterThan(1);
    expect(JSON.stringify(items)).toContain('Yes, on Friday');
  });

  it('an answer without a quote is the number’s; C-8 silence starts what waits for it', async () => {
    const [talks, silent] = [await enrolled(), await enrolled()];
    await told(telling({ messages: [written({ id: 'wamid.in2', from: talks.number, text: 'OK', at: world.now() })] }));
    world.wait(2 * 24 * HOUR);
    await world.settle();
    expect([await tasks(talks), await tasks(silent)]).toEqual([['answered'], ['silent']]);
  });

  it('K-56 the provider’s clock is believed only between the sending and now', async () => {
    const lead = await enrolled();
    const at = world.now();
    await told(
      telling({
        statuses: [statusOf(theirs(lead), 'delivered', { at: 0 }), statusOf(theirs(lead), 'read', { at: at + HOUR })],
      }),
    );
    const times = await query<{ at: number }>(sql`
      select e.at from email_event e join delivery d on d.id = e.delivery_id order by e.id desc limit 2`);
    expect(times.map((one) => one.at)).toEqual([at, at]);
  });
});

describe('K-123, C-34 what WhatsApp refuses', () => {
  it('the recipient’s side is the response “failed”, and what follows it is tried; 131050 also opts out', async () => {
    const [away, leaving] = [await enrolled({ code: 131026 }), await enrolled({ code: 131050 })];
    expect([await tasks(away), await tasks(leaving)]).toEqual([['failed'], ['failed']]);
    expect((await booking(away)).responses).toEqual(['failed']);
    const again = await enrolled(null, { mobile: `+${leaving.number}` });
    expect(await booking(again)).toMatchObject({ state: 'suppressed' });
    const { id } = await createLead(grace, { last_name: 'Later', mobile: `00${away.number}` });
    cloud.behaviours.clear();
    await ok(grace('POST', `/api/v1/cadences/${cadence}/enroll`, { records: [id] }));
    await world.settle();
    expect(cloud.sentTo(away.number)).toHaveLength(1);
  });

  it('C-34 what is ours fails the enrollment, with the reason: no number, no country, a template that is gone', async () => {
    const reasons = [];
    for (const lead of [
      await enrolled(null, { mobile: null }),
      await enrolled(null, { mobile: '138 0000 0000' }),
      await enrolled({ code: 132001 }),
    ]) {
      const { status, reason } = await round(lead);
      reasons.push([status, reason?.code]);
    }
    expect(reasons).toEqual([
      ['failed', 'no_number'],
      ['failed', 'invalid_number'],
      ['failed', 'template_missing'],
    ]);
  });

  it('C-38 who is not to be called gets nothing', async () => {
    const lead = await enrolled(null, { do_not_call: true });
    expect([(await booking(lead)).state, cloud.sentTo(lead.number)]).toEqual(['suppressed', []]);
  });

  it('limits are tried again; payment pauses the channel and fails nobody, until somebody resumes it', async () => {
    const slow = await enrolled({ code: 131056 });
    cloud.behaviours.clear();
    world.wait(HOUR);
    await world.settle();
    expect(cloud.sentTo(slow.number)).toHaveLength(1);
    const unpaid = await enrolled({ code: 131042 });
    const other = await enrolled();
    expect([cloud.sentTo(other.number), (await round(unpaid)).status]).toEqual([[], 'active']);
    expect(await ok(grace('GET', '/api/v1/settings/whatsapp'))).toMatchObject({
      account: { paused: { reason: 'Details of 131042.' } },
    });
    cloud.behaviours.clear();
    expect(await ok(grace('POST', '/api/v1/settings/whatsapp/resume'))).toMatchObject({ account: { paused: null } });
    await world.settle();
    expect([cloud.sentTo(unpaid.number).length, cloud.sentTo(other.number).length]).toEqual([1, 1]);
  });

  it('a message that was taken and refused afterwards goes by the same classes', async () => {
    const [late, ours] = [await enrolled(), await enrolled()];
    await told(telling({ statuses: [stand(late, 'failed', 130429), stand(ours, 'failed', 131008)] }));
    expect([await tasks(late), (await round(ours)).status]).toEqual([[], 'failed']);
    world.wait(HOUR);
    await world.settle();
    expect(cloud.sentTo(late.number)).toHaveLength(2);
  });
});

describe('C-5 the recipient is in a record that is looked up', () => {
  it('its number is written to; do not call there suppresses; without a record or a number the round fails', async () => {
    const { id: deals } = await publish(
      grace,
      file([{ id: 'one', whatsapp: { ...whatsapp, to: 'contact.mobile', variables: ['{{ record.name }}'] } }], {
        module: 'deals',
      }),
    );
    const becomes = async (contact: object | null) => {
      const make = (module: string, values: object) =>
        ok<{ id: string }>(grace('POST', `/api/v1/${module}`, { values }));
      const known = contact === null ? null : (await make('contacts', { last_name: 'Li', ...contact })).id;
      const { id } = await make('deals', { name: 'Harbour', contact: known, stage: 'Qualification', amount: 1 });
      await ok(grace('POST', `/api/v1/cadences/${deals}/enroll`, { records: [id] }));
      await world.settle();
      const { items } = await ok<{ items: { id: string }[] }>(grace('GET', `/api/v1/deals/${id}/enrollments`));
      const { followUps, reason } = await ok<Round>(grace('GET', `/api/v1/enrollments/${items[0]?.id}`));
      return reason?.code ?? followUps[0]?.state;
    };
    const [reached, unwanted] = [mobile(), mobile()];
    expect(await becomes({ mobile: `+${reached}` })).toBe('executed');
    expect(cloud.sentTo(reached)).toMatchObject([
      { template: { components: [{ parameters: [{ text: 'Harbour' }] }] } },
    ]);
    expect(await becomes({ mobile: `+${unwanted}`, do_not_call: true })).toBe('suppressed');
    expect([await becomes({ mobile: null }), await becomes(null)]).toEqual(['no_number', 'no_number']);
    expect(cloud.sentTo(unwanted)).toEqual([]);
  });
});

describe('K-124 the process that sends dies', () => {
  /** Another process has the message, perhaps hands it over, and is heard of no more. */
  async function dies(after: 'claiming' | 'handing over'): Promise<Lead> {
    await world.settle();
    const number = mobile();
    const { id } = await createLead(grace, { last_name: 'Li Wei', mobile: `+${number}` });
    await ok(grace('POST', `/api/v1/cadences/${cadence}/enroll`, { records: [id] }));
    const { database, organization } = world;
    const at = { database, organization, definitions: keepDefinitions(), now: world.now(), limit: 10 };
    await wakeEnrollments(at);
    const sending = { ...at, whatsapp: whatsappSender(connections) };
    const [ready] = await prepareWhatsapp({ ...sending, deliveries: await claimWhatsapp(sending) });
    if (ready === undefined) throw new Error('nothing is due');
    const gate = async () => (await openGate({ ...at, knocking: [ready] })).size === 1;
    if (after === 'handing over') await ready.send(gate);
    await query(sql`
      update delivery set leased_until = clock_timestamp() - interval '1 second'
      where id = ${ready.delivery.id}::bigint`);
    for (const _turn of ['taken over', 'sent']) await world.settle();
    return { id, number };
  }
  const sent = async (lead: Lead) => [(await booking(lead)).state, cloud.sentTo(lead.number).length];

  it('before the gate: another one sends it, once', async () => {
    expect(await sent(await dies('claiming'))).toEqual(['executed', 1]);
  });

  it('after the call: it is awaited, and the webhook tells; nothing is sent twice', async () => {
    const lead = await dies('handing over');
    expect(await sent(lead)).toEqual(['claimed', 1]);
    await told(telling({ statuses: [stand(lead, 'delivered')] }));
    expect(await sent(lead)).toEqual(['executed', 1]);
  });
});

describe('K-124 no answer to the sending', () => {
  it('is settled by the status webhook: nobody has to look, nothing is sent twice', async () => {
    const lead = await enrolled('hang_up');
    expect(await booking(lead)).toMatchObject({ state: 'claimed' });
    world.wait(HOUR);
    await told(telling({ statuses: [stand(lead, 'sent')] }));
    expect([await booking(lead), cloud.sentTo(lead.number).length]).toEqual([
      { state: 'executed', responses: ['sent'] },
      1,
    ]);
  });

  it('and is parked after 24 hours of silence', async () => {
    const lead = await enrolled('hang_up');
    world.wait(23 * HOUR);
    await world.settle();
    expect(await booking(lead)).toMatchObject({ state: 'claimed' });
    world.wait(HOUR);
    await world.settle();
    expect([(await booking(lead)).state, cloud.sentTo(lead.number).length]).toEqual(['needs_review', 1]);
  });
});

describe('the webhook', () => {
  it('T15 takes nothing that isn’t signed with the app’s secret over these very bytes', async () => {
    const body = telling({
      messages: [written({ id: 'wamid.forged', from: '8613800000000', text: 'x', at: world.now() })],
    });
    const kept = () => query<{ n: number }>(sql`select count(*)::int as n from whatsapp_event`);
    const before = await kept();
    const answers = [
      await tells(body, null),
      await tells(body, signed(body, 'another')),
      await tells(`${body} `, signed(body)),
    ];
    expect([answers.map(({ statusCode }) => statusCode), await kept()]).toEqual([[401, 401, 401], before]);
  });

  it('K-58 what nobody understands is kept as it came, and answered 200', async () => {
    const strange = [
      telling({ flows: [1] }, 'flows'),
      telling({ messages: [{ id: 'm', from: '1', type: 'telepathy', text: '\u0000' }] }),
      'not json',
    ];
    for (const body of strange) expect((await tells(body)).statusCode).toBe(200);
    const kept = await query<{ kind: string }>(
      sql`select kind from whatsapp_event where raw is not null order by received_at, kind`,
    );
    expect(kept.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['flows', 'message telepathy', 'body']));
  });

  it('C-38 who stops marketing is not written to; only that person takes it back. A template that is paused says so', async () => {
    const lead = await enrolled();
    const wishes = (value: string) =>
      telling(
        { user_preferences: [{ wa_id: lead.number, category: 'marketing_messages', value, timestamp: 1 }] },
        'user_preferences',
      );
    const suppressed = async () => (await booking(await enrolled(null, { mobile: `+${lead.number}` }))).state;
    await told(wishes('stop'));
    expect(await suppressed()).toBe('suppressed');
    await told(wishes('resume'));
    expect(await suppressed()).toBe('executed');
    await told(
      telling(
        { event: 'PAUSED', message_template_name: 'plain', message_template_language: 'en' },
        'message_template_status_update',
      ),
    );
    const { items } = await ok<{ items: { name: string; status: string }[] }>(
      grace('GET', '/api/v1/whatsapp-templates'),
    );
    expect(items.find(({ name }) => name === 'plain')?.status).toBe('paused');
    expect(await ok(grace('POST', '/api/v1/settings/whatsapp/synchronise'))).toMatchObject({
      templates: { 2: { status: 'approved' } },
    });
    cloud.templates = cloud.templates.filter(({ name }) => name !== 'plain');
    world.wait(6 * HOUR);
    await world.sweep();
    const { items: fresh } = await ok<{ items: object[] }>(grace('GET', '/api/v1/whatsapp-templates'));
    expect(fresh).toHaveLength(3);
  });

  it('switched off, nothing goes out; P19 nor while the organisation stands still', async () => {
    await query(sql`update setting set standstill_since = now()`);
    const waiting = await enrolled();
    await ok(grace('PUT', '/api/v1/settings/whatsapp', { ...place, enabled: false }));
    await query(sql`update setting set standstill_since = null`);
    const lead = await enrolled();
    expect([cloud.sentTo(waiting.number), cloud.sentTo(lead.number)]).toEqual([[], []]);
    expect((await round(lead)).status).toBe('active');
  });

  it('C-6 switched off, what has WhatsApp follow-ups can be edited, not published; no more of them come in', async () => {
    const draft = `/api/v1/cadences/${cadence}/draft`;
    const renamed = { ...story, description: 'Edited meanwhile' };
    await ok(grace('PUT', draft, { file: renamed }));
    const refused = await grace('POST', `/api/v1/cadences/${cadence}/publish`, { existing: 'leave', enrolled: 'move' });
    expect(refused.json()).toMatchObject({
      ...{ status: 422, code: 'cadence_has_problems' },
      errors: [
        { path: 'followUps/booking', code: 'whatsapp_off', message: expect.stringContaining('Settings › WhatsApp') },
      ],
    });
    const more = { ...renamed, followUps: [...story.followUps, { id: 'more', whatsapp }] };
    const added = await grace('PUT', draft, { file: more });
    expect(added.json()).toMatchObject({ code: 'cadence_has_problems', errors: [{ path: 'followUps/more' }] });
    expect(await ok(grace('GET', `/api/v1/cadences/${cadence}`))).toMatchObject({
      draft: { description: 'Edited meanwhile' },
    });
  });
});
