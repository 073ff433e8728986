// C-92 what a cadence file would change, and what would come of it, before anything is applied.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valueOf } from '#core/records/field.ts';
import { askIn, runIn } from '#test/command-line.ts';
import { postgresServers } from '#test/database.ts';
import { type Office, openOffice } from '#test/office.ts';

const EXAMPLE = 'examples/cadences/feature-adoption.yaml';
const example = readFileSync(EXAMPLE, 'utf8');

let office: Office;
let folder: string;
let ada: string;
beforeAll(async () => {
  const [server] = postgresServers();
  if (server === undefined) throw new Error('no PostgreSQL for tests');
  office = await openOffice(server);
  folder = mkdtempSync(join(tmpdir(), 'cadenza-trials-'));
  ada = String(valueOf(await office.lead('ada'), 'email'));
  for (const name of ['grace', 'joan']) await office.lead(name);
});
afterAll(() => office.close());

const run = (...words: string[]) => runIn(office, words);
const ask = <T = Record<string, unknown>>(...words: string[]) => askIn<T>(office, ...words);
function file(text: string, name: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
const later = example
  .replace('startsAfter: { days: 1 }', 'startsAfter: { days: 2 }')
  .replace('responseWindowDays: 21', 'responseWindowDays: 25')
  .replace('subject: Boards, in two minutes', 'subject: Boards in one minute');

describe('C-92: on the command line', () => {
  it('C-92 diff says what the file changes, in both languages, and what publishing it would stop', async () => {
    expect((await run('cadence', 'diff', EXAMPLE)).out).toContain('applying the file makes it');
    await ask('cadence', 'apply', EXAMPLE, '--publish');
    expect((await run('cadence', 'diff', EXAMPLE)).out).toBe('Both mean the same.');
    const path = file(later, 'later.yaml');
    const told = (await run('cadence', 'diff', path)).out.split('\n');
    expect(told).toEqual([
      '- Responses are waited for another number of days.',
      '- Follow-up “guidance” changes: what it does.',
      '- Template “Boards in two minutes” says something else.',
      '',
      'Publishing it stops nobody: no round is under way.',
    ]);
    await run('enroll', 'Feature adoption', '--record', ada);
    await office.settle();
    expect(await ask('cadence', 'diff', path)).toMatchObject({
      version: 1,
      preview: { stopping: 0, goingOn: 1, edited: ['guidance'] },
    });
    expect((await runIn(office, ['cadence', 'diff', path], { language: 'zh' })).out).toContain(
      '跟进“guidance”有变化：内容。',
    );
    expect((await ask<{ status: string }[]>('cadence', 'list'))[0]).toMatchObject({ version: 1, hasDraft: false });
  });

  it('C-92 diff of two files needs no cadence: what comes, what goes, what is other', async () => {
    const [one, other] = [file(example, 'one.yaml'), file(later, 'other.yaml')];
    expect(await ask('cadence', 'diff', one, other)).toMatchObject({
      differences: [
        { kind: 'head', head: 'responseWindowDays' },
        { kind: 'follow_up_edited', followUp: 'guidance', aspects: ['settings'] },
        { kind: 'template_edited', template: 'Boards in two minutes' },
      ],
    });
    expect((await run('cadence', 'diff', one, file('name: [', 'broken.yaml'))).code).toBe(1);
  });

  it('C-90 C-92 simulate tells who would get what, with progress, and saves nothing', async () => {
    const shown = await runIn(office, ['cadence', 'simulate', EXAMPLE, '--rate', 'announcement.clicked=1'], {
      terminal: true,
    });
    expect(shown).toMatchObject({ code: 0, errors: '' });
    expect(shown.drawn.at(-1)).toBe('');
    expect(shown.out).toMatch(/^3 of 3 records taken in\./);
    const json = await ask<{ enrolled: number; followUps: { followUp: string; reached: number }[] }>(
      ...[
        'cadence',
        'simulate',
        EXAMPLE,
        '--records',
        '2',
        '--days',
        '10',
        '--rate',
        'announcement.clicked=1',
        '--rate',
        'announcement.bounced=0',
      ],
    );
    expect(json.enrolled).toBe(2);
    expect(json.followUps.find(({ followUp }) => followUp === 'guidance')?.reached).toBe(2);
    const zh = await runIn(office, ['cadence', 'simulate', EXAMPLE], { language: 'zh' });
    expect(zh.out).toMatch(/^3 条记录中纳入 3 条。/);
    expect(await ask('cadence', 'list')).toHaveLength(1);
  });

  it('C-92 what can’t be simulated is refused with what to do', async () => {
    const wrong = await run('cadence', 'simulate', EXAMPLE, '--rate', 'announcement.completed=1');
    expect(wrong).toMatchObject({
      code: 1,
      errors: expect.stringContaining('no response to the follow-up “announcement”'),
    });
    expect((await run('cadence', 'simulate', EXAMPLE, '--rate', 'announcement.opened=2')).code).toBe(2);
    expect((await run('cadence', 'simulate', EXAMPLE, '--records', '0')).code).toBe(2);
    const noModule = file(example.replace('module: leads', 'module: nothing'), 'nothing.yaml');
    expect((await run('cadence', 'simulate', noModule)).out).toContain('nothing.yaml:');
  });

  it('C-92 every command of docs/simulating.md works as it is written', async () => {
    const commands = readFileSync('docs/simulating.md', 'utf8').match(/^npx cadenza .*$/gm) ?? [];
    expect(commands.length).toBeGreaterThan(4);
    for (const command of commands) {
      const words =
        command
          .match(/'[^']*'|\S+/g)
          ?.slice(2)
          .map((word) => word.replaceAll("'", '')) ?? [];
      expect({ command, ...(await run(...words)) }).toMatchObject({ code: 0, errors: '' });
    }
  });
});
