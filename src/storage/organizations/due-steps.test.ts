import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE } from '#core/time/instant.ts';
import { instant } from '#storage/db.ts';
import { type DueStep, findDueSteps } from '#storage/organizations/due-steps.ts';
import { MONDAY, makeWorld, type World } from '#test/cast.ts';
import { postgresServers } from '#test/database.ts';

const HOURS_LATER = MONDAY + 60 * MINUTE;
const at = instant(MONDAY);

class Undone extends Error {}

/** What the worker must look after although nobody is told of it: as it stands in the tables, and from when on. */
const waiting: readonly (readonly [string, DueStep, RawBuilder<unknown>])[] = [
  [
    'a reminder that has come',
    'tend',
    sql`insert into activity (public_id, kind, subject, status, owner, reminder_at, created_at, modified_at)
      select gen_random_uuid(), 'task', 'Call back', 'not_started', public_id, ${at}, ${at}, ${at} from member limit 1`,
  ],
  [
    'an open whose window has passed',
    'tend',
    sql`insert into visit (key, delivery_id, kind, at, signs, kept_at, state)
      values (gen_random_uuid(), 1, 'opened', ${at}, '{}', ${at}, 'open')`,
  ],
  [
    'what somebody is to be told by mail',
    'tend',
    sql`insert into notification (member, at, mail_due_at) select public_id, ${at}, ${at} from member limit 1`,
  ],
  [
    'mail of our own that a dead worker held',
    'deliver',
    sql`insert into own_mail (name, address, subject, paragraphs, state, leased_until, due_at, created_at)
      values ('Ada', 'ada@harbour.invalid', 'Hello', '[]', 'at_dot', clock_timestamp() - interval '1 minute', ${at}, ${at})`,
  ],
  [
    'a job',
    'work',
    sql`insert into job (public_id, asked_by, request, state, total, created_at)
      select gen_random_uuid(), id, '{}', 'waiting', 1, ${at} from member limit 1`,
  ],
  ['the mailbox, where it counts as read', 'tend', sql`update mailbox set read_until = ${at}`],
];

describe.each(postgresServers())('the look on $name', (server) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(server);
  });
  afterAll(() => world?.drop());

  /** As if it had never been. */
  async function dueAfter(change: RawBuilder<unknown>): Promise<DueStep[]> {
    let due: DueStep[] = [];
    const { database, organization } = world;
    const looking = database.organization(organization.seat, async (tx) => {
      await tx.query(sql`update mailbox set read_until = ${instant(HOURS_LATER)}`);
      await tx.query(change);
      due = await findDueSteps(tx, { now: HOURS_LATER, marksMailboxes: true });
      throw new Undone();
    });
    await expect(looking).rejects.toThrow(Undone);
    return due;
  }

  it('finds nothing where nothing waits', async () => {
    expect(await dueAfter(sql`select`)).toEqual([]);
  });

  it.each(waiting)('C-39 T29: finds %s', async (_what, step, change) => {
    expect(await dueAfter(change)).toEqual([step]);
  });
});
