// P12, T6, T28: two organisations filled alike. Whatever anybody of one asks, nothing of the other comes out, and its ids
// are answered as ids that nobody has.
import type { LightMyRequestResponse } from 'fastify';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint } from '#contract/endpoint.ts';
import { type Params, paramsOf } from '#test/contract/addresses.ts';
import { type Call, callOf, perform } from '#test/contract/calls.ts';
import { type ChangeJournal, keepChangeJournal } from '#test/contract/change-journal.ts';
import { endpoints, named } from '#test/contract/endpoints.ts';
import { keyOf } from '#test/contract/fill-settings.ts';
import { type ForeignCall, foreignCalls, NOBODYS, wordCalls } from '#test/contract/foreign-calls.ts';
import { allTables, idsOf } from '#test/contract/tables.ts';
import { anHourPasses } from '#test/contract/without-limits.ts';
import { createTwins, FILLING_MS_MAX, MARKS, THEIR_NUMBERS_FROM, type Twins } from '#test/contract/twins.ts';

/** Endpoints that the walk can't get a good answer of, and where they are tried instead. */
const TRIED_ELSEWHERE: Readonly<Record<string, string>> = {
  setMyChat: 'needs a chat that answers: notices.test.ts',
  replayWebhookDelivery: 'needs a receiver: webhook-routes.test.ts',
  reviewFollowUp: 'needs a mail server that fell silent: actions/deliveries/sending.test.ts',
  ...Object.fromEntries(
    ['beginSingleSignOn', 'finishSingleSignOn', 'putSingleSignOn', 'deleteSingleSignOn'].map((id) => [
      id,
      'needs a provider: single-sign-on-routes.test.ts',
    ]),
  ),
  ...Object.fromEntries(
    ['confirmTwoFactor', 'renewRecoveryCodes', 'switchOffTwoFactor', 'putTwoFactorRequirement', 'resetTwoFactor'].map(
      (id) => [id, 'needs codes of an app: two-factor-routes.test.ts'],
    ),
  ),
};
/** Tables that stay empty in the walk, and why. */
const NOT_FILLED: Readonly<Record<string, string>> = {
  chat_hook: 'needs a chat that answers: notices.test.ts',
  chat_message: 'needs a chat that answers: notices.test.ts',
  parked_enrollment: 'needs a bug of ours',
  webhook_attempt: 'needs a receiver: actions/webhooks',
  search_index: 'only while an index is built',
  bounce_tally: 'needs mail that really went out by an account: mail-story.test.ts',
};

let twins: Twins;
let journal: ChangeJournal;
/** What must not come out: the mark and every id of the other organisation. */
let canaries: ReadonlySet<string>;
/** A few ids of everything that the other organisation has. */
let foreign: { readonly uuids: readonly string[]; readonly numbers: readonly string[] };
const answered = new Set<string>();

beforeAll(async () => {
  twins = await createTwins();
  const { database, elsewhere } = twins.world;
  const all = await idsOf(database, elsewhere, { which: 'all', from: THEIR_NUMBERS_FROM });
  canaries = new Set([...all.uuids, ...all.numbers]);
  foreign = await idsOf(database, elsewhere, { which: 'one_of_each', from: THEIR_NUMBERS_FROM });
  journal = await keepChangeJournal(database);
}, FILLING_MS_MAX);
afterAll(() => twins.world.close());

afterEach(async () => {
  const { elsewhere, users } = twins.world;
  const theirs = (await journal.take()).filter(
    ({ schema, row }) =>
      schema === elsewhere.seat.schema || row['organization_id'] === elsewhere.id || row['user_id'] === users.lin.id,
  );
  expect(theirs, 'nothing of the other organisation is changed').toEqual([]);
});

/** In every byte of an answer, what the request itself said left out. */
function foundIn({ body, headers }: LightMyRequestResponse, said = ''): string[] {
  const text = body + JSON.stringify(headers);
  const words = text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b\d{10,}\b/g) ?? [];
  const ids = words.filter((word) => canaries.has(word) && !said.includes(word));
  const names = [MARKS.theirs, 'Lin', 'lin@sales', 'Elsewhere', 'hello@elsewhere'].filter(
    (name) => !said.includes(name),
  );
  const marks = names.flatMap((name) => new RegExp(`.{0,40}\\b${name}\\b.{0,40}`).exec(text) ?? []);
  return [...ids, ...marks];
}

/** What an answer tells of the id or word that was asked by. What was made has an id and times of its own. */
function toldOf({ statusCode: status, body }: LightMyRequestResponse, asked: string) {
  const same = body.replaceAll(asked, '#').replace(/"requestId":"[^"]*"/, '');
  return { status, told: status < 300 ? same.replace(UUIDS_AND_NUMBERS, '~') : same };
}

const UUIDS_AND_NUMBERS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+/g;

const order = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const inOrder = [...endpoints].sort((one, other) => order.indexOf(one.method) - order.indexOf(other.method));

