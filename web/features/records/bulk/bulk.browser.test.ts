import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '#test/browser/accessible.ts';
import { useStage } from '#test/browser/stage.ts';
import { changeWords } from '#web/features/records/bulk/change-words.ts';
import { bulkWords } from '#web/features/records/bulk/words.ts';
import { roundWords } from '#web/features/enrollments/round-words.ts';
import { generalWords } from '#web/i18n/general-words.ts';

const stage = useStage();
const CADENCE = 'Feature adoption';

describe.each(['en', 'zh'] as const)('leads in bulk, in %s', (language) => {
  const words = bulkWords[language];
  const counted = (key: 'enrolled' | 'continued' | 'unenrolled' | 'already_enrolled' | 'unfinished', count: number) => {
    const one = language === 'en' && count === 1 ? bulkWords.en[`${key}_one`] : words[`${key}_other`];
    return one.replace('{{count}}', String(count));
  };
  const some = (key: 'enrollSome' | 'unenrollSome' | 'goOn', count: number) =>
    words[`${key}_other`]
      .replace('{{count}}', String(count))
      .replace('{{records}}', language === 'en' ? 'leads' : '线索');

  it('C-20 C-26 C-72: enrolled, taken out, enrolled again: each time it is told of whom, and asked what to do', async () => {
    await importLeads(3);
    const page = await stage.open(`/leads?q=Story${language}`, { language });

    await choose(page, 2);
    await page.getByRole('button', { name: words.enroll }).click();
    await page.getByRole('radio', { name: CADENCE }).waitFor();
    if (language === 'en') await expectAccessible(page);
    await page.getByRole('button', { name: some('enrollSome', 2) }).click();
    await page.getByRole('button', { name: counted('enrolled', 2) }).click();
    await page
      .getByRole('dialog')
      .getByRole('link', { name: `Story${language}` })
      .first()
      .waitFor();
    if (language === 'en') await expectAccessible(page);
    await page.getByRole('button', { name: words.done, exact: true }).click();
    await stage.settle();

    await page.getByRole('button', { name: words.unenroll }).click();
    await page.getByRole('button', { name: some('unenrollSome', 2) }).click();
    await page.getByRole('button', { name: counted('unenrolled', 2) }).waitFor();
    await page.getByRole('button', { name: words.done, exact: true }).click();
    await stage.settle();

    await choose(page, 3);
    await page.getByRole('button', { name: words.enroll }).click();
    await page.getByRole('button', { name: some('enrollSome', 3) }).click();
    await page.getByRole('button', { name: counted('enrolled', 1) }).waitFor();
    await page.getByRole('radiogroup', { name: counted('unfinished', 2) }).waitFor();
    await page.getByRole('radio', { name: words.continue }).check();
    if (language === 'en') await expectAccessible(page);
    await page.getByRole('button', { name: some('goOn', 2) }).click();
    await page.getByRole('button', { name: counted('continued', 2) }).waitFor();
    await page.getByRole('button', { name: counted('enrolled', 1) }).waitFor();
    expect(await page.getByRole('radiogroup').count()).toBe(0);
  });

  it('C-26: more than 200 in the background: closed it goes on, after a reload too, and a toast tells the end', async () => {
    await importLeads(210, 'Many');
    const page = await stage.open(`/leads?q=Many${language}`, { language });
    await chooseAll(page, 210);
    await page.getByRole('button', { name: words.enroll }).click();
    await page.getByRole('button', { name: some('enrollSome', 210) }).click();
    await page.getByText(progress(0, 210)).waitFor();
    await page.getByText(words.goesOn).waitFor();
    if (language === 'en') await expectAccessible(page);
    await page.getByRole('button', { name: words.toBackground }).click();
    await page.reload();
    const line = page.getByRole('button', { name: words.jobIn.replace('{{cadence}}', CADENCE) });
    await line.waitFor();
    if (language === 'en') await expectAccessible(page);

    await stage.settle();
    const result = page.getByRole('alert').filter({ hasText: counted('enrolled', 210) });
    await result.getByRole('button', { name: words.showResult }).click();
    await page.getByRole('dialog').getByText(counted('enrolled', 210)).waitFor();
    await line.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: words.done, exact: true }).click();

    // Repeated, nothing happens twice; the end is told where one waits for it.
    await chooseAll(page, 210);
    await page.getByRole('button', { name: words.enroll }).click();
    await page.getByRole('button', { name: some('enrollSome', 210) }).click();
    await page.getByText(progress(0, 210)).waitFor();
    await stage.settle();
    await page.getByRole('dialog').getByText(counted('already_enrolled', 210)).waitFor();
    await page.getByRole('button', { name: words.done, exact: true }).click();

    await page.getByRole('button', { name: words.unenroll }).click();
    await page.getByRole('button', { name: some('unenrollSome', 210) }).click();
    await page.getByRole('button', { name: words.toBackground }).click();
    await page.getByRole('button', { name: words.jobOut.replace('{{cadence}}', CADENCE) }).click();
    await page.getByRole('button', { name: words.stop }).click();
    await page.getByText(words.stopped).waitFor();
    await page.getByRole('dialog').getByText(words.nothingFound).waitFor();
  });

  it.runIf(language === 'en')(
    'X-1 everything that the list finds is changed, tagged and deleted, past 200 in the background',
    async () => {
      const change = changeWords[language];
      const page = await stage.open(`/leads?q=Many${language}`, { language, theme: 'dark' });
      await chooseAll(page, 210);
      await page.getByRole('button', { name: change.change }).click();
      await page.getByRole('combobox', { name: change.which }).click();
      await page.getByRole('option', { name: 'Email', exact: true }).click();
      stage.allow(/422/);
      await page.getByRole('dialog').getByRole('textbox', { name: 'Email' }).fill('nowhere');
      const yes = page.getByRole('button', { name: change.save_other.replace('{{count}} {{records}}', '210 leads') });
      await yes.click();
      await page.getByRole('dialog').locator('[aria-invalid="true"]').waitFor();
      await page.getByRole('combobox', { name: change.which }).click();
      await page.getByRole('option', { name: 'City', exact: true }).click();
      await page.getByRole('dialog').getByRole('textbox', { name: 'City' }).fill('Lagos');
      await yes.click();
      await page.getByText(progress(0, 210)).waitFor();
      await expectAccessible(page);
      await stage.settle();
      await page.getByRole('dialog').getByText(change.updated_other.replace('{{count}}', '210')).waitFor();
      await page.getByRole('button', { name: change.done, exact: true }).click();

      await page.getByRole('button', { name: words.delete, exact: true }).click();
      await page
        .getByRole('button', { name: words.deleteYes_other.replace('{{count}} {{records}}', '210 leads') })
        .click();
      await page.getByRole('button', { name: words.toBackground }).click();
      const line = page.getByRole('button', { name: words.jobDelete.replace('{{records}}', 'leads') });
      await line.waitFor();
      await stage.settle();
      const result = page.getByRole('alert').filter({ hasText: change.deleted_other.replace('{{count}}', '210') });
      await result.getByRole('button', { name: words.showResult }).click();
      await page.getByRole('dialog').getByText(change.deleted_other.replace('{{count}}', '210')).waitFor();
    },
  );

  it('C-24: only into an active cadence; the others say why not', async () => {
    const page = await stage.open('/leads', { language });
    await makeDraft(page, `Draft ${language}`);
    await choose(page, 1);
    await page.getByRole('button', { name: words.enroll }).click();
    const draft = page.getByRole('radio', { name: `Draft ${language}` });
    await draft.waitFor();
    expect(await draft.isDisabled()).toBe(true);
    await page.getByText(roundWords[language].isDraft).first().waitFor();
    if (language === 'en') await expectAccessible(page);
  });

  const progress = (done: number, total: number) =>
    words.running.replace('{{done}}', String(done)).replace('{{total}}', String(total));

  /** Everything that the list finds. */
  async function chooseAll(page: Page, total: number): Promise<void> {
    await page.getByRole('checkbox', { name: generalWords[language].selectAll }).check();
    await page.getByRole('button', { name: words.chooseEverything.replace('{{total}}', String(total)) }).click();
  }

  async function importLeads(count: number, name = 'Story'): Promise<void> {
    const page = await stage.open('/leads', { language });
    const rows = Array.from(
      { length: count },
      (_, index) => `${name}${language} ${index},${name}-${language}-${index}@x.invalid`,
    );
    await send(page, '/api/v1/leads/import', 'text/csv', ['last_name,email', ...rows].join('\n'));
  }
});

/** The first rows of the list. */
async function choose(page: Page, count: number): Promise<void> {
  const boxes = page.locator('tbody input[type="checkbox"]');
  for (let index = 0; index < count; index++) await boxes.nth(index).check();
}

async function makeDraft(page: Page, name: string): Promise<void> {
  const followUps = [{ id: 'call', call: { subject: 'Say hello', startsAfter: { days: 1 } } }];
  const file = { name, module: 'leads', audience: 'manual', followUps };
  await send(page, '/api/v1/cadences', 'application/json', JSON.stringify(file));
}

/** As a script of whoever is signed in there would. */
async function send(page: Page, path: string, type: string, body: string): Promise<void> {
  const status = await page.evaluate(
    async ([to, contentType, content]) => {
      const headers = { 'content-type': contentType };
      return (await fetch(to, { method: 'POST', headers, body: content })).status;
    },
    [path, type, body] as const,
  );
  expect(status).toBeLessThan(300);
}
