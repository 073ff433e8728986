// What was published stays: who did it, what was different, and the way back to it.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '#test/browser/accessible.ts';
import { useStage } from '#test/browser/stage.ts';
import { runSample, send } from '#test/browser/watch-sample.ts';
import type { CadenceFile } from '#core/cadence/file.ts';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { panelWords } from '#web/features/cadences/builder/panel/words.ts';
import { publishingWords } from '#web/features/cadences/publishing/words.ts';
import { versionsWords } from '#web/features/cadences/versions/words.ts';
import { reportsWords } from '#web/features/reports/words.ts';
import { paths } from '#web/paths.ts';

const stage = useStage();

const file = (name: string): CadenceFile => ({
  name,
  module: 'leads',
  audience: 'manual',
  followUps: [{ id: 'thank', task: { subject: 'Say thank you' } }],
});

/** A cadence whose second version has another follow-up and a rule. */
async function publishedTwice(page: Page, name: string): Promise<string> {
  const { id } = (await send(page, '/api/v1/cadences', file(name))) as { id: string };
  const at = `/api/v1/cadences/${id}`;
  await send(page, `${at}/publish`, { existing: 'leave', enrolled: 'move' });
  const second: CadenceFile = {
    ...file(name),
    followUps: [
      ...file(name).followUps,
      { id: 'ring', delay: { weeks: 1 }, call: { subject: 'Ring', startsAfter: { hours: 1 } } },
    ],
    unenroll: [{ id: 'done', goal: true, task: ['completed'] }],
  };
  await page.evaluate(
    async ([url, body]) => fetch(url, { method: 'PUT', headers: { 'content-type': 'application/json' }, body }),
    [`${at}/draft`, JSON.stringify({ file: second })] as const,
  );
  await send(page, `${at}/publish`, { existing: 'leave', enrolled: 'pin' });
  return id;
}

describe.each(['en', 'zh'] as const)('versions of a cadence, in %s', (language) => {
  const words = versionsWords[language];
  const builder = builderWords[language];
  const named = (text: string, version: number) => text.replace('{{version}}', String(version));

  it('C-12 C-55 says who published what, shows a version as it was, and starts a draft from it', async () => {
    const page = await stage.open(paths.cadences, { language });
    const id = await publishedTwice(page, `Twice ${language}`);
    await page.goto(stage.url + paths.cadence.replace('$cadenceId', id));
    await page.getByRole('button', { name: named(words.open, 2) }).click();
    const versions = page.getByRole('dialog').getByRole('list', { name: words.versions });
    const second = versions.getByRole('listitem').filter({ hasText: words.runs }).first();
    await second.getByText(words.pin).waitFor();
    await second.getByText(words.by.replace('{{name}}', 'Mei')).waitFor();
    await second.getByText(/Ring/).waitFor();
    await second.getByText(publishingWords[language].rule_added.replace('{{rule}}', '')).waitFor();
    await expectAccessible(page);
    await versions.getByRole('link', { name: named(words.lookAt, 1) }).click();
    await page.getByText(named(words.looking, 1)).waitFor();
    await page.locator('[data-follow-up="thank"]').waitFor();
    expect(await page.locator('[data-follow-up="ring"]').count()).toBe(0);
    expect(await page.getByRole('button', { name: builder.addFirst }).count()).toBe(0);
    await expectAccessible(page);
    await page.locator('[data-follow-up="thank"]').click();
    expect(await page.getByRole('textbox', { name: panelWords[language].subject }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: builder.closePanel }).click();
    await page.getByRole('tab', { name: builder.tabRules }).waitFor();
    await page.getByRole('button', { name: words.startFrom }).click();
    await page.getByText(named(builder.draftOf, 2)).waitFor();
    await page.locator('[data-follow-up="thank"]').waitFor();
    expect(await page.locator('[data-follow-up="ring"]').count()).toBe(0);
  });
});

it('C-80 a report counts one version, and what happened between two days', async () => {
  const words = reportsWords.en;
  const page = await stage.open(paths.cadences);
  const id = await publishedTwice(page, 'Counted');
  const { leads } = await runSample(page, stage, ['Moreau']);
  await send(page, `/api/v1/cadences/${id}/enroll`, { records: leads.map((lead) => lead.id) });
  await stage.settle();
  await page.goto(stage.url + paths.cadenceReport.replace('$cadenceId', id));
  const enrolled = page.getByRole('definition').first();
  await enrolled.getByRole('link', { name: /^1/ }).waitFor();
  await page.getByRole('combobox', { name: words.version }).selectOption('1');
  await enrolled.getByText('0').waitFor();
  await page.getByRole('combobox', { name: words.version }).selectOption('2');
  await enrolled.getByRole('link', { name: /^1/ }).waitFor();
  const made = page.getByRole('row', { name: 'Say thank you' }).last();
  await made.getByRole('link', { name: words.activityExecuted }).waitFor();
  await page.getByRole('combobox', { name: words.period }).selectOption('own');
  await page.getByLabel(words.until).fill('2020-01-01');
  await made.getByRole('link', { name: words.activityExecuted }).waitFor({ state: 'detached' });
  await expectAccessible(page);
});
