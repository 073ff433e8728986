import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { table } from '#cli/table.ts';
import { askIn, runIn } from '#test/command-line.ts';
import { postgresServers } from '#test/database.ts';
import { type Office, openOffice } from '#test/office.ts';

let office: Office;
let folder: string;
beforeAll(async () => {
  const [server] = postgresServers();
  if (server === undefined) throw new Error('no PostgreSQL for tests');
  office = await openOffice(server);
  folder = mkdtempSync(join(tmpdir(), 'cadenza-cli-'));
  await ask('cadence', 'apply', 'examples/cadences/feature-adoption.yaml', '--publish');
});
afterAll(() => office.close());

const run = (...words: string[]) => runIn(office, words);
const ask = <T = Record<string, unknown>>(...words: string[]) => askIn<T>(office, ...words);
function file(name: string, text: string | Uint8Array): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

describe('leads from a file into a cadence, and what came of it', () => {
  it('I-1: imports, tells which rows it could not take, and ends with 1 when there are any', async () => {
    const path = file(
      'leads.csv',
      'Email,Last name,Firma\nada@moreau.invalid,Moreau,Moreau SA\nnowhere,Okoro,\n,Chen,\n',
    );
    const told = await run('import', 'leads', path);
    expect(told.code).toBe(1);
    expect(told.out).toContain('This is not a mail address.');
    expect(told.out).toContain('Columns left out: Firma');
    const map = JSON.stringify({ Email: 'email', 'Last name': 'last_name', Firma: 'company' });
    const again = ask('import', 'leads', path, '--map', map, '--duplicates', 'update', '--key', 'last_name');
    expect(await again).toMatchObject({ read: 3, created: 0, updated: 2, failed: 1, unmapped: [] });
  });

  it('I-1: a Chinese encoding is seen by itself, or told', async () => {
    const [zh, en] = [Uint8Array.from([0xd0, 0xd5]), ',Email\n']; // 姓 in GB 18030
    const path = file(
      'gb.csv',
      Buffer.concat([zh, Buffer.from(en), Uint8Array.from([0xb3, 0xc2]), Buffer.from(',c@x.invalid\n')]),
    );
    expect(await ask('import', 'leads', path)).toMatchObject({ created: 1, failed: 0 });
    expect(await ask('import', 'leads', path, '--encoding', 'gb18030')).toMatchObject({ skipped: 1, failed: 0 });
  });

  it('I-1: unknown cells are shown with what they may be, mapped, and the whole import undone', async () => {
    const path = file('sources.csv', 'Last name,Lead source\nOne,Refferal\nTwo,Moon\n');
    const tried = await run('import', 'leads', path, '--dry-run');
    expect(tried.out).toMatch(/Refferal.*Referral/);
    const errors = join(folder, 'left-out.csv');
    const given = JSON.stringify({ lead_source: { Refferal: { as: 'Referral' } } });
    const first = await ask<{ id: string }>('import', 'leads', path, '--meanings', given, '--errors', errors);
    expect(first).toMatchObject({ created: 1, failed: 1 });
    expect(readFileSync(errors, 'utf8')).toContain('"Two","Moon","3",');
    const all = ['import', 'leads', path, path, '--duplicates', 'add', '--unknown', 'add'];
    expect(await ask(...all)).toMatchObject({ files: [{ created: 2 }, { created: 2 }] });
    expect(await ask('undo-import', first.id)).toMatchObject({ binned: 1 });
    expect((await run('undo-import', first.id)).errors).toContain('import as it is now');
  });

  it('a progress bar is drawn on a terminal only', async () => {
    const path = file('more.csv', 'Email,Last name\nben@okoro.invalid,Ben\n');
    const words = ['import', 'leads', path];
    expect((await runIn(office, words)).drawn).toEqual([]);
    const { drawn, out } = await runIn(office, words, { terminal: true });
    expect(drawn.join('\n')).toMatch(/█+ 100 % {2}1 rows/);
    expect(drawn.at(-1)).toBe('');
    expect(out).not.toContain('█');
  });

  it('C-20: enrolls by address, by id, by view; each record gets its answer', async () => {
    const first = await ask('enroll', 'Feature adoption', '--record', 'ADA@moreau.invalid');
    expect(first).toMatchObject({ records: 1, enrolled: 1, enrollments: [{ what: 'enrolled' }] });
    await office.view('With address', { field: 'email', is_not_empty: true });
    const all = await ask('enroll', 'Feature adoption', '--view', 'With address');
    expect(all).toMatchObject({ records: 3, enrolled: 2, already_enrolled: 1 });
    expect((await run('enroll', 'Feature adoption', '--record', 'x@y.invalid')).errors).toBe(
      'There is no record x@y.invalid.',
    );
    expect((await run('enroll', 'Feature adoption', '--view', 'Nobody')).errors).toContain('no view “Nobody”');
  });

  it('C-56, C-72: takes out, and says why who was in it stays out', async () => {
    expect(await ask('unenroll', 'Feature adoption', '--record', 'ben@okoro.invalid', 'ada@moreau.invalid')).toEqual({
      unenrolled: 2,
      not_enrolled: 0,
    });
    const left = await ask('enroll', 'Feature adoption', '--record', 'ben@okoro.invalid');
    expect(left).toMatchObject({ skipped: 1, reasons: { was_enrolled_before: 1 } });
    const back = await ask('enroll', 'Feature adoption', '--record', 'ada@moreau.invalid', '--earlier', 'continue');
    expect(back).toMatchObject({ continued: 1 });
  });

  it('C-41: explains an enrollment in words, in both languages; several of a lead are listed', async () => {
    await office.settle();
    const { out } = await run('explain', 'ada@moreau.invalid');
    expect(out).toContain('Feature adoption · #');
    expect(out).toMatch(/2 Mar 2026, 09:00:00 +Enrolled \(by hand\)\./);
    expect(out).toContain('“announcement” was carried out.');
    const zh = await runIn(office, ['explain', 'ada@moreau.invalid', '--language', 'zh']);
    expect(zh.out).toContain('“announcement”已执行。');
    await ask('unenroll', 'Feature adoption', '--record', 'ada@moreau.invalid');
    await ask('enroll', 'Feature adoption', '--record', 'ada@moreau.invalid', '--earlier', 'restart');
    const rounds = await ask<{ enrollment: string }[]>('explain', 'ada@moreau.invalid');
    expect(rounds).toMatchObject([{ status: 'active' }, { status: 'unenrolled' }]);
    expect(await ask('explain', rounds[0]?.enrollment ?? '')).toMatchObject({
      status: 'active',
      cadence: 'Feature adoption',
    });
  });

  it('C-80: reports; states add up to the enrolled', async () => {
    await office.settle();
    const report = await ask<{ enrolled: number; states: Record<string, number> }>('report', 'Feature adoption');
    expect(Object.values(report.states).reduce((sum, n) => sum + n, 0)).toBe(report.enrolled);
    const { out } = await run('report', 'Feature adoption');
    expect(out).toMatch(/Follow-up +Channel +Reached +Executed/);
    expect(out).toContain('  guidance');
    const before = await ask<{ followUps: { reached: number }[] }>(
      'report',
      'Feature adoption',
      '--until',
      '2026-02-01',
    );
    expect(before.followUps.map(({ reached }) => reached)).toEqual([0, 0, 0, 0]);
  });
});

describe('tables', () => {
  it('count wide characters as wide, set numbers right, and obey no orders hidden in names', () => {
    expect(
      table(
        ['名称', 'n'],
        [
          ['销售节奏', 1200],
          ['a', 7],
        ],
      ).split('\n'),
    ).toEqual(['名称          n', '───────────────', '销售节奏  1,200', 'a             7']);
    expect(table(['x'], [['a\u001B[2Jb\nc']])).not.toContain('\u001B');
  });
});
