// The environment, read once and checked as a whole. Nothing else reads process.env. Every variable can also come from a
// file: NAME_FILE says where (secrets of containers).
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';

export type Config = {
  readonly database:
    | { readonly kind: 'embedded' /** Null: the default folder. */; readonly folder: string | null }
    | { readonly kind: 'external'; readonly appUrl: string; readonly ownerUrl: string };
  /** Where attached files are kept. */
  readonly files:
    | {
        readonly kind: 'folder' /** Null: beside the bundled database, or in ./data/files. */;
        readonly path: string | null;
      }
    | Bucket;
  /** Where opens and clicks wait while the database is away. Null: beside the bundled database, or in ./data/spool. */
  readonly spool: string | null;
  /** Signs tokens. Null: the data folder has its own. */
  readonly secret: string | null;
  readonly host: string;
  readonly port: number;
  /** Where people reach the server. */
  readonly publicUrl: URL;
  readonly trustProxy: string | null;
  /** host:port of servers inside the house that webhooks and single sign-on may call. */
  readonly outboundAllowed: ReadonlySet<string>;
  /** PEM of an authority that the servers of mail accounts may be vouched for by, beside the public ones. */
  readonly mailAuthority: string | null;
  /** Where the WhatsApp Business API is, with its version. */
  readonly whatsappApi: string;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  readonly mail: { readonly kind: 'development_mailbox' } | MailServer;
};

/** Of a store that speaks the API of S3. */
export type Bucket = {
  readonly kind: 'bucket';
  readonly endpoint: URL;
  readonly name: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly addressing: 'path' | 'host';
};

export type MailServer = {
  readonly kind: 'smtp';
  readonly host: string;
  readonly port: number;
  readonly secure: 'tls' | 'starttls' | 'none';
  readonly auth: { readonly user: string; readonly pass: string } | null;
  /** PEM of an authority to trust instead of the public ones. */
  readonly certificateAuthority: string | null;
};

/** The environment can't be used. One sentence per problem, each naming its variable. */
export class ConfigRefusal extends Error {
  override readonly name = 'ConfigRefusal';
  readonly sentences: readonly string[];
  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'));
    this.sentences = sentences;
  }
}

const SECRET_LENGTH_MIN = 32;
/** Fewer different characters are a placeholder or a keyboard held down. */
const SECRET_SIGNS_MIN = 10;
const SUBMISSION_PORTS = { tls: 465, starttls: 587, none: 25 } as const;

function url(protocols: readonly string[], sentence: string) {
  return z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), sentence);
}
function database(name: string) {
  const sentence = `${name} must look like postgresql://user:password@host:5432/database.`;
  return url(['postgres:', 'postgresql:'], sentence).refine((text) => new URL(text).username !== '', sentence);
}
function port(name: string) {
  const sentence = `${name} must be a whole number from 1 to 65535.`;
  return z.coerce.number(sentence).int(sentence).min(1, sentence).max(65_535, sentence);
}
function choice<const Values extends readonly string[]>(name: string, values: Values) {
  return z.enum(values, `${name} must be one of ${values.join(', ')}.`);
}
function isProxyList(text: string): boolean {
  const words = ['loopback', 'linklocal', 'uniquelocal'];
  return text.split(',').every((part) => words.includes(part.trim()) || isIP(part.trim().replace(/\/\d+$/, '')) > 0);
}

function isHostList(text: string): boolean {
  return listOf(text).every((part) => {
    const [, host = '', number] = /^(\[[\da-f:.]+\]|[^\s:/@[\]]+):(\d{1,5})$/i.exec(part) ?? [];
    return URL.canParse(`http://${host}`) && Number(number) >= 1 && Number(number) <= 65_535;
  });
}
function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const placeholder = '“openssl rand -base64 33” makes a good one.';

