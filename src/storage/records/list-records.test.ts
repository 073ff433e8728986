import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Criteria } from '#core/criteria/criteria.ts';
import { evaluate } from '#core/criteria/evaluate.ts';
import type { FieldValue } from '#core/records/field.ts';
import { fold } from '#core/records/fold.ts';
import type { Tx } from '#storage/db.ts';
import { MONDAY, makeWorld, type World } from '#test/cast.ts';
import { postgresServers } from '#test/database.ts';
import { type Catalogue, loadCatalogue } from './catalogue.ts';
import { type Cursor, isSortable, type Matches, readCursor, type Sort, writeCursor } from './list-order.ts';
import { listRecords, type RecordPage } from './list-records.ts';
import { countAll, countRecords, loadRecords, loadValues, selectIds } from './read-records.ts';
import { insertRecords } from './write-records.ts';

const context = { now: MONDAY, zone: 'Asia/Shanghai' };
const statuses = [null, 'New', 'Contacted', 'Not interested'];
const names = ['Zoë', 'zoe', 'ab', 'AB', 'ａｂ', '王', '陈', 'Émile', 'emile', '_x', 'x'];

describe.each(postgresServers())('lists on $name', (server) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(server);
    await inLeads(async (tx, catalogue) => {
      const rows = Array.from({ length: 330 }, (_, index) => ({
        last_name: names[index % names.length] ?? null,
        city: index % 3 === 0 ? null : `City ${index % 7}`,
        employees: index % 5 === 0 ? null : (index * 7919) % 100,
        annual_revenue: index % 4 === 0 ? null : `${index % 13}.5`,
        lead_status: statuses[index % 4] ?? null,
        do_not_email: index % 2 === 0,
        owner: index % 2 === 0 ? world.mei.publicId : null,
      }));
      const by = { actor: world.mei, at: MONDAY, cause: { kind: 'user' } } as const;
      const inserted = await insertRecords(tx, catalogue, rows, by);
      const ids = inserted.map(({ id }) => Number(id));
      expect(ids).toEqual([...ids].sort((a, b) => a - b));
    });
  });
  afterAll(() => world?.drop());

  function inLeads<T>(work: (tx: Tx, catalogue: Catalogue) => Promise<T>): Promise<T> {
    return world.database.organization(world.organization.seat, async (tx) => {
      const catalogue = await loadCatalogue(tx, 'leads');
      if (catalogue === null) throw new Error('no leads');
      return work(tx, catalogue);
    });
  }

  type Wanted = { readonly sort: Sort | null; readonly criteria?: Criteria; readonly matches?: Matches };

  async function wholeList(tx: Tx, catalogue: Catalogue, { sort, criteria, matches = 'few' }: Wanted) {
    const records = [];
    let cursor: Cursor | null = null;
    for (let page = 0; page < 20; page++) {
      const query = { criteria: criteria ?? null, sort, cursor, matches, limit: 37, context };
      const { records: some, next }: RecordPage = await listRecords(tx, catalogue, query);
      records.push(...some);
      if (next === null) return records;
      cursor = readCursor(writeCursor(next), catalogue, sort);
      expect(cursor).toEqual(next);
    }
    throw new Error('the list does not end');
  }

  const bothWays = [false, true].flatMap((descending) => [[descending, 'few'] as const, [descending, 'many'] as const]);
  const sorts = ['last_name', 'city', 'employees', 'annual_revenue', 'do_not_email', 'created_at', 'owner'];
  it.each(sorts)('V-3 pages by %s show every record once, in order, empty ones last', async (field) => {
    await inLeads(async (tx, catalogue) => {
      for (const [descending, matches] of bothWays) {
        const all = await wholeList(tx, catalogue, { sort: { field, descending }, matches });
        expect(new Set(all.map(({ id }) => id)).size).toBe(330);
        const values = all.map(({ values }) => comparable(field, values[field] ?? null));
        const sorted = [...values].sort((a, b) => order(a, b, descending));
        expect(values).toEqual(sorted);
      }
    });
  });

  it('V-3 without a sort the newest come first; criteria select', async () => {
    await inLeads(async (tx, catalogue) => {
      const all = await wholeList(tx, catalogue, { sort: null });
      expect(all.map(({ id }) => Number(id))).toEqual(all.map(({ id }) => Number(id)).sort((a, b) => b - a));
      for (const matches of ['few', 'many'] as const) {
        const criteria = { field: 'lead_status', is: 'Contacted' };
        expect(await wholeList(tx, catalogue, { sort: null, criteria, matches })).toHaveLength(82);
      }
    });
  });

  it('K-111 "Status is not X" holds for records without a status, in SQL as in memory', async () => {
    await inLeads(async (tx, catalogue) => {
      const criteria: Criteria = { field: 'lead_status', is_not: 'New' };
      const selected = await selectIds(tx, catalogue, criteria, { context, selection: { after: null, limit: 1000 } });
      const all = await wholeList(tx, catalogue, { sort: null });
      const judged = all.filter(({ values }) => evaluate(criteria, values, { ...context, module: catalogue.module }));
      expect(new Set(selected)).toEqual(new Set(judged.map(({ id }) => id)));
      expect(selected).toHaveLength(247);
      expect(await countRecords(tx, catalogue, criteria, context)).toEqual({ count: 247, exact: true });
    });
  });

  it('V-5 counts are exact up to 10,000, and beyond when somebody asks', async () => {
    await inLeads(async (tx, catalogue) => {
      const by = { actor: null, at: MONDAY, cause: { kind: 'import', id: 'x' } } as const;
      const rows = Array.from({ length: 9_671 }, () => ({ last_name: 'Many' }));
      await insertRecords(tx, catalogue, rows.slice(1), by);
      expect(await countRecords(tx, catalogue, null, context)).toEqual({ count: 10_000, exact: true });
      await insertRecords(tx, catalogue, rows.slice(0, 1), by);
      expect(await countRecords(tx, catalogue, null, context)).toEqual({ count: 10_000, exact: false });
      expect(await countAll(tx, catalogue, null, context)).toEqual({ count: 10_001, exact: true });
      // Whoever is last in the order is found too, though the walk gives up before.
      const last = { sort: { field: 'last_name', descending: false }, criteria: { field: 'last_name', is: '王' } };
      expect(await wholeList(tx, catalogue, { ...last, matches: 'many' })).toHaveLength(30);
      await tx.client.query('rollback; begin');
    });
  });

  it('selects ids in batches, among some, changed since', async () => {
    await inLeads(async (tx, catalogue) => {
      const first = await selectIds(tx, catalogue, null, { context, selection: { after: null, limit: 200 } });
      const after = first.at(-1) ?? null;
      const second = await selectIds(tx, catalogue, null, { context, selection: { after, limit: 200 } });
      expect([first.length, second.length]).toEqual([200, 130]);
      const among = [...first.slice(0, 3), '999999'];
      const picked = await selectIds(tx, catalogue, null, { context, selection: { after: null, limit: 9, among } });
      expect(picked).toEqual(first.slice(0, 3));
      for (const [modifiedSince, count] of [
        [MONDAY, 330],
        [MONDAY + 1, 0],
      ] as const) {
        const selection = { after: null, limit: 1000, modifiedSince };
        expect(await selectIds(tx, catalogue, null, { context, selection })).toHaveLength(count);
      }
      expect((await loadValues(tx, catalogue, first, { share: true })).size).toBe(200);
      expect(await loadRecords(tx, catalogue, [])).toEqual(new Map());
    });
  });

  it('T1 a cursor that somebody made up is no cursor, and never an error of the database', async () => {
    await inLeads(async (tx, catalogue) => {
      const places = [
        '1,2',
        '"a","1; drop table m_leads"',
        '"2026-02-30 00:00:00+00","1"',
        '"\\u0000","1"',
        '"NaN","1"',
      ];
      const made = [...places, 'null,"99999999999999999999"'].flatMap((place) =>
        ['"few"', '"many"', '"; drop table m_leads"'].map((matches) => `[${place},${matches}]`),
      );
      for (const text of ['', 'x', '"', '[]', '["x","1"]', '{"a":1}', ...made]) {
        for (const field of [...sorts, 'created_at']) {
          const sort = { field, descending: false };
          const cursor = readCursor(Buffer.from(text).toString('base64url'), catalogue, sort);
          const { matches = 'few' } = cursor ?? {};
          if (cursor !== null)
            await listRecords(tx, catalogue, { criteria: null, sort, cursor, matches, limit: 1, context });
        }
      }
      expect(readCursor(Buffer.from('["x","1","few"]').toString('base64url'), catalogue, null)).toBeNull();
      expect([isSortable(catalogue.module, 'description'), isSortable(catalogue.module, 'nothing')]).toEqual([
        false,
        false,
      ]);
    });
  });
});

type Comparable = string | number | null;

function comparable(field: string, value: FieldValue): Comparable {
  if (value === null || typeof value === 'object') return null;
  if (field === 'annual_revenue' || typeof value === 'boolean') return Number(value);
  return typeof value === 'string' ? fold(value) : value;
}

function order(a: Comparable, b: Comparable, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const ascending =
    typeof a === 'string' ? Buffer.compare(Buffer.from(a), Buffer.from(String(b))) : Math.sign(a - Number(b));
  return descending ? -ascending : ascending;
}