it('P12: every table has something of both in it', async () => {
  const { database, organization, elsewhere } = twins.world;
  const empty = await database.owner(async (tx) => {
    const found: string[] = [];
    for (const { schema, name } of await allTables(database)) {
      if (schema !== organization.seat.schema && schema !== elsewhere.seat.schema) continue;
      const rows = await tx.query(sql`select from ${sql.id(schema, name)} limit 1`);
      if (rows.length === 0 && NOT_FILLED[name] === undefined) found.push(`${schema}.${name}`);
    }
    return found;
  });
  expect(empty, 'fill them in test/contract/fill-organization.ts').toEqual([]);
});

describe('P12: asked as it is meant', () => {
  it.each(named(inOrder))('%s answers with nothing of the other organisation', async (id, endpoint) => {
    const response = await perform(endpoint, await callOf(endpoint, twins.ours), twins.ours);
    expect(foundIn(response)).toEqual([]);
    if (TRIED_ELSEWHERE[id] !== undefined) return;
    expect(
      response.statusCode,
      `it needs an example in test/contract/examples.ts: ${response.body.slice(0, 500)}`,
    ).toBeLessThan(300);
    answered.add(id);
  });
});

type Wanted = Pick<ForeignCall, 'what' | 'isAddress' | 'kind'> & {
  /** What stands at their own thing's address. */
  readonly theirs: Params;
  readonly endpoint: Endpoint;
};

/** In an address their own thing's id and some of other things', each time others; elsewhere one of each kind of thing. */
function foreignIds({ what, isAddress, kind, theirs, endpoint }: Wanted): readonly string[] {
  const all = foreign[kind];
  const own = theirs[what.replace('params.', '')];
  if (!isAddress || own === undefined || !canaries.has(own)) return all;
  const from = endpoints.indexOf(endpoint);
  return [own, ...Array.from({ length: 4 }, (_, index) => all[(from * 4 + index) % all.length] ?? own)];
}

describe('T6: asked by what only the other organisation has', () => {
  it.each(named(inOrder))('%s knows no id of it', async (_id, endpoint) => {
    const call = await callOf(endpoint, twins.ours);
    const ask = (asked: Call) => perform(endpoint, asked, twins.ours);
    const theirs: Params = await paramsOf(endpoint.path, twins.theirs.send).catch(() => ({}));
    for (const { what, isAddress, kind, withId } of foreignCalls(endpoint, call)) {
      const [before, compared] = NOBODYS[kind];
      await ask(withId(before));
      const nobody = toldOf(await ask(withId(compared)), compared);
      for (const id of foreignIds({ what, isAddress, kind, theirs, endpoint })) {
        anHourPasses();
        const response = await ask(withId(id));
        expect({ what, id, ...toldOf(response, id) }).toEqual({ what, id, ...nobody });
        if (isAddress) expect([what, id, response.statusCode]).toEqual([what, id, nobody.status === 409 ? 409 : 404]);
        expect(foundIn(response, id)).toEqual([]);
      }
    }
  });
});

it('P12: every route was walked', () => {
  const missed = endpoints.map(({ id }) => id).filter((id) => !answered.has(id) && TRIED_ELSEWHERE[id] === undefined);
  expect({ routes: endpoints.length, missed }).toEqual({ routes: endpoints.length, missed: [] });
});

it('T28: of two hundred requests at once each gets its own organisation’s answer', async () => {
  const urls = [
    '/api/v1/leads?limit=200',
    '/api/v1/templates',
    '/api/v1/cadences',
    '/api/v1/views',
    '/api/v1/settings/users',
  ];
  const ask = async (filling: Twins['ours'], url: string) => {
    const { body } = await filling.send('GET', url);
    return Object.values(MARKS).filter((mark) => body.includes(mark) && mark !== filling.mark);
  };
  const rounds = Array.from({ length: 20 }, () => urls).flat();
  const leaks = await Promise.all(rounds.flatMap((url) => [ask(twins.ours, url), ask(twins.theirs, url)]));
  expect(leaks.flat()).toEqual([]);
});

it('P12, P14: a key of one organisation’s request is new in the other', async () => {
  const once = { url: '/api/v1/leads', payload: JSON.stringify({ values: { last_name: 'Walked' } }) };
  const headers = { 'content-type': 'application/json', 'idempotency-key': keyOf(MARKS.theirs) };
  const response = await twins.ours.post({ ...once, headers });
  expect(response.statusCode).toBe(201);
  expect(response.headers['idempotency-replayed']).toBeUndefined();
  expect(foundIn(response)).toEqual([]);
});

// Last: what it makes is called like things of the other organisation.
it.each(named(inOrder.filter(({ method }) => method === 'GET' || method === 'POST')))(
  'T6: %s knows no name of the other organisation’s things',
  async (_id, endpoint) => {
    const call = await callOf(endpoint, twins.ours);
    const ask = (asked: Call) => perform(endpoint, asked, twins.ours);
    for (const { what, theirs, nobodys, withWord } of wordCalls(endpoint, call, MARKS.theirs)) {
      anHourPasses();
      const [before, compared] = nobodys;
      await ask(withWord(before));
      const nobody = toldOf(await ask(withWord(compared)), compared);
      const response = await ask(withWord(theirs));
      const told = toldOf(response, theirs);
      if (told.status < 300) expect([what, theirs, told.status]).toEqual([what, theirs, nobody.status]);
      else expect({ what, theirs, ...told }).toEqual({ what, theirs, ...nobody });
    }
  },
);