const environment = z.object({
  DATABASE_URL: database('DATABASE_URL').optional(),
  DATABASE_OWNER_URL: database('DATABASE_OWNER_URL').optional(),
  CADENZA_DATA: z.string().optional(),
  STORAGE_DIR: z.string().optional(),
  SPOOL_DIR: z.string().optional(),
  S3_ENDPOINT: url(['http:', 'https:'], 'S3_ENDPOINT must look like https://minio.example.com:9000.').optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/, 'S3_BUCKET must be the name of a bucket: small letters, digits, hyphens.')
    .optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_ADDRESSING: choice('S3_ADDRESSING', ['path', 'host']).optional(),
  APP_URL: url(['http:', 'https:'], 'APP_URL must look like https://crm.example.com.').optional(),
  APP_SECRET: z
    .string()
    .min(SECRET_LENGTH_MIN, `APP_SECRET needs at least ${SECRET_LENGTH_MIN} characters; ${placeholder}`)
    .refine((text) => new Set(text).size >= SECRET_SIGNS_MIN, `APP_SECRET is a placeholder; ${placeholder}`)
    .optional(),
  PORT: port('PORT').default(3000),
  HOST: z.string().default('127.0.0.1'),
  TRUST_PROXY: z
    .string()
    .refine(isProxyList, 'TRUST_PROXY must list addresses of proxies, like 10.0.0.0/8.')
    .optional(),
  OUTBOUND_ALLOW: z
    .string()
    .refine(isHostList, 'OUTBOUND_ALLOW must list hosts with ports, like hooks.lan:8080, 10.0.0.5:443.')
    .optional(),
  WHATSAPP_API_URL: url(
    ['http:', 'https:'],
    'WHATSAPP_API_URL must look like https://graph.facebook.com/v23.0.',
  ).default('https://graph.facebook.com/v23.0'),
  LOG_LEVEL: choice('LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
  NODE_ENV: choice('NODE_ENV', ['production', 'development', 'test']).default('development'),
  SMTP_URL: url(['smtp:', 'smtps:'], 'SMTP_URL must look like smtps://user:password@mail.example.com.').optional(),
  SMTP_HOST: z.string().optional(),
  SMTP_PORT: port('SMTP_PORT').optional(),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  SMTP_SECURE: choice('SMTP_SECURE', ['tls', 'starttls', 'none']).optional(),
  SMTP_CA: z.string().includes('BEGIN CERTIFICATE', 'SMTP_CA must be a certificate in PEM form.').optional(),
  MAIL_CA: z.string().includes('BEGIN CERTIFICATE', 'MAIL_CA must be a certificate in PEM form.').optional(),
});
type Environment = z.output<typeof environment>;
type Variables = Readonly<Record<string, string | undefined>>;

