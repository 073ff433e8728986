import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '#test/browser/accessible.ts';
import { fill } from '#test/browser/fill.ts';
import { useStage } from '#test/browser/stage.ts';
import { activitiesWords } from '#web/features/activities/words.ts';
import { capital, responseWords } from '#web/features/cadences/response-words.ts';
import { recordWords } from '#web/features/records/page/record-words.ts';
import { timelineWords } from '#web/features/records/page/timeline-words.ts';
import { paths } from '#web/paths.ts';

const stage = useStage();

describe.each([
  ['en', 'Ada Moreau', 'light'],
  ['zh', 'Ben Okoro', 'dark'],
] as const)('tasks and calls by hand, in %s', (language, lead, theme) => {
  const words = activitiesWords[language];
  const open = async (): Promise<Page> => {
    const page = await stage.open(`/leads?q=${lead.split(' ')[1] ?? ''}`, { language, theme });
    await page.getByRole('link', { name: lead }).click();
    await page.getByRole('heading', { level: 1, name: lead }).waitFor();
    return page;
  };

  it('R-6, T-1: a task is written down on the lead’s page, for a colleague, and changed', async () => {
    const page = await open();
    const section = page.getByRole('region', { name: recordWords[language].activities });
    await section.getByText(recordWords[language].noActivities).waitFor();
    await section.getByRole('button', { name: words.newTask }).click();
    const dialog = page.getByRole('dialog', { name: fill(words.newFor, { what: words.newTask, name: lead }) });
    stage.allow(/422/);
    await dialog.getByRole('button', { name: words.create }).click();
    await dialog.getByRole('textbox', { name: words.subject }).and(page.locator('[aria-invalid]')).waitFor();
    await dialog.getByRole('textbox', { name: words.subject }).fill('Send the offer');
    await dialog.getByRole('textbox', { name: words.description }).fill('With the new prices.');
    await dialog.getByLabel(words.reminder).fill('2027-03-01T08:45');
    await dialog.getByRole('combobox', { name: words.owner }).click();
    await page.getByRole('option', { name: 'Omar' }).click();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: words.create }).click();
    await page.getByText(fill(words.wasCreated, { subject: 'Send the offer' })).waitFor();

    await section.getByRole('button', { name: 'Send the offer', exact: true }).click();
    await section.getByText('With the new prices.').waitFor();
    await section.getByText(words.reminder).waitFor();
    await section.getByText(words.byHand).waitFor();
    await expectAccessible(page);
    await section.getByRole('button', { name: fill(words.editNamed, { subject: 'Send the offer' }) }).click();
    const editing = page.getByRole('dialog', { name: words.editTask });
    await editing.getByRole('textbox', { name: words.subject }).fill('Send the second offer');
    await editing.getByText(words.high, { exact: true }).click();
    await editing.getByRole('button', { name: words.save }).click();
    await section.getByRole('button', { name: 'Send the second offer', exact: true }).waitFor();
    await page
      .getByRole('region', { name: timelineWords[language].title })
      .getByText('Send the second offer')
      .waitFor();
  });

  it('L-1: a call that was made is logged with its result; what is done stands the newest first', async () => {
    const page = await stage.open(`${paths.activities}?show=done`, { language, theme });
    const subjects = [`First call, ${language}`, `Second call, ${language}`];
    for (const subject of subjects) {
      await page.getByRole('button', { name: words.newCall }).click();
      const dialog = page.getByRole('dialog', { name: words.newCall });
      await dialog.getByText(words.made, { exact: true }).click();
      await dialog.getByRole('textbox', { name: words.subject }).fill(subject);
      await dialog.getByRole('combobox', { name: words.about }).fill(lead);
      await page.getByRole('option', { name: lead }).click();
      await dialog.getByRole('combobox', { name: words.howDidItGo }).click();
      await page.getByRole('option', { name: capital(responseWords[language].interested), exact: true }).click();
      if (subject === subjects[0]) await expectAccessible(page);
      await dialog.getByRole('button', { name: words.logCallYes }).click();
      await page.getByRole('button', { name: subject, exact: true }).waitFor();
      await stage.passHours(1);
    }
    await page.reload();
    await page.getByRole('link', { name: lead }).first().waitFor();
    const told = await page.locator('[data-activity] [aria-expanded]').allInnerTexts();
    expect(told.map((text) => text.trim()).slice(0, 2)).toEqual(subjects.toReversed());
  });
});
