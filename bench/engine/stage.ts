// The stage of the engine's bench: an organisation with enrollments that all wait on the same email, made by the
// production code once and copied back before every round.
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { publishCadence } from '#actions/cadences/publish-cadence.ts';
import { createCadence } from '#actions/cadences/save-cadence.ts';
import { keepDefinitions } from '#actions/enrollments/definitions.ts';
import { enrollRecords } from '#actions/enrollments/enroll-records.ts';
import type { CadenceFile } from '#core/cadence/file.ts';
import { DAY, type Instant } from '#core/time/instant.ts';
import { type Database, openDatabase, type OrganizationSeat, type Tx } from '#storage/db.ts';
import { startEmbedded } from '#storage/embedded.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import { migrate } from '#storage/migrate.ts';
import { createOrganization, type Organization } from '#storage/organizations/organizations.ts';
import { createSteps, type Steps } from '#worker/steps.ts';
import type { StatesAfter } from './statements.ts';

export const NOW: Instant = Date.UTC(2026, 2, 2, 1);
/** The child's delay is two days: a zone without summer time. */
export const CHILD_DUE_AT: Instant = NOW + 2 * DAY;

/** The end of the day that the cadence's dated rule names, in Shanghai. */
export const ENDS_AT: Instant = Date.UTC(2027, 11, 31, 16);

const CADENCE: CadenceFile = {
  name: 'Bench',
  module: 'leads',
  audience: 'manual',
  followUps: [
    {
      id: 'first',
      email: { to: 'email', template: 'plain' },
      then: [{ id: 'second', when: ['opened'], delay: { days: 2 }, email: { to: 'email', template: 'plain' } }],
    },
  ],
  unenroll: [
    { id: 'replied', goal: true, email: ['replied'] },
    {
      id: 'not-interested',
      record: {
        any: [
          { field: 'lead_status', is: 'Not interested' },
          { field: 'do_not_email', is: true },
        ],
      },
    },
    { id: 'end', on: '2027-12-31' },
  ],
  templates: { plain: { subject: 'Hello', html: '<p>Hello</p>' } },
};

/** Where another process finds it. */
export type Place = { readonly appUrl: string; readonly ownerUrl: string; readonly organization: Organization };

export type Bench = Place & {
  readonly database: Database;
  /** Runs both halves once and tells what state text they leave: what the pure SQL writes too. */
  statesAfter(run: (now: Instant) => Promise<void>): Promise<StatesAfter>;
  /** Throws unless every enrollment made its two steps. */
  check(enrollments: number): Promise<void>;
  /** What is planned stays planned. */
  pauseSending(): Promise<void>;
  close(): Promise<void>;
};

/** When something was committed is asked of the database itself. */
const SETTINGS = { max_wal_size: '4GB', track_commit_timestamp: 'on' };

const KEPT_TABLES = ['enrollment', 'timer', 'input', 'step_log', 'delivery'] as const;

