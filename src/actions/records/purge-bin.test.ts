import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attachFile } from '#actions/attachments/attach-file.ts';
import { addNote } from '#actions/notes/notes.ts';
import { createRecord } from '#actions/records/create-record.ts';
import { deleteRecord } from '#actions/records/delete-record.ts';
import { purgeBin } from '#actions/records/purge-bin.ts';
import { restoreRecord } from '#actions/records/recycle-bin.ts';
import type { CrmRecord } from '#core/records/field.ts';
import { DAY } from '#core/time/instant.ts';
import { keepFilesIn } from '#storage/files/local-files.ts';
import { postgresServers } from '#test/database.ts';
import { cadence, email, type Office, openOffice } from '#test/office.ts';
import { makeThrowAwayFolder, type ThrowAwayFolder } from '#test/throw-away-folder.ts';
import { Readable } from 'node:stream';

describe.each(postgresServers())('the end of the recycle bin on $name', (server) => {
  let office: Office;
  let folder: ThrowAwayFolder;
  beforeAll(async () => {
    office = await openOffice(server);
    folder = await makeThrowAwayFolder();
  });
  afterAll(async () => {
    await office?.close();
    await folder?.remove();
  });

  const purgeNow = (limit = 100) => {
    const { database, organization } = office.world;
    return purgeBin({ database, seat: organization.seat, now: office.now, limit });
  };
  async function make(module: string, values: object): Promise<CrmRecord> {
    const created = await createRecord(office.acting, { module, values: { ...values } });
    if (created.kind !== 'created') throw new Error(JSON.stringify(created));
    return created.record;
  }
  const bin = ({ module, publicId: record }: CrmRecord) =>
    deleteRecord(office.acting, { module, record, revision: null });
  async function rowsOf(table: string, record: CrmRecord): Promise<number> {
    const [row] = await office.query<{ n: number }>(
      sql`select count(*)::int as n from ${sql.table(table)} where record_id = ${record.id}::bigint`,
    );
    return row?.n ?? 0;
  }
  const isThere = async ({ module, id }: CrmRecord) =>
    (await office.query(sql`select from ${sql.table(`m_${module}`)} where id = ${id}::bigint`)).length === 1;

  it('R-4 60 days after its deletion a record is gone with all that belongs to it, not a minute before', async () => {
    const letters = await office.apply(cadence('Letters', { followUps: [email('hello')], unenroll: [] }));
    const lead = await office.lead('Ada');
    const other = await office.lead('Ben');
    await office.enrollAll(letters, [lead, other]);
    await office.settle();
    await office.replies(lead, 'hello');
    const about = { module: 'leads', record: lead.publicId };
    await addNote(office.acting, { ...about, text: 'Wants it in blue' });
    const filing = { ...office.acting, files: keepFilesIn(folder.path) };
    await attachFile(filing, { ...about, name: 'plan.txt', bytes: Readable.from([Buffer.from('plan')]) });
    await bin(lead);
    office.skip(60, 'days');
    office.skip(-1, 'minutes');
    expect(await purgeNow()).toBe(0);
    expect(await restoreRecord(office.acting, about)).toMatchObject({ kind: 'restored' });
    await bin(lead);
    await office.passUntil(office.now + 60 * DAY);
    expect(await purgeNow()).toBe(1);
    expect(await isThere(lead)).toBe(false);
    expect(await isThere(other)).toBe(true);
    for (const table of ['record_event', 'note', 'inbound_message', 'activity']) {
      expect([table, await rowsOf(table, lead)]).toEqual([table, 0]);
    }
    expect(await office.mailbox(lead)).toEqual([]);
    expect(await office.got(other)).toEqual(['hello']);
    const files = await office.query(sql`select state from attachment where record_id = ${lead.id}::bigint`);
    expect(files).toEqual([{ state: 'removed' }]);
    // Figures are made of codes and numbers, which stay.
    expect((await office.report(letters)).followUps[0]).toMatchObject({ executed: 2 });
    const [entry] = await office.query(sql`select action, details from audit_entry order by id desc limit 1`);
    expect(entry).toEqual({ action: 'records_purged', details: { module: 'leads', records: 1 } });
  });

  it('R-4 lookups that led there become empty, and the parts of what is gone go with it', async () => {
    const account = await make('accounts', { name: 'Harbour' });
    const contact = await make('contacts', { last_name: 'Okoro', account: account.publicId });
    const quote = await make('quotes', { name: 'Offer', account: account.publicId });
    const line = await make('quote_lines', { quote: quote.publicId, name: 'Crane', unit_price: '1' });
    await bin(account);
    await bin(quote);
    office.skip(60, 'days');
    await purgeNow();
    expect([await isThere(account), await isThere(quote), await isThere(line)]).toEqual([false, false, false]);
    const [row] = await office.query(sql`select account from m_contacts where id = ${contact.id}::bigint`);
    expect(row).toEqual({ account: null });
  });

  it('R-4 some at a time, those deleted first, until nothing is left', async () => {
    const products = [await make('products', { name: 'A' }), await make('products', { name: 'B' })];
    for (const product of products) {
      await bin(product);
      office.skip(1, 'minutes');
    }
    office.skip(60, 'days');
    expect(await purgeNow(1)).toBe(1);
    expect(await Promise.all(products.map(isThere))).toEqual([false, true]);
    expect([await purgeNow(1), await purgeNow(1)]).toEqual([1, 0]);
  });

  it('R-4 the worker does it by itself', async () => {
    const product = await make('products', { name: 'C' });
    await bin(product);
    office.skip(60 * 24 * 60 + 1, 'minutes');
    await office.steps.sweep(office.world.organization);
    expect(await isThere(product)).toBe(false);
  });
});
