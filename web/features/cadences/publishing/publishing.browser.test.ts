import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '#test/browser/accessible.ts';
import { useStage } from '#test/browser/stage.ts';
import type { CadenceFile } from '#core/cadence/file.ts';
import type { FileDuration } from '#core/cadence/file-duration.ts';
import type { Answer, OperationId } from '#web/api/call.ts';
import { cadencesWords } from '#web/features/cadences/words.ts';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { publishingWords } from '#web/features/cadences/publishing/words.ts';
import { rulesWords } from '#web/features/cadences/rules/words.ts';
import { paths } from '#web/paths.ts';

const stage = useStage();

/** A greeting some time after the enrolment. */
const greeting = (name: string, delay: FileDuration, audience: CadenceFile['audience'] = 'manual'): CadenceFile => ({
  name,
  module: 'leads',
  audience,
  followUps: [{ id: 'hello', delay, email: { to: 'email', template: 'First contact' } }],
});
const addressOf = (id: string) => paths.cadence.replace('$cadenceId', id);
const filled = (text: string, values: Readonly<Record<string, string | number>>) =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, key: string) => String(values[key]));

describe.each(['en', 'zh'] as const)('publishing, in %s', (language) => {
  const words = publishingWords[language];
  const rules = rulesWords[language];
  const name = `Greeting ${language}`;
  const email = filled(words.followUpNamed, { channel: language === 'en' ? 'Email' : '邮件', title: 'First contact' });
  const publish = async (page: Page) => {
    await page.getByRole('button', { name: language === 'en' ? /^Publish/ : /^发布/ }).click();
    return page.getByRole('dialog');
  };
  const publishNow = (page: Page) => page.getByRole('dialog').getByRole('button', { name: words.yes }).click();

  it('C-12 C-55: a cadence is published, gets rules, and is published again: who is in it goes on', async () => {
    const page = await stage.open(paths.cadences, { language });
    const { id } = await ask<'createCadence'>(page, 'POST', '', greeting(name, { days: 2 }));
    await page.goto(stage.url + addressOf(id));
    const first = await publish(page);
    await first.getByText(filled(words.textFirstManual, { records: language === 'en' ? 'leads' : '线索' })).waitFor();
    await publishNow(page);
    await page.getByText(filled(words.published, { name, version: 1 })).waitFor();

    await enrollAda(page, id);
    await page.getByRole('tab', { name: builderWords[language].tabRules }).click();
    await page.getByRole('button', { name: rules.usual }).click();
    await page.getByRole('button', { expanded: false, name: rules.goal }).waitFor();
    await expectAccessible(page);
    const second = await publish(page);
    const replied = language === 'en' ? 'Email: replied' : '邮件：已回复';
    await second.getByText(filled(words.rule_added, { rule: replied })).waitFor();
    await second.getByText(words.moveAll).waitFor();
    await publishNow(page);
    await page.getByText(filled(words.published, { name, version: 2 })).waitFor();
    await stage.passDays(2);
    expect(await mailsOf(page, id)).toBe(1);
  });

  it('C-55: whose follow-up was edited is said to stop, or finishes with the version it began with', async () => {
    const page = await stage.open(paths.cadences, { language });
    const own = `${name} again`;
    const { id } = await published(page, greeting(own, { days: 2 }));
    await enrollAda(page, id);
    const { revision } = await ask<'getCadence'>(page, 'GET', `/${id}`);
    await ask<'putDraft'>(page, 'PUT', `/${id}/draft`, { file: greeting(own, { days: 3 }), revision });
    await page.goto(stage.url + addressOf(id));
    const dialog = await publish(page);
    await dialog.getByText(filled(words.follow_up_edited, { followUp: email })).waitFor();
    await dialog.getByText(new RegExp(language === 'en' ? '0 go on .* 1 is stopped' : '0 条从.*1 条会停止')).waitFor();
    await dialog.getByRole('radio', { name: words.pin }).click();
    await expectAccessible(page);
    await publishNow(page);
    await page.getByText(filled(words.published, { name: own, version: 2 })).waitFor();
    await stage.passDays(2);
    expect(await mailsOf(page, id)).toBe(1);
  });

  it('C-55 C-94: whom a new rule releases at once is counted before it is published', async () => {
    const page = await stage.open(paths.cadences, { language });
    const own = `${name} ruled`;
    const { id } = await published(page, greeting(own, { days: 2 }));
    await enrollAda(page, id);
    const { revision } = await ask<'getCadence'>(page, 'GET', `/${id}`);
    const unenroll = [{ id: 'Known', record: { field: 'last_name', is: 'Moreau' } }];
    await ask<'putDraft'>(page, 'PUT', `/${id}/draft`, { file: { ...greeting(own, { days: 2 }), unenroll }, revision });
    await page.goto(stage.url + addressOf(id));
    const dialog = await publish(page);
    await dialog.getByText(new RegExp(language === 'en' ? '1 leaves at once' : '1 条会立即释放')).waitFor();
    await publishNow(page);
    await page.getByText(filled(words.published, { name: own, version: 2 })).waitFor();
    await stage.settle();
    const { items } = await ask<'listCadenceEnrollments'>(page, 'GET', `/${id}/enrollments`);
    expect(items.map(({ status }) => status)).toEqual(['unenrolled']);
  });

  it('C-53 C-59: disabling stops who is in it, enabling revives nobody, and both say so', async () => {
    const page = await stage.open(paths.cadences, { language });
    const other = `${name} 2`;
    const { id } = await published(page, greeting(other, { days: 2 }));
    await enrollAda(page, id);
    await page.reload();
    const row = page.getByRole('row', { name: other });
    await row.getByRole('button', { name: filled(words.actionsOf, { name: other }) }).click();
    await page.getByRole('menuitem', { name: words.disable }).click();
    const yes =
      language === 'en' ? words.disableYesStop_other.replace('records', 'record') : words.disableYesStop_other;
    await page.getByRole('button', { name: filled(yes, { count: 1 }) }).click();
    await row.getByText(cadencesWords[language].disabled).waitFor();
    await stage.passDays(3);
    expect(await mailsOf(page, id)).toBe(0);

    await row.getByRole('button', { name: filled(words.actionsOf, { name: other }) }).click();
    await page.getByRole('menuitem', { name: words.enable }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(words.enableText).waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: words.enableYes }).click();
    await row.getByText(cadencesWords[language].active).waitFor();
    await stage.passDays(3);
    expect(await mailsOf(page, id)).toBe(0);
  });
});

