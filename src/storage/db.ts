// The one seam to PostgreSQL: a query, inside a transaction, as somebody. Nothing else opens a connection or begins a
// transaction. Statements are written with Kysely's `sql` tag only; every value is bound.
import { availableParallelism } from 'node:os';
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely';
import pg from 'pg';
import { shareFairly } from '#storage/fair-share.ts';
import { instantFromText } from '#storage/instant-from-text.ts';
import { asPart, asWhole, wholeOn } from '#storage/one-transaction.ts';

/** A statement and the shape of its rows. bigint and numeric arrive as strings, timestamptz as epoch milliseconds, date as text. */
export type Statement<Row> = RawBuilder<Row>;

export type Tx = {
  query<Row>(statement: Statement<Row>): Promise<Row[]>;
  /** As query, for the few statements of hot loops: prepared once per connection. Their texts are few. */
  hot<Row>(statement: Statement<Row>): Promise<Row[]>;
  /** The connection itself, for COPY streams and query streams. */
  readonly client: pg.PoolClient;
  /** On whose behalf: the member's number. Null: the product itself, which sees everything of the organisation. */
  readonly member: number | null;
};

/** Where an organisation lives: its schema and the role that reaches it, as the catalogue names them. */
export type OrganizationSeat = { readonly id: number; readonly schema: string; readonly role: string };

export type Database = {
  /** A transaction on the shared control tables. */
  control<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A transaction as the organisation's own role, on its own schema: nothing else can be seen or touched. */
  organization<T>(seat: OrganizationSeat, work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * The same, on behalf of a member: a catalogue loaded in one of its transactions holds only what the member may see
   * (records/catalogue.ts).
   */
  onBehalfOf(member: number): Database;
  /**
   * An organisation's transaction that holds all that is begun inside, also on the control tables: they commit together,
   * at its end. Definitions of tables alone commit by themselves.
   */
  whole<T>(seat: OrganizationSeat, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A transaction as the owner of all tables, for definitions of tables only. */
  owner<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A session of its own that tells of notifications; see notifications.ts. */
  readonly appUrl: string;
  readonly ownerUrl: string;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly connectionsMax: number;
  /** Told of connections that break while idle. */
  readonly onError: (error: Error) => void;
};

const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

const INT8 = 20;
const INT8_ARRAY = 1016;
const TIMESTAMPTZ = 1184;
const DATE = 1082;

const types = new pg.TypeOverrides();
types.setTypeParser(TIMESTAMPTZ, instantFromText);
types.setTypeParser(INT8, (text: string) => text);
types.setTypeParser(DATE, (text: string) => text);
types.setTypeParser(INT8_ARRAY, (text: string) => (text === '{}' ? [] : text.slice(1, -1).split(',')));

/** PostgreSQL's own way to write an instant that Date.parse reads without doubt, and no calendar of the server's zone. */
const SESSION_OPTIONS = '-c datestyle=ISO -c timezone=UTC -c idle_in_transaction_session_timeout=120000';
/** Backends keep what they learn of every table they touch (23 KB each, measured), so they are replaced now and then. */
const CONNECTION_LIFETIME_S = 1800;

/** Opens the pools; connects at the first query. */
export function openDatabase(options: DatabaseOptions): Database {
  const app = openPool(options.appUrl, options.connectionsMax, options.onError);
  const owner = openPool(options.ownerUrl, 4, options.onError);
  const shares = shareFairly({
    connectionsMax: options.connectionsMax,
    processors: availableParallelism(),
    stopwatch: () => performance.now(),
    later: (durationMs, work) => void setTimeout(work, durationMs).unref(),
  });
  const inControl = textOf(sql`set local role none; set local search_path to cadenza`);
  const turnOf =
    (seat: OrganizationSeat): Turn =>
    (work) =>
      shares.run(seat.id, work);
  const onBehalfOf = (member: number | null): Database => ({
    control: (work) => transaction({ pool: app, identity: inControl, member, turn: atOnce }, work),
    organization: (seat, work) =>
      transaction({ pool: app, identity: identityOf(seat), member, turn: turnOf(seat) }, work),
    whole: (seat, work) => {
      const identity = identityOf(seat);
      const wholly = (tx: Tx) => asWhole({ pool: app, client: tx.client, identity }, () => work(tx));
      return transaction({ pool: app, identity, member, turn: turnOf(seat) }, wholly);
    },
    onBehalfOf,
    owner: (work) => transaction({ pool: owner, identity: '', member, turn: atOnce }, work),
    appUrl: options.appUrl,
    ownerUrl: options.ownerUrl,
    close: async () => {
      await Promise.all([app.end(), owner.end()]);
    },
  });
  return onBehalfOf(null);
}

function identityOf(seat: OrganizationSeat): string {
  return textOf(sql`set local role ${sql.id(seat.role)}; set local search_path to ${sql.id(seat.schema)}`);
}

function openPool(connectionString: string, max: number, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    options: SESSION_OPTIONS,
    types,
    maxLifetimeSeconds: CONNECTION_LIFETIME_S,
    connectionTimeoutMillis: 10_000,
    allowExitOnIdle: true,
  });
  pool.on('error', onError);
  surviveBreaks(pool);
  return pool;
}

