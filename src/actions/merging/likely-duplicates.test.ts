import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeDefault } from '#actions/access/share-records.ts';
import { recordName } from '#actions/records/record-name.ts';
import { everything } from '#core/access/permissions.ts';
import type { Tx } from '#storage/db.ts';
import { buildIndexes } from '#storage/indexes/build-indexes.ts';
import { makeWorld, type World } from '#test/cast.ts';
import { postgresServers } from '#test/database.ts';
import { findIn, findLikelyDuplicates } from './likely-duplicates.ts';

const leads = [
  { first_name: 'Ada', last_name: 'Moreau', email: 'ADA@moreau.invalid', company: 'Lumière' },
  { first_name: 'Ada', last_name: 'Moreau', company: 'Lumière SARL' },
  { first_name: 'Aude', last_name: 'Petit', mobile: '+33 1 44 55 66 77' },
  { first_name: 'Ada', last_name: 'Moreua' },
  { first_name: 'Ada', last_name: 'Okoro', email: 'ada@okoro.invalid', company: 'Lumière' },
];

describe.each(postgresServers())('likely duplicates on $name', (server) => {
  let world: World;
  let ada: string;
  beforeAll(async () => {
    world = await makeWorld(server);
    for (const [at, lead] of leads.entries()) {
      await world.createLead({ ...lead, owner: (at === 0 ? world.mei : world.omar).publicId });
    }
    const values = { first_name: 'Ada', last_name: 'Moreau', company: 'Lumière', phone: '01 44 55 66 77' };
    ada = (await world.createLead({ ...values, email: 'ada@moreau.invalid' })).publicId;
  });
  afterAll(() => world?.drop());

  async function find(database = world.database): Promise<string[]> {
    const wanted = { module: 'leads', record: ada, limit: 5 };
    const found = await findLikelyDuplicates({ database, organization: world.organization }, wanted);
    if (found.kind === 'refused') throw new Error(found.reason);
    return found.items.map(({ record, reasons }) => `${recordName(record)}: ${reasons.join(', ')}`);
  }
  const inOrganization = <T>(work: (tx: Tx) => Promise<T>) =>
    world.database.organization(world.organization.seat, work);

  const expected = [
    'Ada Moreau: same_email, same_name_and_company',
    'Ada Moreau: same_name_and_company',
    'Aude Petit: same_phone',
    'Ada Moreua: similar_name',
  ];

  it('R-7 are found with what speaks for each, the surest first, before and after there is an index', async () => {
    expect(await find()).toEqual(expected);
    await buildIndexes(world.database, world.organization.seat, { from: { lists: 1_000, search: 1 } });
    expect(await find()).toEqual(expected);
  });

  it('V-5 R-7 every question is answered by the index of search', async () => {
    const plans: string[] = [];
    await inOrganization(async (tx) => {
      const explained: Tx = {
        ...tx,
        query: async (statement) => {
          const lines = await tx.query<{ 'QUERY PLAN': string }>(sql`explain ${statement}`);
          plans.push(lines.map((line) => line['QUERY PLAN']).join('\n'));
          return tx.query(statement);
        },
      };
      await findIn(explained, { module: 'leads', record: ada, limit: 5 });
    });
    const questions = plans.filter((plan) => plan.startsWith('Limit') && plan.includes('m_leads'));
    expect(questions).toHaveLength(5);
    for (const plan of questions) {
      expect(plan).toMatch(/Bitmap Index Scan on search_/);
      expect(plan).not.toContain('Seq Scan');
    }
  });

  it('U-2 T8 nobody hears of records or fields that they may not see', async () => {
    const omars = world.database.onBehalfOf(world.omar.id);
    expect(await find(omars)).toEqual(expected);
    const fields = { leads: { email: 'hidden', phone: 'hidden' } };
    await inOrganization((tx) =>
      tx.query(sql`
        update profile set permissions = ${JSON.stringify({ ...everything, fields, modules: {} })}::jsonb where standard`),
    );
    expect(await find(omars)).toEqual([
      'Ada Moreau: same_name_and_company',
      'Ada Moreau: same_name_and_company',
      'Ada Moreua: similar_name',
    ]);
    expect(await changeDefault(world.acting(), { module: 'leads', level: 'private' })).toBeNull();
    expect(await find(omars)).toEqual(['Ada Moreau: same_name_and_company', 'Ada Moreua: similar_name']);
    expect(await find()).toEqual(expected);
  });
});
