import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { cadenceYaml } from '#cli/cadence-commands.ts';
import { sayProblem } from '#contract/problem-words.ts';
import { problemCodes as criteriaProblemCodes } from '#core/criteria/problem.ts';
import { problemCodes } from '#core/cadence/problem.ts';
import { askIn, runIn } from '#test/command-line.ts';
import { postgresServers } from '#test/database.ts';
import { type Office, openOffice } from '#test/office.ts';

const EXAMPLE = 'examples/cadences/feature-adoption.yaml';

let office: Office;
let folder: string;
beforeAll(async () => {
  const [server] = postgresServers();
  if (server === undefined) throw new Error('no PostgreSQL for tests');
  office = await openOffice(server);
});
afterAll(() => office.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cadenza-cli-'));
});

const run = (...words: string[]) => runIn(office, words);
const ask = <T = Record<string, unknown>>(...words: string[]) => askIn<T>(office, ...words);
function file(text: string, name = 'cadence.yaml'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const welcome = (changes: string) => `name: ${changes}
module: leads
audience: manual
followUps:
  - id: hello
    email: { to: email, template: Hello ${changes} }
templates:
  Hello ${changes}: { subject: Welcome, html: "<p>Hello</p>" }
`;

describe('C-13: a cadence as a file', () => {
  it('is made, published, and applied again changes nothing', async () => {
    expect(await ask('cadence', 'apply', EXAMPLE)).toMatchObject({
      change: 'created',
      status: 'draft',
      published: null,
    });
    expect(await ask('cadence', 'apply', EXAMPLE, '--publish')).toMatchObject({ change: 'unchanged', published: 1 });
    const again = await ask('cadence', 'apply', EXAMPLE, '--publish');
    expect(again).toMatchObject({ change: 'unchanged', status: 'active', version: 1, published: null });
  });

  it('is exported with its templates; what is exported and applied changes nothing', async () => {
    await ask('cadence', 'apply', EXAMPLE, '--publish');
    const path = file('');
    expect((await run('cadence', 'export', 'Feature adoption', '--output', path)).code).toBe(0);
    expect(await ask('cadence', 'apply', path, '--publish')).toMatchObject({ change: 'unchanged', published: null });
    expect(parse(readFileSync(path, 'utf8'))).toEqual(await ask('cadence', 'export', 'Feature adoption'));
    const json = file(JSON.stringify(await ask('cadence', 'export', 'Feature adoption')), 'cadence.json');
    expect(await ask('cadence', 'apply', json)).toMatchObject({ change: 'unchanged' });
  });

  it('loses nothing of a template, whatever its text looks like', () => {
    const html = '  <p>a: b # c</p>\n\n\ttab \r\n- 行 “” \' " {{ x }}\n   \nend  ';
    const long = `<p>${'word '.repeat(500)}</p>`;
    const templates = { 'no: yes': { subject: '~', html }, '2026-01-01': { subject: 'null', html: long, text: 'yes' } };
    const written = { name: 'on', module: 'leads', audience: 'manual', followUps: [], templates } as const;
    expect(parse(cadenceYaml(written))).toEqual(written);
  });

  it('C-55: a template that says something else is saved without a new version', async () => {
    await ask('cadence', 'apply', file(welcome('Letters')), '--publish');
    const path = file(welcome('Letters').replace('<p>Hello</p>', '<p>Good day</p>'));
    expect(await ask('cadence', 'apply', path, '--publish')).toMatchObject({
      change: 'changed',
      version: 1,
      published: null,
    });
    expect(JSON.stringify(await ask('cadence', 'export', 'Letters'))).toContain('Good day');
  });

  it('changed, becomes a draft beside what runs, and with --publish the next version', async () => {
    await ask('cadence', 'apply', file(welcome('Drafts')), '--publish');
    const path = file(welcome('Drafts').replace('- id: hello', '- id: hello\n    delay: { days: 2 }'));
    expect(await ask('cadence', 'apply', path)).toMatchObject({ change: 'changed', version: 1, published: null });
    expect(JSON.stringify(await ask('cadence', 'export', 'Drafts'))).not.toContain('delay');
    expect(JSON.stringify(await ask('cadence', 'export', 'Drafts', '--draft'))).toContain('delay');
    expect(await ask('cadence', 'apply', path, '--publish', '--pin')).toMatchObject({ version: 2, published: 2 });
  });

  it('C-4: nobody starts mailing a view by leaving out a word', async () => {
    await office.view('Everybody', { all: [] });
    const path = file(welcome('Views').replace('manual', '{ view: Everybody }'));
    expect(await run('cadence', 'apply', path, '--publish')).toMatchObject({ code: 2, out: '' });
    expect(await ask('cadence', 'apply', path, '--publish', '--existing', 'leave')).toMatchObject({ published: 1 });
  });
});

describe('C-92: lint says everything that is wrong, with its line', () => {
  const lint = (text: string, language: 'en' | 'zh' = 'en') =>
    runIn(office, ['cadence', 'lint', file(text)], { language });
  const lines = (printed: string) => printed.split('\n').map((line) => line.replace(`${folder}/cadence.yaml`, ''));

  it('of YAML', async () => {
    const { code, out } = await lint('name: A\nfollowUps:\n  - id: a\n   email: { to: email\n');
    expect(code).toBe(1);
    expect(lines(out)[0]).toMatch(/^:4: error: /);
  });

  it('of the shape: a slip in a key, a missing value, a wrong one, in a choice between forms too', async () => {
    const { code, out } = await lint(
      welcome('Shapes')
        .replace('template: Hello Shapes', 'templat: Hello Shapes')
        .replace(
          'templates:',
          '    delay: { days: "3" }\n    then:\n      - id: next\n        when: [clickd, { nott: opened }]\n        task: { subject: Hi }\ntemplates:',
        ),
    );
    expect(code).toBe(1);
    expect(lines(out)).toEqual([
      ':7: error: followUps/0/delay/days: Here belongs a number.',
      ':6: error: followUps/0/email/template: It is missing; a text belongs here.',
      ':6: error: followUps/0/email: “templat” can’t stand here; check the spelling.',
      expect.stringMatching(/^:10: error: followUps\/0\/then\/0\/when\/0: It must be one of sent, opened, /),
      ':10: error: followUps/0/then/0/when/1: “nott” can’t stand here; check the spelling.',
    ]);
  });

  it('of the sense, in the language of whoever reads', async () => {
    const broken = welcome('Sense').replace(
      'email: { to: email, template: Hello Sense',
      'email: { to: company, template: Bye',
    );
    expect(lines((await lint(broken)).out)).toEqual([
      ':5: error: followUps/hello/to: The module has no e-mail field “company” to send to.',
      ':5: error: followUps/hello/template: There is no template “Bye”; write it, or choose another one.',
    ]);
    expect((await lint(broken, 'zh')).out).toContain('模块中没有可供发送的邮箱字段“company”。');
  });

  it('and a file that is wrong is never applied', async () => {
    const path = file(welcome('Wrong').replace('to: email', 'to: company'));
    expect((await run('cadence', 'apply', path)).code).toBe(1);
    expect(await ask('cadence', 'list')).not.toContainEqual(expect.objectContaining({ name: 'Wrong' }));
  });

  it('a file that is right has nothing wrong', async () => {
    expect(await run('cadence', 'lint', EXAMPLE)).toMatchObject({
      code: 0,
      out: `${EXAMPLE}: nothing is wrong with it.`,
    });
    expect(await ask('cadence', 'lint', EXAMPLE)).toEqual({ file: EXAMPLE, problems: [] });
  });

  it('every problem has a sentence in both languages, and no word is left unfilled', () => {
    const names = [
      'max',
      'module',
      'view',
      'count',
      'id',
      'parent',
      'trigger',
      'channel',
      'link',
      'result',
      'amount',
      'days',
    ];
    const more = [
      'times',
      'en',
      'zh',
      'field',
      'address',
      'via',
      'replyTo',
      'template',
      'why',
      'user',
      'response',
      'followUp',
      'date',
      'key',
      'operator',
      'language',
      'status',
      'wants',
      'wanted',
    ];
    const params = Object.fromEntries([...names, ...more].map((name) => [name, 1]));
    for (const language of ['en', 'zh'] as const) {
      for (const code of problemCodes) {
        const inside = code === 'criteria_broken' ? criteriaProblemCodes : [null];
        for (const problem of inside) {
          const all = problem === null ? params : { ...params, problem };
          expect(sayProblem({ severity: 'error', code, path: '', params: all }, language)).not.toMatch(/[{]\w+[}]/);
        }
      }
    }
  });
});