/**
 * A pool listens to the connections that lie in it, not to those it has handed out: one that breaks between two statements
 * would end the process. The next statement tells.
 */
export function surviveBreaks(pool: pg.Pool): void {
  pool.on('connect', (client) => client.on('error', () => undefined));
}

/** When the work may have its connection. */
type Turn = <T>(work: () => Promise<T>) => Promise<T>;

const atOnce: Turn = (work) => work();

type Beginning = {
  readonly pool: pg.Pool;
  /** Statements that make the transaction somebody's. */
  readonly identity: string;
  readonly member: number | null;
  readonly turn: Turn;
};

async function transaction<T>(beginning: Beginning, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { pool, identity, member, turn } = beginning;
  const whole = wholeOn(pool);
  if (whole !== null) return asPart(whole, identity, () => work(txOn(whole.client, member)));
  return turn(() => onConnection(beginning, work));
}

async function onConnection<T>({ pool, identity, member }: Beginning, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`begin; ${identity}`);
    const result = await work(txOn(client, member));
    await commit(client);
    return result;
  } catch (error) {
    broken = await rollBack(client);
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Errors of commits of which nobody knows whether they hold: the connection was lost before the answer. */
const inDoubt = new WeakSet<object>();

/** Whether what a transaction threw leaves it open if what it wrote is there. */
export function isCommitInDoubt(error: unknown): boolean {
  return typeof error === 'object' && error !== null && inDoubt.has(error);
}

async function commit(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('commit');
  } catch (error) {
    const isAnswer = error instanceof pg.DatabaseError && error.severity === 'ERROR';
    if (!isAnswer && typeof error === 'object' && error !== null) inDoubt.add(error);
    throw error;
  }
}

async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function txOn(client: pg.PoolClient, member: number | null): Tx {
  return {
    client,
    member,
    query: async <Row>(statement: Statement<Row>) => {
      const { sql: text, parameters } = statement.compile(compiler);
      const result = await client.query({ text, values: [...parameters] });
      return result.rows as Row[]; // the statement's author states the shape
    },
    hot: async <Row>(statement: Statement<Row>) => {
      const { sql: text, parameters } = statement.compile(compiler);
      const name = nameOf(text);
      const values = [...parameters];
      const result = await client.query(name === null ? { text, values } : { name, text, values });
      return result.rows as Row[];
    },
  };
}

function textOf(statement: Statement<unknown>): string {
  return statement.compile(compiler).sql;
}

const names = new Map<string, string>();

/** Each costs memory in every connection. */
const NAMES_MAX = 500;

/** A short name for each text of a hot statement; null: there are more than are worth keeping. */
function nameOf(text: string): string | null {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= NAMES_MAX) return null;
  const name = `hot_${names.size + 1}`;
  names.set(text, name);
  return name;
}

/** The same transaction on behalf of a member: for work that somebody asked for earlier. */
export function actingFor(tx: Tx, member: number): Tx {
  return { ...tx, member };
}

/** Binds an instant: exact to the millisecond. */
export function instant(at: number): RawBuilder<number> {
  return sql<number>`to_timestamp(${at}::float8 / 1000)`;
}

/** The single row of a statement that must give one. */
export function only<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error(`expected one row, got ${rows.length}`);
  return row;
}