/** Throws ConfigRefusal with everything that is wrong. */
export function readConfig(variables: Variables): Config {
  const sentences: string[] = [];
  const given = Object.fromEntries(
    Object.keys(environment.shape).flatMap((name) => {
      const value = valueOf(name, variables, sentences);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const read = environment.safeParse(given);
  // One sentence per variable: the first rule that it breaks.
  const broken = new Map(read.error?.issues.toReversed().map(({ path, message }) => [path[0], message]));
  sentences.push(...broken.values(), ...contradictions(given));
  if (read.data === undefined || sentences.length > 0) throw new ConfigRefusal(sentences);
  return configOf(read.data);
}

/** The variable's value, or that of the file it names. Empty is the same as not set. */
function valueOf(name: string, variables: Variables, sentences: string[]): string | undefined {
  const [value, file] = [variables[name], variables[`${name}_FILE`]];
  if (!file) return value === '' ? undefined : value;
  if (value) sentences.push(`${name} and ${name}_FILE are both set; set one of them.`);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    sentences.push(`${name}_FILE can't be read: ${error instanceof Error ? error.message : String(error)}.`);
    return undefined;
  }
}

function contradictions(env: Variables): string[] {
  const found: string[] = [];
  if (env['DATABASE_URL'] && !env['APP_SECRET']) {
    found.push(`APP_SECRET is needed with DATABASE_URL; ${placeholder}`);
  }
  if (env['DATABASE_OWNER_URL'] && !env['DATABASE_URL'])
    found.push('DATABASE_OWNER_URL is of no use without DATABASE_URL.');
  found.push(...bucketContradictions(env));
  const parts = ['SMTP_HOST', 'SMTP_PORT', 'SMTP_USER', 'SMTP_PASSWORD'].filter((name) => env[name]);
  if (env['SMTP_URL'] && parts.length > 0) found.push(`SMTP_URL says it all already; leave out ${parts.join(', ')}.`);
  const more = [...parts, ...['SMTP_SECURE', 'SMTP_CA'].filter((name) => env[name])];
  if (!env['SMTP_URL'] && !env['SMTP_HOST'] && more.length > 0) {
    found.push(`SMTP_HOST is missing, but ${more.join(', ')} asks for a mail server.`);
  }
  if (Boolean(env['SMTP_USER']) !== Boolean(env['SMTP_PASSWORD'])) {
    found.push('SMTP_USER and SMTP_PASSWORD belong together; set both or none.');
  }
  return found;
}

function bucketContradictions(env: Variables): string[] {
  const keys = ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'];
  const given = [...keys, 'S3_ENDPOINT', 'S3_REGION', 'S3_ADDRESSING'].filter((name) => env[name]);
  if (!env['S3_BUCKET']) {
    return given.length === 0 ? [] : [`S3_BUCKET is missing, but ${given.join(', ')} asks for a bucket.`];
  }
  const missing = keys.filter((name) => !env[name]);
  return [
    ...(env['STORAGE_DIR'] ? ['STORAGE_DIR and S3_BUCKET are both set; files are kept in one place.'] : []),
    ...(missing.length > 0 ? [`S3_BUCKET needs ${missing.join(' and ')} too.`] : []),
  ];
}

function configOf(env: Environment): Config {
  const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl = appUrl } = env;
  return {
    database:
      appUrl === undefined || ownerUrl === undefined
        ? { kind: 'embedded', folder: env.CADENZA_DATA ?? null }
        : { kind: 'external', appUrl, ownerUrl },
    files: filesOf(env),
    spool: env.SPOOL_DIR ?? null,
    whatsappApi: env.WHATSAPP_API_URL,
    secret: env.APP_SECRET ?? null,
    host: env.HOST,
    port: env.PORT,
    publicUrl: new URL(env.APP_URL ?? `http://localhost:${env.PORT}`),
    trustProxy: env.TRUST_PROXY ?? null,
    outboundAllowed: new Set(listOf(env.OUTBOUND_ALLOW ?? '').map((part) => part.toLowerCase())),
    mailAuthority: env.MAIL_CA ?? null,
    // At a terminal, lines of JSON would bury the address that the start prints.
    logLevel: env.LOG_LEVEL ?? (env.NODE_ENV === 'production' ? 'info' : 'warn'),
    mail: mailOf(env),
  };
}

/** Without an endpoint it is Amazon's, which wants the bucket in the host; stores of one's own mostly want it in the path. */
function filesOf(env: Environment): Config['files'] {
  const { S3_BUCKET: name, S3_REGION: region, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = env;
  if (name === undefined || S3_ACCESS_KEY_ID === undefined || S3_SECRET_ACCESS_KEY === undefined) {
    return { kind: 'folder', path: env.STORAGE_DIR ?? null };
  }
  return {
    kind: 'bucket',
    endpoint: new URL(env.S3_ENDPOINT ?? `https://s3.${region}.amazonaws.com`),
    name,
    region,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
    addressing: env.S3_ADDRESSING ?? (env.S3_ENDPOINT === undefined ? 'host' : 'path'),
  };
}

/** Never both: with a mail server set, the development mailbox is off. */
function mailOf(env: Environment): Config['mail'] {
  const server = env.SMTP_URL === undefined ? null : new URL(env.SMTP_URL);
  const host = server?.hostname ?? env.SMTP_HOST;
  if (host === undefined) return { kind: 'development_mailbox' };
  const secure = server?.protocol === 'smtps:' ? 'tls' : (env.SMTP_SECURE ?? 'starttls');
  const user = server === null ? env.SMTP_USER : decodeURIComponent(server.username);
  const pass = server === null ? env.SMTP_PASSWORD : decodeURIComponent(server.password);
  return {
    kind: 'smtp',
    host,
    port: (server === null ? env.SMTP_PORT : Number(server.port) || undefined) ?? SUBMISSION_PORTS[secure],
    secure,
    auth: user && pass ? { user, pass } : null,
    certificateAuthority: env.SMTP_CA ?? null,
  };
}

/** The configuration of this process: its environment, and what `.env` in the current folder adds to it. */
export function readEnvironment(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readConfig(process.env);
}
