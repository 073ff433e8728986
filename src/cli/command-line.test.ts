import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authenticate } from '#actions/accounts/authenticate.ts';
import { createSeals } from '#actions/accounts/seals.ts';
import { signInWithLink } from '#actions/accounts/sign-in-with-link.ts';
import { askIn, runIn } from '#test/command-line.ts';
import { postgresServers } from '#test/database.ts';
import { type Office, openOffice } from '#test/office.ts';

let office: Office;
beforeAll(async () => {
  const [server] = postgresServers();
  if (server === undefined) throw new Error('no PostgreSQL for tests');
  office = await openOffice(server);
});
afterAll(() => office.close());

const signIn = (token: string) => {
  const { database } = office.world;
  return signInWithLink({ database, seals: createSeals('a secret of tests') }, { token, code: null }, office.now);
};

const run = (...words: string[]) => runIn(office, words);

describe('what is said and how it ends', () => {
  it.each([
    [['bogus'], "unknown command 'bogus'"],
    [['enroll'], "missing required argument 'cadence'"],
    [['enroll', 'Welcome'], 'either --view or --record'],
    [['enroll', 'Welcome', '--view', 'a', '--record', 'b'], 'either --view or --record'],
    [['enroll', 'Welcome', '--view', 'a', '--earlier', 'perhaps'], 'skip, continue, restart'],
    [['apikey', 'create', 'robot', '--scope', 'everything'], 'records.read'],
    [['report', 'Welcome', '--from', 'yesterday'], 'YYYY-MM-DD'],
    [['import', 'leads', 'x.csv', '--map', '{'], '{"Column":"field"}'],
    [['demo', '--seed', 'many'], 'whole number'],
  ])('%o is not understood: 2, nothing on stdout, the reason on stderr', async (words, reason) => {
    const { code, out, errors } = await run(...words);
    expect([code, out]).toEqual([2, '']);
    expect(errors).toContain(reason);
  });

  it.each([
    ['cadence', 'export', 'Nobody’s'],
    ['report', 'Nobody’s'],
    ['enroll', 'Nobody’s', '--view', 'All'],
    ['unenroll', 'Nobody’s', '--record', 'ada@moreau.invalid'],
    ['explain', '4711'],
    ['explain', 'nobody@nowhere.invalid'],
    ['cadence', 'lint', '/nowhere/file.yaml'],
    ['import', 'leads', '/nowhere/leads.csv'],
    ['user', 'link', 'nobody@nowhere.invalid'],
  ])('%s %s … is refused: 1, one sentence on stderr; with --json one value on stdout as well', async (...words) => {
    const { code, out, errors } = await run(...words);
    expect([code, out]).toEqual([1, '']);
    expect(errors).toMatch(/^[A-Z].*\.$/);
    const told = await run(...words, '--json');
    expect(JSON.parse(told.out)).toEqual({ error: errors });
    expect(told.code).toBe(1);
  });

  it('help and version are answers, on stdout', async () => {
    expect(await run('--version')).toMatchObject({ code: 0, out: '1.2.3', errors: '' });
    const help = await run('cadence', '--help');
    expect(help).toMatchObject({ code: 0, errors: '' });
    for (const word of ['lint', 'apply', 'export', 'list', '--json']) expect(help.out).toContain(word);
  });

  it('--json may stand before or after the command', async () => {
    expect(JSON.parse((await run('--json', 'cadence', 'list')).out)).toEqual([]);
    expect(JSON.parse((await run('cadence', 'list', '--json')).out)).toEqual([]);
  });
});

describe('accounts', () => {
  it('U-2: a key that is made may do what it was given, and no more', async () => {
    const made = await askIn<{ key: string; scopes: string[]; expiresAt: number }>(
      office,
      'apikey',
      'create',
      'robot',
      '--scope',
      'records.read',
      'reports.read',
      '--expires-in-days',
      '7',
    );
    const known = await authenticate(office.world.database, { kind: 'api_key', key: made.key }, office.now);
    expect(known).toMatchObject({ kind: 'known', caller: { scopes: ['records.read', 'reports.read'] } });
    expect(made.expiresAt).toBe(office.now + 7 * 86_400_000);
    const { out } = await run('apikey', 'create', 'robot', '--scope', 'admin', '--scope', 'cadences.write');
    expect(out).toMatch(/^cdz_\w{8}_[\w-]{43}\nKeep it/);
  });

  it('U-1: a link signs its user in once', async () => {
    const { url } = await askIn<{ url: string }>(office, 'user', 'link', 'OMAR@harbour.invalid');
    const token = new URL(url).searchParams.get('token') ?? '';
    expect(await signIn(token)).toMatchObject({ kind: 'started' });
    expect(await signIn(token)).toMatchObject({ kind: 'refused' });
  });

  it('U-3: whoever forgot the password begins without one, and every session of before is over', async () => {
    const { database } = office.world;
    const { url } = await askIn<{ url: string }>(office, 'user', 'link', 'omar@harbour.invalid');
    const session = await signIn(new URL(url).searchParams.get('token') ?? '');
    if (session.kind !== 'started') throw new Error('not signed in');
    const known = () => authenticate(database, { kind: 'session', token: session.token }, office.now);
    expect(await known()).toMatchObject({ kind: 'known' });
    expect((await run('user', 'link', 'omar@harbour.invalid', '--forget-password')).code).toBe(0);
    expect(await known()).toMatchObject({ kind: 'refused' });
  });
});
