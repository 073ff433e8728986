// P13, U-2: every endpoint about one record × who asks × whose record it is × how open the module is. A new endpoint is in it by
// itself; one that can't be called without more than a record says so and wants a line in `calls`.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint } from '#contract/endpoint.ts';
import type { SharingLevel } from '#core/access/sharing.ts';
import { createLead, ok } from '#test/api-cadences.ts';
import { openSalesOffice, type Person, type SalesOffice } from '#test/sales-office.ts';
import { endpoints } from '#test/contract/endpoints.ts';

let office: SalesOffice;
beforeAll(async () => {
  office = await openSalesOffice();
});
afterAll(() => office.world.close());

type Named = { readonly id: string };
type Call = { readonly path?: string; readonly body?: object | string };
type Owned = { readonly owner: Person; readonly lead: string };

const url = (lead: string) => `/api/v1/leads/${lead}`;

/** What a call needs beyond the record; made by its owner. */
const calls: Readonly<Record<string, (owned: Owned) => Call | Promise<Call>>> = {
  updateRecord: () => ({ body: { values: { city: 'Kiel' } } }),
  restoreRecord: async ({ owner, lead }) => {
    await ok(office.as[owner]('DELETE', url(lead)));
    return {};
  },
  getMail: ({ lead }) => ({ path: `${url(lead)}/mails/sent/1` }),
  createNote: () => ({ body: { text: 'Called' } }),
  updateNote: async (owned) => ({ path: await noteOf(owned), body: { text: 'Called twice' } }),
  deleteNote: async (owned) => ({ path: await noteOf(owned) }),
  createAttachment: ({ lead }) => ({ path: `${url(lead)}/attachments?name=a.txt`, body: 'a' }),
  downloadAttachment: async (owned) => ({ path: `${await attachmentOf(owned)}/content` }),
  deleteAttachment: async (owned) => ({ path: await attachmentOf(owned) }),
  previewMerge: async ({ owner }) => ({ body: { records: [await leadOf(owner)] } }),
  mergeRecords: async ({ owner }) => ({ body: { records: [{ id: await leadOf(owner) }] } }),
  convertLead: () => ({ body: { account: null, contact: { values: {} }, deal: null } }),
};

/** Notes are their authors’ to change, whatever becomes of the record. */
const AUTHORS_ONLY: ReadonlySet<string> = new Set(['updateNote', 'deleteNote']);
/** Of mails that there are none: whoever sees the record is told so. */
const NOTHING_THERE: ReadonlySet<string> = new Set(['getMail']);

async function leadOf(owner: Person): Promise<string> {
  return (await createLead(office.as[owner], { last_name: 'Matrix', email: 'matrix@buyers.invalid' })).id;
}

async function noteOf({ owner, lead }: Owned): Promise<string> {
  const { id } = await ok<Named>(office.as[owner]('POST', `${url(lead)}/notes`, { text: 'A note' }));
  return `${url(lead)}/notes/${id}`;
}

async function attachmentOf({ owner, lead }: Owned): Promise<string> {
  const answer = await send(owner, { method: 'POST', path: `${url(lead)}/attachments?name=b.txt`, body: 'b' });
  return `${url(lead)}/attachments/${answer.json<Named>().id}`;
}

type Sent = { readonly method: Endpoint['method']; readonly path: string; readonly body?: object | string | undefined };

/** A text is a file. */
async function send(person: Person, { method, path, body }: Sent) {
  if (typeof body !== 'string') return office.as[person](method, path, body);
  const cookies = { cadenza_session: await office.world.sessionOf(office.users[person]) };
  const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/octet-stream' };
  return office.world.app.inject({ method, url: path, headers, cookies, payload: body });
}

const aboutOneRecord = endpoints
  .filter(({ path }) => /^\/api\/v1\/(:module|leads)\/:id(\/|$)/.test(path))
  .map((endpoint) => [endpoint.id, endpoint] as const);

const askers = ['grace', 'vera', 'ada', 'bo', 'max'] as const;
const above: Readonly<Record<string, readonly Person[]>> = { vera: ['ada', 'bo'] };

function reaches(asker: Person, owner: Person): boolean {
  return asker === 'grace' || asker === owner || above[asker]?.includes(owner) === true;
}

type Expected = 'done' | 'scope_missing' | 'not_found' | 'record_not_yours' | 'not_the_author';

function needsMore(access: Endpoint['access'], asker: Person): boolean {
  return access === 'admin' && asker !== 'grace';
}

function expectedOf({ id, method, access }: Endpoint, level: SharingLevel, asker: Person): Expected {
  if (needsMore(access, asker)) return 'scope_missing';
  const sees = level !== 'private' || reaches(asker, 'ada');
  if (!sees || NOTHING_THERE.has(id)) return 'not_found';
  if (method === 'GET') return 'done';
  if (AUTHORS_ONLY.has(id)) return asker === 'ada' || asker === 'grace' ? 'done' : 'not_the_author';
  return level === 'write' || reaches(asker, 'ada') ? 'done' : 'record_not_yours';
}

/** Of another organisation. */
function elsewhere({ access }: Endpoint, asker: Person): Expected {
  return needsMore(access, asker) ? 'scope_missing' : 'not_found';
}

async function outcome(endpoint: Endpoint, asker: Person, owner: Person): Promise<string> {
  const owned = { owner, lead: await leadOf(owner) };
  const { path = endpoint.path.replace(':module', 'leads').replace(':id', owned.lead), body } =
    (await calls[endpoint.id]?.(owned)) ?? {};
  const answer = await send(asker, { method: endpoint.method, path, body });
  return answer.statusCode < 300 ? 'done' : answer.json<{ code: string }>().code;
}

describe.each(['private', 'read', 'write'] as const)('U-2 P13 leads that are %s', (level) => {
  beforeAll(() => office.setDefault('leads', level));

  it.each(aboutOneRecord)('%s: own, another’s, another organisation’s', async (_id, endpoint) => {
    const answers: string[] = [];
    const expected: string[] = [];
    for (const asker of askers) {
      answers.push(`${asker} → ada: ${await outcome(endpoint, asker, 'ada')}`);
      expected.push(`${asker} → ada: ${expectedOf(endpoint, level, asker)}`);
    }
    for (const asker of ['grace', 'ada'] as const) {
      answers.push(`${asker} → lin: ${await outcome(endpoint, asker, 'lin')}`);
      expected.push(`${asker} → lin: ${elsewhere(endpoint, asker)}`);
    }
    expect(answers).toEqual(expected);
  });
});
