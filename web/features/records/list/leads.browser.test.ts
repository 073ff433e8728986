import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '#test/browser/accessible.ts';
import { fill } from '#test/browser/fill.ts';
import { useStage } from '#test/browser/stage.ts';
import { criteriaWords } from '#web/criteria/words.ts';
import { importWords } from '#web/features/records/import/words.ts';
import { describe as describeCriteria } from '#core/criteria/explain.ts';
import { fieldOf } from '#core/records/field.ts';
import { leads } from '#core/records/modules/leads.ts';
import { optionLabel } from '#web/features/records/fields/options.ts';
import { formWords } from '#web/features/records/forms/form-words.ts';
import { namesOf } from '#web/features/records/module.ts';
import { viewWords } from '#web/features/records/views/words.ts';
import { recordsWords } from '#web/features/records/list/records-words.ts';
import { generalWords } from '#web/i18n/general-words.ts';

const stage = useStage();
describe.each(['en', 'zh'] as const)('the list of leads, in %s', (language) => {
  const words = recordsWords[language];
  const views = viewWords[language];
  const criteria = criteriaWords[language];
  const common = generalWords[language];
  const names = namesOf({ ...leads, singular: leads.singular ?? leads.label }, language);
  const found = (count: number) => {
    const text = language === 'en' && count === 1 ? recordsWords.en.found_one : words.found_other;
    return fill(text, { count: String(count), ...names });
  };

  it('shows who is there, and how many', async () => {
    const page = await stage.open('/leads', { language });
    await page.getByRole('heading', { level: 1, name: names.module }).waitFor();
    await page.getByRole('table', { name: names.module }).getByRole('row').nth(10).waitFor();
    await page.getByText(found(60)).waitFor();
    expect(await page.title()).toBe(`${names.module} · Cadenza`);
    expect(await page.locator('html').getAttribute('lang')).toBe(language === 'zh' ? 'zh-CN' : 'en');
    if (language === 'en') await expectAccessible(page);
  });

  it('is sorted by a column, and the address keeps it', async () => {
    const page = await stage.open('/leads', { language });
    await page.getByRole('columnheader', { name: words.name }).getByRole('button').click();
    await page.locator('th[aria-sort="ascending"]').waitFor();
    await page.reload();
    await page.locator('th[aria-sort="ascending"]').waitFor();
    expect(new URL(page.url()).searchParams.get('sort')).toBe('last_name');
  });

  it('has its columns in the order that somebody put them in, by keyboard or by dragging', async () => {
    const page = await stage.open('/leads', { language });
    const [company, status, email] = language === 'en' ? ['Company', 'Status', 'Email'] : ['公司', '状态', '邮箱'];
    const heading = (name: string) => page.getByRole('columnheader').filter({ hasText: name });
    const begins = async (...wanted: string[]) => {
      for (const [place, name] of wanted.entries()) {
        await page
          .getByRole('columnheader')
          .nth(place + 2)
          .filter({ hasText: name })
          .waitFor();
      }
    };
    await begins(company, status, email);
    await page.getByRole('button', { name: common.columns }).click();
    const list = page.getByRole('dialog', { name: common.columns });
    if (language === 'en') await expectAccessible(page);
    await list.getByRole('button', { name: common.moveLeft.replace('{{column}}', email) }).focus();
    await page.keyboard.press('Enter');
    await begins(company, email, status);
    await page.keyboard.press('Enter');
    await begins(email, company, status);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    await heading(status).locator('[draggable]').dragTo(heading(email));
    await begins(status, email, company);
    await page.reload();
    await begins(status, email, company);
  });

  it('finds by a part of the name, and opens the lead', async () => {
    const page = await stage.open('/leads', { language });
    await page.getByRole('searchbox', { name: common.search }).fill('more');
    await page.getByText(found(1), { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Ada Moreau' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ada Moreau' }).waitFor();
  });

  it('V-1: a filter is written as text, which says what it does not understand', async () => {
    const page = await stage.open('/leads', { language });
    await page.getByRole('button', { name: views.filter }).click();
    await page.getByRole('button', { name: criteria.editAsText }).click();
    const text = page.getByRole('textbox', { name: criteria.asText });
    const sentence = describeCriteria({ field: 'last_name', is: 'Moreau' }, leads, language);
    await text.fill(sentence);
    await page.getByText(found(1), { exact: true }).waitFor();
    await text.fill(`${sentence} Moreau`);
    await page.getByText(criteria.expected_joint).waitFor();
    if (language === 'en') await expectAccessible(page);
    await text.fill('');
    await page.getByText(found(60), { exact: true }).waitFor();
    await text.fill(sentence);
    await page.getByRole('button', { name: criteria.editByFields }).click();
    await page.getByRole('textbox', { name: criteria.value }).and(page.locator('[value="Moreau"]')).waitFor();
  });

  it('V-1 V-3: a filter narrows the list down, becomes a view, is changed, and the view is deleted', async () => {
    const page = await stage.open('/leads', { language });
    const panel = page.getByRole('region', { name: fill(views.filterRecords, names) });
    const status = fieldOf(leads, 'lead_status');
    const qualified = status === undefined ? '' : optionLabel(status, 'Qualified', language);
    await page.getByRole('button', { name: views.filter }).click();
    await choose(page, criteria.values, qualified);
    await page.keyboard.press('Escape');
    const all = await countShown(page, found(60));
    expect(all).toBeLessThan(60);
    await panel.getByText(qualified).last().waitFor();
    if (language === 'en') await expectAccessible(page);

    await page.reload();
    await page.getByText(found(all), { exact: true }).waitFor();
    await page.getByRole('button', { name: views.filterOn }).click();
    await page.getByRole('button', { name: views.saveAsView }).click();
    await page.getByRole('button', { name: common.save, exact: true }).click();
    await page.getByText(views.nameMissing).waitFor();
    await page.getByRole('textbox', { name: views.name }).fill('Hot 热门');
    if (language === 'en') await expectAccessible(page);
    await page.getByRole('button', { name: common.save, exact: true }).click();
    const tab = page.getByRole('link', { name: `Hot 热门 ${all}` });
    await tab.and(page.locator('[aria-current="page"]')).waitFor();

    await page.getByRole('button', { name: views.actionsOf.replace('{{name}}', 'Hot 热门') }).click();
    await page.getByRole('menuitem', { name: views.deleteView }).click();
    await page.getByRole('button', { name: views.deleteView }).click();
    await page.getByText(found(60)).waitFor();
    await tab.waitFor({ state: 'detached' });
  });
});