export async function openBench(enrollments: number): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'cadenza-bench-'));
  await chmod(folder, 0o711);
  await mkdir(join(folder, 'data'));
  const server = await startEmbedded({ folder: join(folder, 'data'), settings: SETTINGS });
  const database = openDatabase({ ...server, connectionsMax: 8, onError: () => undefined });
  await migrate(database);
  const organization = await makeOrganization(database, enrollments);
  await enrollAll(database, organization);
  await keepCopies(database, organization.seat);
  const bench: Bench = {
    ...{ appUrl: server.appUrl, ownerUrl: server.ownerUrl },
    database,
    organization,
    statesAfter: async (run) => {
      await restore(bench);
      await run(NOW);
      const opened = await oneState(database, organization.seat);
      await run(CHILD_DUE_AT);
      return { opened, handedOver: await oneState(database, organization.seat) };
    },
    check: (expected) => checkRound(database, organization.seat, expected),
    pauseSending: async () => {
      await asOwner(database, organization.seat, (tx) => tx.query(sql`update setting set sending_paused = true`));
    },
    close: async () => {
      await database.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return bench;
}

async function makeOrganization(database: Database, enrollments: number): Promise<Organization> {
  const organization = await createOrganization(database, {
    name: 'Bench',
    timeZone: 'Asia/Shanghai',
    language: 'en',
    mailFromName: 'Bench',
    mailFromAddress: 'bench@bench.invalid',
    now: NOW,
  });
  await database.organization(organization.seat, async (tx) => {
    await tx.query(sql`
      insert into m_leads (public_id, created_at, modified_at, last_name, last_name__folded, email, email__folded, lead_status, lead_status__folded)
      select gen_random_uuid(), now(), now(), 'Lead ' || g, 'lead ' || g, 'lead' || g || '@bench.invalid', 'lead' || g || '@bench.invalid',
        'Contacted', 'contacted'
      from generate_series(1, ${enrollments}::int) g`);
  });
  return organization;
}

async function enrollAll(database: Database, organization: Organization): Promise<void> {
  const context = {
    database,
    organization,
    actor: null,
    now: NOW,
    readTemplate: () => ({ kind: 'fine' as const, fields: [] }),
  };
  const created = await createCadence(context, CADENCE);
  if (created.kind !== 'saved') throw new Error(JSON.stringify(created));
  await publishCadence(context, { cadence: created.cadence.publicId, existing: 'leave', enrolled: 'move' });
  const definitions = keepDefinitions();
  const ids = await database.organization(organization.seat, (tx) =>
    tx.query<{ id: string }>(sql`select id from m_leads order by id`),
  );
  for (let i = 0; i < ids.length; i += 1000) {
    const records = ids.slice(i, i + 1000).map(({ id }) => id);
    const request = {
      database,
      organization,
      definitions,
      cadence: created.cadence.id,
      records,
      actor: null,
      now: NOW,
    };
    await enrollRecords({ ...request, origin: 'bulk', earlier: 'skip' });
  }
  await answerAll(database, organization.seat, 'carried_out');
  await wakingSteps(database, () => NOW).wake(organization);
  // As if it had gone out: what is planned later is the children's.
  await database.organization(organization.seat, (tx) => tx.query(sql`update delivery set state = 'sent'`));
  await answerAll(database, organization.seat, 'opened');
}

/** The worker's own steps. They decide; nothing is sent. */
export function wakingSteps(database: Database, clock: () => Instant): Steps {
  return createSteps({
    database,
    definitions: keepDefinitions(),
    sender: { render: unused, fill: unused, unsubscribeUrl: unused, compose: unused },
    mailbox: 'none',
    clock,
    log: { error: (detail) => console.error(detail) },
  });
}

function unused(): never {
  throw new Error('nothing is sent');
}

async function answerAll(database: Database, seat: OrganizationSeat, what: 'carried_out' | 'opened'): Promise<void> {
  await database.organization(seat, async (tx) => {
    const rows = await tx.query<{ id: string }>(sql`select id from enrollment order by id`);
    const fact =
      what === 'opened'
        ? ({ kind: 'response', followUp: 1, response: 'opened', link: null } as const)
        : ({ kind: 'carried_out', followUp: 1 } as const);
    for (let i = 0; i < rows.length; i += 2000) {
      const input = { ...fact, at: NOW, actor: null };
      await addInputs(
        tx,
        seat,
        rows.slice(i, i + 2000).map(({ id }) => ({ enrollment: id, input })),
      );
    }
  });
}

export async function asOwner<T>(database: Database, seat: OrganizationSeat, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.owner(async (tx) => {
    await tx.query(sql`set local search_path to ${sql.id(seat.schema)}`);
    return work(tx);
  });
}

async function keepCopies(database: Database, seat: OrganizationSeat): Promise<void> {
  await asOwner(database, seat, async (tx) => {
    for (const table of KEPT_TABLES) {
      await tx.query(sql`create unlogged table ${sql.id(`kept_${table}`)} as select * from ${sql.id(table)}`);
    }
  });
}

/** Every table as it was before the first round, and the database at rest. */
export async function restore({ database, organization: { seat } }: Bench): Promise<void> {
  await asOwner(database, seat, async (tx) => {
    await tx.query(
      sql`truncate message, activity, email_event, inbound_message, delivery, step_log, input, timer, enrollment cascade`,
    );
    for (const table of KEPT_TABLES) {
      await tx.query(
        sql`insert into ${sql.id(table)} overriding system value select * from ${sql.id(`kept_${table}`)}`,
      );
      await tx.query(sql`analyze ${sql.id(table)}`);
    }
    await tx.query(sql`select setval(pg_get_serial_sequence('delivery', 'id'), 100000000)`);
  });
  await comeToRest(database.ownerUrl);
}

/** VACUUM runs in no transaction. */
async function comeToRest(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('vacuum');
  await client.query('checkpoint');
  await client.end();
}

async function oneState(database: Database, seat: OrganizationSeat): Promise<string> {
  const rows = await database.organization(seat, (tx) =>
    tx.query<{ state: string }>(sql`select state from enrollment order by id limit 1`),
  );
  return rows[0]?.state ?? '';
}

async function checkRound(database: Database, seat: OrganizationSeat, expected: number): Promise<void> {
  const [row] = await asOwner(database, seat, (tx) =>
    tx.query<{ enrollments: number; deliveries: number; inputs: number; logged: number; timers: number }>(sql`
      select (select count(*)::int from enrollment e join kept_enrollment k using (id) where e.revision = k.revision + 2) as enrollments,
        (select count(*)::int from delivery where follow_up = 2) as deliveries, (select count(*)::int from input) as inputs,
        (select count(*)::int from step_log) - (select count(*)::int from kept_step_log) as logged,
        (select count(*)::int from timer) - (select count(*)::int from kept_timer) as timers`),
  );
  const isWhole =
    row?.enrollments === expected &&
    row.deliveries === expected &&
    row.inputs === 0 &&
    row.logged === 3 * expected &&
    row.timers === expected;
  if (!isWhole) throw new Error(`a round did other work: ${JSON.stringify(row)}`);
}