const words = publishingWords.en;

it('C-2: publishing for a view says how many are in it and what they get at once', async () => {
  const page = await stage.open(paths.cadences);
  const file = greeting('For new leads', { days: 1 }, { view: 'New leads' });
  const { delay: _, ...atOnce } = file.followUps[0] ?? { id: '' };
  const { id } = await ask<'createCadence'>(page, 'POST', '', { ...file, followUps: [atOnce] });
  await page.goto(stage.url + addressOf(id));
  await page.getByRole('button', { name: words.publish, exact: true }).click();
  const dialog = page.getByRole('dialog');
  const found = await dialog.getByText(/records are in the view “New leads”/).innerText();
  await dialog.getByText('each of them gets: Email “First contact”').waitFor();
  await dialog.getByRole('button', { name: words.yesTakeIn }).click();
  await page.getByText('“For new leads” runs as version 1.').waitFor();
  await stage.settle();
  const { items } = await ask<'listCadenceEnrollments'>(page, 'GET', `/${id}/enrollments?limit=200`);
  expect(found).toBe(`${items.length} records are in the view “New leads”.`);
  // Some of them have no address.
  expect(await mailsOf(page, id)).toBeGreaterThan(0);
});

it('C-13 C-63: a cadence is duplicated, exported as a file and comes back from it', async () => {
  stage.allow(/409/);
  const page = await stage.open(paths.cadences);
  await page.getByRole('button', { name: 'Actions for “Feature adoption”' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: words.exportFile }).click();
  const file = await (await downloading).path();
  await page.getByRole('button', { name: words.import }).click();
  const dialog = page.getByRole('dialog');
  const choosing = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: words.importChoose }).click();
  await (await choosing).setFiles(file);
  await dialog.getByText('4 follow-ups, 2 unenrolment rules, 2 templates').waitFor();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: words.importYes }).click();
  await dialog.getByText('The name is taken').waitFor();
  await dialog.getByRole('textbox', { name: words.importName }).fill('Feature adoption, again');
  await dialog.getByRole('button', { name: words.importYes }).click();
  await page.getByRole('heading', { level: 1, name: 'Feature adoption, again' }).waitFor();

  await page.getByRole('button', { name: 'Actions for “Feature adoption, again”' }).click();
  await page.getByRole('menuitem', { name: words.duplicate }).click();
  await dialog.getByRole('textbox', { name: words.duplicateName }).fill('A third one');
  await page.getByRole('button', { name: words.duplicateYes }).click();
  await page.getByRole('heading', { level: 1, name: 'A third one' }).waitFor();
});

async function published(page: Page, file: CadenceFile): Promise<Answer<'publishCadence'>> {
  const { id } = await ask<'createCadence'>(page, 'POST', '', file);
  return ask<'publishCadence'>(page, 'POST', `/${id}/publish`, { existing: 'leave', enrolled: 'move' });
}

async function enrollAda(page: Page, cadence: string): Promise<void> {
  const query = new URLSearchParams({ criteria: JSON.stringify({ field: 'last_name', is: 'Moreau' }) }).toString();
  const found = await fetchIn<Answer<'listRecords'>>(page, 'GET', `/api/v1/leads?${query}`);
  await ask<'enroll'>(page, 'POST', `/${cadence}/enroll`, { records: found.items.map(({ id }) => id) });
  await stage.settle();
}

/** How many mails of the cadence have gone out. */
async function mailsOf(page: Page, cadence: string): Promise<number> {
  const rounds = await ask<'listCadenceEnrollments'>(page, 'GET', `/${cadence}/enrollments?limit=200`);
  const counts = await Promise.all(
    rounds.items.map(async ({ id }) => {
      const path = `/api/v1/development-mailbox/messages?enrollment=${id}`;
      return (await fetchIn<Answer<'listCaughtMessages'>>(page, 'GET', path)).items.length;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

function ask<Id extends OperationId>(page: Page, method: string, path: string, body?: object): Promise<Answer<Id>> {
  return fetchIn(page, method, `/api/v1/cadences${path}`, body);
}

async function fetchIn<T>(page: Page, method: string, path: string, body?: object): Promise<T> {
  const { status, text } = await page.evaluate(
    async ([how, where, what]) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(where, { method: how, ...(what === null ? {} : { headers, body: what }) });
      return { status: response.status, text: await response.text() };
    },
    [method, path, body === undefined ? null : JSON.stringify(body)] as const,
  );
  expect(status < 300 ? 'good' : text).toBe('good');
  return JSON.parse(text) as T;
}