describe.each(['en', 'zh'] as const)('leads come in, in %s', (language) => {
  const words = recordsWords[language];
  const names = namesOf({ ...leads, singular: leads.singular ?? leads.label }, language);
  const create = fill(formWords[language].create, names);
  const newLead = fill(words.newRecord, names);

  it('R-3: a lead is written down by hand; what is required is asked for', async () => {
    stage.allow(/422/);
    const page = await stage.open('/leads', { language });
    const dialog = page.getByRole('dialog', { name: newLead });
    const button = page.getByRole('button', { name: newLead });
    await button.click();
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await button.and(page.locator(':focus')).waitFor();
    await page.keyboard.press('c');
    await dialog.getByRole('button', { name: create }).click();
    await dialog.getByText(language === 'en' ? 'A value is needed.' : '必须填写。').waitFor();
    await dialog.getByRole('textbox').first().fill('Lovelace');
    if (language === 'en') await expectAccessible(page);
    await dialog.getByRole('button', { name: create }).click();
    await page.getByRole('heading', { level: 1, name: 'Lovelace' }).waitFor();
  });

  it('I-1: a file is imported: columns are put in their place, and bad rows are told', async () => {
    const page = await stage.open('/leads', { language });
    const sheet = importWords[language];
    await page.getByRole('button', { name: words.import }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: sheet.file }).click();
    const surname = language === 'en' ? 'Surname' : 'Nachname';
    const rows = `${surname},E-Mail,Lead source\nImported ${language},${language}@import.invalid,Moon\nWrong,nowhere,\n`;
    await (await chooser).setFiles({ name: 'leads.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
    await page.getByRole('alert').waitFor();
    await choose(page, sheet.goesTo.replace('{{column}}', surname), language === 'en' ? 'Last name' : '姓');
    await page.getByRole('button', { name: sheet.check }).click();
    await page.getByRole('table', { name: sheet.errors }).getByText('nowhere').waitFor();
    await choose(page, sheet.meaningOf.replace('{{cell}}', 'Moon'), sheet.meansNothing);
    if (language === 'en') await expectAccessible(page);
    await page.getByRole('button', { name: sheet.start, exact: true }).last().click();
    await page.getByText(sheet.running).waitFor();
    await stage.settle();
    await page.getByRole('link', { name: sheet.download }).waitFor();
    if (language === 'en') await expectAccessible(page);
    await page.getByRole('button', { name: sheet.done }).click();
    await page.getByRole('link', { name: `Imported ${language}` }).waitFor();
  });
});

it('I-1: an import under way can be stopped, and says what it read', async () => {
  const page = await stage.open('/leads', { language: 'en' });
  const sheet = importWords.en;
  await page.getByRole('button', { name: recordsWords.en.import }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: sheet.file }).click();
  const file = { name: 'stopped.csv', mimeType: 'text/csv', buffer: Buffer.from('Last name\nNever\n') };
  await (await chooser).setFiles(file);
  await page.getByRole('button', { name: sheet.check }).click();
  await page.getByRole('dialog').getByRole('button', { name: sheet.start, exact: true }).click();
  await page.getByRole('button', { name: sheet.stop }).click();
  const question = page.getByRole('dialog', { name: sheet.stopTitle });
  await question.getByRole('button', { name: sheet.stop }).click();
  await page.getByText(fill(sheet.stopped, { read: '0', total: '1' })).waitFor();
  await page.getByText(fill(sheet.notRead_one, { count: '1' })).waitFor();
  await expectAccessible(page);
});

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Once the count is another one. */
async function countShown(page: Page, before: string): Promise<number> {
  const count = page.locator('h1 + [role="status"]');
  await count.filter({ hasNotText: before }).waitFor();
  return Number.parseInt(await count.innerText(), 10);
}
