// T4: what people, imports and senders write is shown as what they wrote, in every text field and wherever it stands. The stage
// listens: a script that the policy stops or a picture that is fetched fails the test too.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { paths } from '#web/paths.ts';
import { HOSTILE_ELEMENTS, hostileTexts } from '#test/browser/hostile-markup.ts';
import { useStage } from '#test/browser/stage.ts';

const stage = useStage();

type Field = { readonly key: string; readonly type: string; readonly readOnly: boolean; readonly maxLength: number };
type Made = { readonly id: string };

/** As whoever is signed in on the page. */
async function call<Answer>(page: Page, method: string, path: string, body?: object): Promise<Answer> {
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const headers = body === undefined ? {} : { 'content-type': 'application/json' };
  return page.evaluate(
    async ([where, asked]) => {
      const answer = await fetch(where, asked);
      if (!answer.ok) throw new Error(`${where}: ${answer.status} ${await answer.text()}`);
      return answer.status === 204 ? null : answer.json();
    },
    [`/api/v1${path}`, { method, headers, ...content }] as const,
  );
}

async function expectHarmless(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  expect([page.url(), await page.locator(HOSTILE_ELEMENTS).count()]).toEqual([page.url(), 0]);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
}

function textFields(fields: readonly Field[]): readonly string[] {
  return fields.filter(({ type, readOnly }) => ['text', 'long_text'].includes(type) && !readOnly).map(({ key }) => key);
}

/** Every text in one of the fields; the ids of the records. */
async function makeHostileLeads(page: Page, fields: readonly string[]): Promise<string[]> {
  const records: object[] = [];
  for (let from = 0; from < hostileTexts.length; from += fields.length) {
    const texts = hostileTexts.slice(from, from + fields.length);
    records.push(Object.fromEntries(fields.map((key, index) => [key, texts[index] ?? hostileTexts[0]])));
  }
  const made = await Promise.all(records.map((values) => call<Made>(page, 'POST', '/leads', { values })));
  return made.map(({ id }) => id);
}

it('T4: 300 hostile texts in every text field, in lists, on pages, in notes, tasks and names of views', async () => {
  const page = await stage.open(paths.home);
  const { fields } = await call<{ fields: Field[] }>(page, 'GET', '/modules/leads');
  const columns = textFields(fields);
  const leads = await makeHostileLeads(page, columns);
  const [first = ''] = leads;
  for (const text of hostileTexts.slice(0, 50)) await call(page, 'POST', `/leads/${first}/notes`, { text });
  const [, hostile = ''] = hostileTexts;
  await call(page, 'POST', '/activities', { kind: 'task', record: first, subject: hostile, description: hostile });
  const criteria = { all: [{ field: columns[0], contains: hostile }] };
  await call(page, 'POST', '/views', { name: hostile, module: 'leads', criteria, columns: [] });
  const everything = { name: 'Everything', module: 'leads', criteria: { all: [] }, columns };
  const { id: view } = await call<Made>(page, 'POST', '/views', everything);
  const addresses = [
    ...[`/leads?view=${view}`, `/leads/${first}`, `/leads/${leads.at(-1)}`, paths.home, paths.activities],
    ...[paths.cadences, paths.imports],
  ];
  for (const address of addresses) {
    await page.goto(`${stage.url}${address}`);
    await expectHarmless(page);
  }
  await call(page, 'DELETE', `/leads/${first}`);
  await page.goto(`${stage.url}${paths.recycleBin}`);
  await expectHarmless(page);
  expect(await page.getByText(hostileTexts[0] ?? '').count()).toBeGreaterThan(0);
});

it('T4: the editor of templates and its preview keep nothing of it either', async () => {
  // Parsing markup apart from the page, to look through it, tells of what would be stopped.
  stage.allow(/violates the following Content Security Policy directive/);
  const page = await stage.open(paths.home);
  const html = hostileTexts.slice(0, 60).join('<br>');
  await call(page, 'PUT', '/templates/Hostile', { subject: hostileTexts[1], html });
  for (const address of [paths.templates, `${paths.template}?name=Hostile`]) {
    await page.goto(`${stage.url}${address}`);
    await expectHarmless(page);
  }
});
