// One cadence's whole life, by the API alone, with the worker's real steps in between.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY, HOUR } from '#core/time/instant.ts';
import { type Answered, featureAdoption, ok } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

let world: ApiWorld;
let grace: Sender;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
});
afterAll(() => world.close());

const CSV = `First name,Last name,Email,Do not email
Ada,Moreau,ada@moreau.invalid,
Ben,Okoro,ben@okoro.invalid,
伟,陈,chen@weidong.invalid,
Dora,Silva,dora@silva.invalid,yes
Eve,Nowhere,not an address,
`;

type Page<T> = { items: T[] };
type Message = { id: string; recipient: string; subject: string };
type Round = { id: string; status: string; record: { id: string; name: string }; next: object | null; current: object };

async function importCsv(): Promise<object> {
  const headers = { 'content-type': 'text/csv', 'sec-fetch-site': 'same-origin' };
  const cookies = { cadenza_session: await world.sessionOf(world.users.grace) };
  const url = '/api/v1/leads/import?duplicates=skip&key=email';
  return ok(world.app.inject({ method: 'POST', url, headers, cookies, payload: CSV }));
}

it('C-20, C-41, C-80: import → view → cadence → enroll → mail → click → call → history in words → report', async () => {
  // A file with one bad row.
  const imported = await importCsv();
  expect(imported).toMatchObject({
    read: 5,
    created: 4,
    failed: 1,
    errors: [{ row: 6, field: 'email', code: 'not_an_email' }],
  });
  expect(await importCsv()).toMatchObject({ created: 0, skipped: 4, failed: 1 });

  // A view of those with an address.
  const criteria = { field: 'email', is_not_empty: true };
  const view = await ok<{ id: string }>(grace('POST', '/api/v1/views', { name: 'With address', criteria }));
  const listed = await ok<{ items: object[]; count: object }>(grace('GET', `/api/v1/leads?view=${view.id}&count=true`));
  expect(listed.count).toEqual({ count: 4, exact: true });

  // A cadence, checked and published.
  const made = await ok<{ id: string; problems: object[]; status: string }>(
    grace('POST', '/api/v1/cadences', featureAdoption()),
  );
  expect(made).toMatchObject({
    status: 'draft',
    problems: [],
    activeEnrollments: 0,
    draft: { name: 'Feature adoption' },
  });
  const cadence = `/api/v1/cadences/${made.id}`;
  const published = await ok(grace('POST', `${cadence}/publish`, { existing: 'leave', enrolled: 'move' }));
  expect(published).toMatchObject({ status: 'active', version: 1, draft: null, published: { module: 'leads' } });

  // Everybody in the view.
  const enrolled = await ok<Answered>(grace('POST', `${cadence}/enroll`, { view: view.id }));
  expect(enrolled).toMatchObject({ kind: 'answered', counts: { enrolled: 4, skipped: 0 } });
  await world.settle();

  // Three messages; none to Dora, who wants none.
  const { items: messages } = await ok<Page<Message>>(grace('GET', '/api/v1/development-mailbox/messages'));
  expect(messages.map(({ recipient }) => recipient).sort()).toEqual([
    'ada@moreau.invalid',
    'ben@okoro.invalid',
    'chen@weidong.invalid',
  ]);
  const of = (recipient: string) => {
    const message = messages.find((each) => each.recipient.startsWith(recipient));
    return `/api/v1/development-mailbox/messages/${message?.id}`;
  };
  const read = await ok<{ links: string[] }>(grace('GET', of('ada')));
  expect(read).toMatchObject({ subject: 'What is new, Moreau', canOpen: true, canUnsubscribe: true });
  expect(read.links[0]).toContain('/t/c/');

  // An hour later Ada clicks, Ben replies; Chen does nothing.
  world.wait(HOUR);
  await ok(grace('POST', `${of('ada')}/click`, { link: 0 }));
  await ok(grace('POST', `${of('ben')}/reply`, { text: 'Yes, please.' }));
  await world.settle();

  // A call appears, and is completed.
  const { items: calls } = await ok<Page<{ id: string; record: object }>>(
    grace('GET', '/api/v1/activities?mine=true&state=open'),
  );
  expect(calls).toMatchObject([{ kind: 'call', status: 'scheduled', record: { name: 'Ada Moreau' } }]);
  const call = `/api/v1/activities/${calls[0]?.id}`;
  expect(await ok(grace('PATCH', call, { result: 'interested' }))).toMatchObject({
    status: 'completed',
    result: 'interested',
  });
  await world.settle();
  expect(await ok(grace('GET', '/api/v1/activities?mine=true&state=open'))).toMatchObject({ items: [] });

  // Three days after the first, Chen gets the second message.
  const { items: rounds } = await ok<Page<Round>>(grace('GET', `${cadence}/enrollments`));
  const roundOf = (name: string) => rounds.find(({ record }) => record.name === name);
  expect(roundOf('Ada Moreau')).toMatchObject({
    status: 'completed',
    current: { followUp: 'call', state: 'executed' },
  });
  expect(roundOf('Ben Okoro')).toMatchObject({ status: 'unenrolled', reason: { code: 'rule', rule: 'replied' } });
  expect(roundOf('陈伟')).toMatchObject({
    status: 'active',
    next: null,
    current: { followUp: 'update', state: 'executed' },
  });
  world.wait(3 * DAY);
  await world.settle();
  const later = await ok<Page<Message>>(grace('GET', '/api/v1/development-mailbox/messages?limit=1'));
  expect(later.items).toMatchObject([{ recipient: 'chen@weidong.invalid', subject: 'Did you see it?' }]);

  // The history says why, in both languages.
  expect(await sentencesOf(roundOf('Ada Moreau')?.id, 'en')).toEqual([
    'Enrolled (in bulk).',
    '“Update” was scheduled as a first follow-up, due 2 Mar 2026, 10:00.',
    '“Update” was due and handed over to be carried out.',
    '“Update” was carried out.',
    'Response to “Update”: sent.',
    'Response to “Update”: opened.',
    'Response to “Update”: clicked.',
    '“Guide {{ record.last_name }}” was scheduled because of: clicked, due 2 Mar 2026, 11:00.',
    '“Guide {{ record.last_name }}” was due and handed over to be carried out.',
    '“Guide {{ record.last_name }}” was carried out.',
    'Response to “Guide {{ record.last_name }}”: scheduled.',
    'Completed: nothing is left to happen.',
    'Response to “Guide {{ record.last_name }}”: completed.',
    'Response to “Guide {{ record.last_name }}”: result “interested”.',
  ]);
  expect(await sentencesOf(roundOf('Ben Okoro')?.id, 'zh')).toContain('已释放：按规则“replied”。');

  // And the figures add up.
  const report = await ok<{ states: Record<string, number> }>(grace('GET', `${cadence}/report`));
  expect(report).toMatchObject({
    enrolled: 4,
    states: { completed: 2, unenrolled: 1, active: 1 },
    unenrolledByRule: [{ rule: 'replied', goal: true, enrollments: 1 }],
    goalMet: 1,
  });
  expect(Object.values(report.states).reduce((sum, count) => sum + count, 0)).toBe(4);
});

async function sentencesOf(enrollment: string | undefined, language: string): Promise<string[]> {
  const headers = { 'accept-language': language };
  const cookies = { cadenza_session: await world.sessionOf(world.users.grace) };
  const url = `/api/v1/enrollments/${enrollment}/history`;
  const { items } = await ok<Page<{ sentence: string }>>(world.app.inject({ method: 'GET', url, headers, cookies }));
  return items.map(({ sentence }) => sentence);
}
