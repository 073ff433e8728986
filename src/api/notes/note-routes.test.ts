import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE } from '#core/time/instant.ts';
import { createLead, ok } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

let world: ApiWorld;
let grace: Sender;
let ada: Sender;
let notes: string;
let lead: string;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
  ada = await world.as(world.users.ada);
  lead = (await createLead(grace, { last_name: 'Moreau' })).id;
  notes = `/api/v1/leads/${lead}/notes`;
});
afterAll(() => world.close());

type Note = { id: string; revision: number; text: string; author: { name: string } };
type Page = { items: Note[]; nextCursor: string | null };

const write = (as: Sender, text: string) => ok<Note>(as('POST', notes, { text }));

describe('notes on a record', () => {
  it('R-4 R-6 are written, listed newest first page by page, and stand in the timeline', async () => {
    for (const text of ['First', 'Second', 'Third']) {
      world.wait(MINUTE);
      await write(ada, text);
    }
    const first = await ok<Page>(grace('GET', `${notes}?limit=2`));
    expect(first.items).toMatchObject([{ text: 'Third', author: { name: 'Ada' } }, { text: 'Second' }]);
    const rest = await ok<Page>(grace('GET', `${notes}?limit=2&cursor=${first.nextCursor}`));
    expect(rest).toMatchObject({ items: [{ text: 'First' }], nextCursor: null });
    const told = await ok<{ items: object[] }>(grace('GET', `/api/v1/leads/${lead}/timeline?only=notes`));
    expect(told.items).toMatchObject([
      { kind: 'note', text: 'Third', actor: { name: 'Ada' } },
      { text: 'Second' },
      { text: 'First' },
    ]);
  });

  it('R-4 a stale change is refused and shows the other one', async () => {
    const { id } = await write(ada, 'Call on Monday');
    const changed = await ada('PATCH', `${notes}/${id}`, { text: 'Call on Tuesday', revision: 1 });
    expect(changed.headers['etag']).toBe('"2"');
    expect((await ada('PATCH', `${notes}/${id}`, { text: 'Never', revision: 1 })).json()).toMatchObject({
      ...{ status: 409, code: 'stale', current: { id, revision: 2, text: 'Call on Tuesday' } },
    });
  });

  it('U-2 only the author and administrators change and delete them; the audit log knows of a deletion', async () => {
    const { id } = await write(grace, 'Grace wrote this');
    for (const trying of [ada('PATCH', `${notes}/${id}`, { text: 'Mine' }), ada('DELETE', `${notes}/${id}`)]) {
      expect((await trying).json()).toMatchObject({ status: 403, code: 'not_the_author' });
    }
    const own = await write(ada, 'Ada wrote this');
    expect((await grace('PATCH', `${notes}/${own.id}`, { text: 'Put right' })).json()).toMatchObject({
      ...{ text: 'Put right', author: { name: 'Ada' }, revision: 2 },
    });
    expect((await grace('DELETE', `${notes}/${own.id}`)).statusCode).toBe(204);
    expect((await ada('DELETE', `${notes}/${own.id}`)).statusCode).toBe(404);
    const log = await ok<{ items: object[] }>(grace('GET', '/api/v1/settings/audit-log?limit=1'));
    expect(log.items).toMatchObject([{ action: 'note_deleted', target: { id: lead }, details: { note: own.id } }]);
  });

  it('T6 a note is reached by its own record alone', async () => {
    const { id } = await write(grace, 'Of Moreau');
    const other = await createLead(grace, { last_name: 'Okoro' });
    const contact = await ok<{ id: string }>(grace('POST', '/api/v1/contacts', { values: { last_name: 'Diaz' } }));
    const lin = await world.as(world.users.lin);
    for (const trying of [
      grace('PATCH', `/api/v1/leads/${other.id}/notes/${id}`, { text: 'x' }),
      grace('DELETE', `/api/v1/contacts/${contact.id}/notes/${id}`),
      grace('PATCH', `/api/v1/contacts/${lead}/notes/${id}`, { text: 'x' }),
      lin('PATCH', `${notes}/${id}`, { text: 'x' }),
      lin('POST', notes, { text: 'x' }),
      lin('GET', notes),
    ]) {
      expect((await trying).json()).toMatchObject({ status: 404, code: 'not_found' });
    }
  });

  it('R-3 what is no note is refused', async () => {
    for (const [text, rule] of [
      ['', 'required'],
      ['  \n ', 'required'],
      ['\u0001', 'bad_characters'],
      ['a'.repeat(32_001), 'too_long'],
    ] as const) {
      const refused = await grace('POST', notes, { text });
      expect(refused.json()).toMatchObject({ status: 422, errors: [{ path: 'body.text', code: rule }] });
    }
  });

  it('R-7 merged away with their record, they go along', async () => {
    const twin = await createLead(grace, { last_name: 'Moreau' });
    const { id } = await ok<Note>(grace('POST', `/api/v1/leads/${twin.id}/notes`, { text: 'Of the twin' }));
    await ok(grace('POST', `/api/v1/leads/${lead}/merge`, { records: [{ id: twin.id }] }));
    const { items } = await ok<Page>(grace('GET', notes));
    expect(items.map((note) => note.id)).toContain(id);
  });
});
