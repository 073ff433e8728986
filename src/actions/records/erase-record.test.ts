import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attachFile } from '#actions/attachments/attach-file.ts';
import { addNote } from '#actions/notes/notes.ts';
import { deleteRecord } from '#actions/records/delete-record.ts';
import { eraseRecord } from '#actions/records/erase-record.ts';
import { readRecord } from '#actions/records/read-record.ts';
import { listRecycleBin, restoreRecord } from '#actions/records/recycle-bin.ts';
import type { CrmRecord } from '#core/records/field.ts';
import { keepFilesIn } from '#storage/files/local-files.ts';
import { postgresServers } from '#test/database.ts';
import { type Applied, cadence, email, type Office, openOffice } from '#test/office.ts';
import { makeThrowAwayFolder, type ThrowAwayFolder } from '#test/throw-away-folder.ts';

describe.each(postgresServers())('erasing for good on $name', (server) => {
  let office: Office;
  let folder: ThrowAwayFolder;
  let letters: Applied;
  beforeAll(async () => {
    office = await openOffice(server);
    folder = await makeThrowAwayFolder();
    letters = await office.apply(cadence('Letters', { followUps: [email('hello')], unenroll: [] }));
  });
  afterAll(async () => {
    office.atTheGate = {};
    await office?.close();
    await folder?.remove();
  });

  const wanted = ({ publicId: record }: CrmRecord) => ({ module: 'leads', record });
  const erase = (record: CrmRecord) => eraseRecord(office.acting, wanted(record));

  /** The tables of the organisation that hold this text anywhere, in any case. */
  async function tablesWith(text: string): Promise<string[]> {
    const { schema } = office.world.organization.seat;
    const tables = await office.query<{ name: string }>(
      sql`select table_name as name from information_schema.tables where table_schema = ${schema} order by 1`,
    );
    const held = await Promise.all(
      tables.map(({ name }) =>
        office.world.database.owner((tx) =>
          tx.query(sql`select from ${sql.id(schema, name)} t where to_jsonb(t)::text ilike ${`%${text}%`} limit 1`),
        ),
      ),
    );
    return tables.flatMap(({ name }, index) => (held[index]?.length === 1 ? [name] : []));
  }

  it('K-101 asked while the message is with the server: no dot, and nothing anywhere tells of the person any more', async () => {
    const lead = await office.lead('Quillon', { phone: '+33 1 70 18 99 61' });
    await addNote(office.acting, { ...wanted(lead), text: 'Quillon wants it in blue' });
    const filing = { ...office.acting, files: keepFilesIn(folder.path) };
    await attachFile(filing, { ...wanted(lead), name: 'Quillon.txt', bytes: Readable.from([Buffer.from('plan')]) });
    let wasPassed: boolean | null = null;
    office.atTheGate = {
      before: async () => {
        await erase(lead);
      },
      after: async (_, passed) => void (wasPassed = passed),
    };
    await office.enroll(letters, lead);
    await office.settle();
    office.atTheGate = {};
    expect(wasPassed).toBe(false);
    expect(await office.status(lead, letters)).toBe('unenrolled: record_deleted');
    expect(await tablesWith('quillon')).not.toEqual([]);
    await office.steps.sweep(office.world.organization);
    expect(await tablesWith('quillon')).toEqual(['attachment']);
    expect(await tablesWith('1 70 18 99 61')).toEqual([]);
    const files = await office.query(sql`select state from attachment where record_id = ${lead.id}::bigint`);
    expect(files).toEqual([{ state: 'removed' }]);
    expect((await office.report(letters)).enrolled).toBe(1);
  });

  it('K-101 it holds for what was sent and answered too, and for a record in the recycle bin', async () => {
    const lead = await office.lead('Marchetti');
    await office.enroll(letters, lead);
    await office.settle();
    await office.replies(lead, 'hello');
    await deleteRecord(office.acting, { ...wanted(lead), revision: null });
    expect(await erase(lead)).toEqual({ kind: 'erased' });
    await office.settle();
    await office.steps.sweep(office.world.organization);
    expect(await tablesWith('marchetti')).toEqual([]);
  });

  it('K-101 from that moment nobody finds it or brings it back, and others stay', async () => {
    const lead = await office.lead('Gone');
    const other = await office.lead('Stays');
    expect(await erase(lead)).toEqual({ kind: 'erased' });
    const missing = { kind: 'refused', reason: 'not_found' };
    expect(await erase(lead)).toEqual(missing);
    expect(await readRecord(office.acting, wanted(lead))).toMatchObject(missing);
    expect(await restoreRecord(office.acting, wanted(lead))).toEqual(missing);
    const bin = await listRecycleBin(office.acting, { module: 'leads', before: null, limit: 50 });
    expect(bin).toMatchObject({ items: [] });
    await office.steps.sweep(office.world.organization);
    expect(await readRecord(office.acting, wanted(other))).toMatchObject({ kind: 'found' });
  });

  it('K-102 K-101 what was merged into it is the same person, and goes with it', async () => {
    const kept = await office.lead('Vandermeer');
    const merged = await office.lead('Vandermeer-Ost');
    await office.merges(kept, [merged]);
    await erase(kept);
    await office.settle();
    await office.steps.sweep(office.world.organization);
    expect(await tablesWith('vandermeer')).toEqual([]);
  });
});
