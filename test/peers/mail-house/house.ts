// Real mail servers for one test file: Debian's Postfix and Dovecot on high ports of loopback, in a folder that is thrown
// away. They end with the test, also when it dies.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePorts } from '#test/free-port.ts';
import { makeThrowAwayFolder } from '#test/throw-away-folder.ts';
import { until } from '#test/until.ts';
import { DOVECOT, writeDovecot } from './dovecot.ts';
import { POSTFIX, writePostfix } from './postfix.ts';

export type Person = { readonly address: string; readonly password: string };
const portNames = ['submission', 'submissions', 'imap', 'imaps', 'lmtp', 'auth'] as const;
export type Ports = Readonly<Record<(typeof portNames)[number], number>>;

export type House = {
  readonly folder: string;
  readonly domains: readonly string[];
  readonly people: readonly Person[];
  readonly certificate: { readonly file: string; readonly keyFile: string };
  readonly ports: Ports;
  /** Whom the mail belongs to. */
  readonly account: { readonly uid: number; readonly gid: number };
};

export type MailHouse = {
  readonly ports: Ports;
  /** PEM of whoever vouches for the servers, which call themselves localhost. */
  readonly authority: string;
  /** What the servers wrote down. */
  logs(): Promise<string>;
  /** From now on the servers can't read what somebody has as sent. */
  locksSentOf(person: Person): Promise<void>;
  close(): Promise<void>;
};

const NOBODY = 65_534;
const KEEP = `"$1" -F -c "$2" & dovecot=$!
"$3" -c "$4" start-fg &
read -r _
kill -TERM $dovecot $(cat "$5"); wait`;
const run = promisify(execFile);

/** Why there can be none here; null: there can. Postfix runs under root only. */
export function whyNoMailHouse(): string | null {
  if (process.getuid?.() !== 0) return 'Postfix runs under root only';
  const missing = [POSTFIX, DOVECOT].filter((file) => !existsSync(file));
  return missing.length === 0 ? null : `${missing.join(', ')} missing: “npm run setup” as root installs them`;
}

export async function openMailHouse(people: readonly Person[]): Promise<MailHouse> {
  const { path: folder, remove } = await makeThrowAwayFolder();
  const certificate = await makeCertificate(folder);
  const domains = [...new Set(people.map(({ address }) => address.split('@')[1] ?? ''))];
  const account = { uid: NOBODY, gid: NOBODY };
  const house: House = { folder, domains, people, certificate, ports: await portsOfAll(), account };
  const [postfix, dovecot] = await Promise.all([writePostfix(house), writeDovecot(house)]);
  // The shell ends the servers when it is told to, or when whoever started it is gone.
  const words = [DOVECOT, dovecot, POSTFIX, postfix.config, postfix.pidFile];
  const keeper = spawn('/bin/sh', ['-c', KEEP, 'sh', ...words], { stdio: ['pipe', 'ignore', 'ignore'] });
  const logs = async () =>
    (
      await Promise.all(
        ['dovecot.log', 'postfix.log'].map((name) => readFile(join(folder, name), 'utf8').catch(() => '')),
      )
    ).join('\n');
  const close = async (): Promise<void> => {
    const ended = once(keeper, 'exit');
    keeper.stdin.end('\n');
    await ended;
    await remove();
  };
  try {
    for (const port of Object.values(house.ports)) await until(`port ${port} answers`, () => answers(port));
  } catch (error) {
    const told = await logs();
    await close();
    throw new Error(`the mail servers did not start:\n${told}`, { cause: error });
  }
  const locksSentOf = ({ address }: Person) => chmod(join(folder, 'mail', address, 'Maildir', '.Sent'), 0);
  return { ports: house.ports, authority: await readFile(certificate.file, 'utf8'), logs, locksSentOf, close };
}

async function makeCertificate(folder: string): Promise<House['certificate']> {
  const [file, keyFile] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  await run('openssl', ['req', '-x509', ...key, '-out', file, '-days', '2', ...names]);
  return { file, keyFile };
}

async function portsOfAll(): Promise<Ports> {
  const ports = await freePorts(portNames.length);
  return Object.fromEntries(portNames.map((name, place) => [name, ports[place]])) as Ports; // every name has one
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const tell = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', tell(true));
    socket.once('error', tell(false));
  });
}
