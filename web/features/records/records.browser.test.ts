// The pages of all modules: what leads have, every other module has too.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { systemModule } from '#core/records/modules.ts';
import { expectAccessible } from '#test/browser/accessible.ts';
import { fill } from '#test/browser/fill.ts';
import { makeCustomer, makeRecord } from '#test/browser/make-customer.ts';
import { useStage } from '#test/browser/stage.ts';
import { promised } from '#test/promised.ts';
import { convertWords } from '#web/features/records/convert/convert-words.ts';
import { formWords } from '#web/features/records/forms/form-words.ts';
import { importsWords } from '#web/features/records/import/imports-words.ts';
import { importWords } from '#web/features/records/import/words.ts';
import { recordsWords } from '#web/features/records/list/records-words.ts';
import { namesOf } from '#web/features/records/module.ts';
import { recordWords } from '#web/features/records/page/record-words.ts';
import { timelineWords } from '#web/features/records/page/timeline-words.ts';
import { binWords } from '#web/features/records/recycle-bin/bin-words.ts';
import { relatedWords } from '#web/features/records/related/related-words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { paths } from '#web/paths.ts';
import { shellWords } from '#web/shell/words.ts';

const stage = useStage();
function names(key: string, language: 'en' | 'zh') {
  const { label, singular } = systemModule(key) ?? { label: { en: '', zh: '' } };
  return namesOf({ key, label, singular: singular ?? label }, language);
}

describe.each(['en', 'zh'] as const)('records of every module, in %s', (language) => {
  const lists = recordsWords[language];
  const forms = formWords[language];
  const record = recordWords[language];
  const related = relatedWords[language];
  const label = (en: string, zh: string) => (language === 'en' ? en : zh);

  it('R-1 R-6: an account is made, a contact of it from its page, and the lookup leads back', async () => {
    const page = await stage.open(paths.home, { language });
    const navigation = page.getByRole('navigation', { name: shellWords[language].navigation });
    await navigation.getByRole('link', { name: names('accounts', language).module, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: names('accounts', language).module }).waitFor();
    await page
      .getByRole('button', { name: fill(lists.newRecord, names('accounts', language)) })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill(`Harbour ${language}`);
    await dialog.getByText(forms.allFields).click();
    await dialog.getByRole('textbox', { name: label('Tax number', '统一社会信用代码/税号') }).fill('91-310');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: fill(forms.create, names('accounts', language)) }).click();
    await page.getByRole('heading', { level: 1, name: `Harbour ${language}` }).waitFor();
    await page.getByText('91-310').waitFor();

    await page.getByRole('button', { name: fill(related.new, names('contacts', language)) }).click();
    const account = dialog.getByRole('combobox', { name: label('Account', '客户') });
    expect(await account.inputValue()).toBe(`Harbour ${language}`);
    await dialog.getByRole('textbox').first().fill('Fischer');
    await dialog.getByRole('button', { name: fill(forms.create, names('contacts', language)) }).click();
    const contacts = page.getByRole('region', { name: names('contacts', language).module });
    await contacts.getByRole('link', { name: 'Fischer' }).click();
    await page.getByRole('heading', { level: 1, name: 'Fischer' }).waitFor();
    await page
      .getByRole('region', { name: record.fields })
      .getByRole('link', { name: `Harbour ${language}` })
      .waitFor();
    await expectAccessible(page);
  });

  it('R-2: a lookup is searched for where it stands, and emptied again', async () => {
    const page = await stage.open('/contacts', { language });
    const { contact } = await makeCustomer(page);
    await page.goto(`${stage.url}/contacts/${contact}`);
    const fields = page.getByRole('region', { name: record.fields });
    const reportsTo = label('Reports to', '直属上级');
    const edit = fields.getByRole('button', { name: fill(record.editField, { field: reportsTo }) });
    await edit.click();
    await fields.getByRole('combobox', { name: reportsTo }).fill(label('Fischer', '王'));
    await page
      .getByRole('option', { name: label('Lena Fischer', '王芳') })
      .first()
      .click();
    await fields.getByRole('link', { name: label('Lena Fischer', '王芳') }).waitFor();
    await edit.click();
    await fields.getByRole('combobox', { name: reportsTo }).press('Escape');
    await fields.getByRole('link', { name: label('Lena Fischer', '王芳') }).waitFor();
  });

  it('R-4: opened again while a choice is being saved, a field stays open', async () => {
    const page = await stage.open('/contacts', { language });
    const { contact } = await makeCustomer(page);
    await page.goto(`${stage.url}/contacts/${contact}`);
    const released = promised();
    await page.route('**/*', async (route) => {
      if (route.request().method() === 'PATCH') await released.promise;
      await route.fallback();
    });
    const fields = page.getByRole('region', { name: record.fields });
    const reportsTo = label('Reports to', '直属上级');
    const edit = fields.getByRole('button', { name: fill(record.editField, { field: reportsTo }) });
    const search = fields.getByRole('combobox', { name: reportsTo });
    const found = page.getByRole('option', { name: label('Lena Fischer', '王芳') }).first();
    await edit.click();
    await search.fill(label('Fischer', '王'));
    await found.click();
    await edit.click();
    await search.waitFor();
    const saved = page.waitForResponse((response) => response.request().method() === 'PATCH');
    released.resolve();
    await saved;
    await expect.poll(() => search.inputValue()).toBe(label('Lena Fischer', '王芳'));
    await search.press('Escape');
    await fields.getByRole('link', { name: label('Lena Fischer', '王芳') }).waitFor();
  });

  it('R-6: the lines of a quote are written, changed and deleted on its page, and its total follows', async () => {
    const page = await stage.open('/quotes', { language });
    const { quote } = await makeCustomer(page);
    await page.goto(`${stage.url}/quotes/${quote}`);
    const lines = page.getByRole('region', { name: names('quote_lines', language).module });
    const dialog = page.getByRole('dialog');
    const total = page.locator('dd').filter({ hasText: '7,224' });
    await total.waitFor();
    await lines.getByRole('button', { name: fill(related.actionsOf, { name: 'Training' }) }).click();
    await page.getByRole('menuitem', { name: related.edit }).click();
    await dialog.getByRole('textbox', { name: label('Quantity', '数量') }).fill('3');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: generalWords[language].save }).click();
    await page.locator('dd').filter({ hasText: '8,124' }).first().waitFor();
    await page
      .getByRole('region', { name: timelineWords[language].title })
      .getByText(fill(timelineWords[language].changed, { field: label('Total', '总额') }))
      .first()
      .waitFor();
    await lines.getByRole('button', { name: fill(related.actionsOf, { name: 'Training' }) }).click();
    await page.getByRole('menuitem', { name: related.delete }).click();
    await dialog.getByRole('button', { name: fill(record.delete, names('quote_lines', language)) }).click();
    await page.locator('dd').filter({ hasText: '5,424' }).first().waitFor();
    await page.getByRole('button', { name: generalWords[language].undo }).click();
    await page.locator('dd').filter({ hasText: '8,124' }).first().waitFor();
  });

  it('R-4: what was deleted lies in the recycle bin, and is brought back from there', async () => {
    const page = await stage.open('/deals', { language });
    const { deal } = await makeCustomer(page);
    await page.goto(`${stage.url}/deals/${deal}`);
    await page.getByRole('button', { name: record.moreActions }).click();
    await page.getByRole('menuitem', { name: fill(record.delete, names('deals', language)) }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: fill(record.delete, names('deals', language)) })
      .click();
    await page.getByRole('heading', { level: 1, name: names('deals', language).module }).waitFor();
    await page.getByRole('button', { name: lists.more }).click();
    await page.getByRole('menuitem', { name: lists.recycleBin }).click();
    await page.getByRole('table', { name: binWords[language].title }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: fill(binWords[language].restoreNamed, { name: 'Fleet rollout' }) }).click();
    await page.getByText(binWords[language].empty).waitFor();
    await page.getByRole('button', { name: binWords[language].show }).click();
    await page.getByRole('heading', { level: 1, name: 'Fleet rollout' }).waitFor();
  });

  it('R-7: a lead becomes a contact with an account and a deal', async () => {
    const words = convertWords[language];
    const name = label('Dmitri Volkov', 'Ada Moreau');
    const page = await stage.open(`/leads?q=${name.split(' ')[1] ?? ''}`, { language });
    await page.getByRole('link', { name }).click();
    await page.getByRole('button', { name: record.convert }).click();
    const dialog = page.getByRole('dialog', { name: fill(words.title, { name }) });
    await dialog.getByRole('radio', { name: words.newAccount }).waitFor();
    await dialog.getByRole('switch', { name: words.withDeal }).check();
    await dialog.getByRole('textbox', { name: label('Amount', '金额') }).fill('1200');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: words.convert }).click();
    await page.getByText(fill(words.done, { name })).waitFor();
    await page.waitForURL('**/contacts/*');
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page
      .getByRole('region', { name: names('deals', language).module })
      .getByText('1,200')
      .waitFor();
  });

  it('R-7: a lead without a company becomes a contact without an account', async () => {
    const words = convertWords[language];
    const name = `Solo ${language}`;
    const page = await stage.open('/leads', { language });
    const lead = await makeRecord(page, 'leads', { last_name: name });
    await page.goto(`${stage.url}/leads/${lead}`);
    await page.getByRole('button', { name: record.convert }).click();
    const dialog = page.getByRole('dialog', { name: fill(words.title, { name }) });
    await dialog.getByRole('radio', { name: words.none }).and(page.locator(':checked')).waitFor();
    await dialog.getByRole('button', { name: words.convert }).click();
    await page.getByText(fill(words.done, { name })).waitFor();
  });

  it('I-1 I-2: contacts are imported, undone from the list of imports, and lists are exported', async () => {
    const page = await stage.open('/contacts', { language });
    await importContact(page, language);
    await page.getByRole('button', { name: lists.more }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: lists.exportCsv }).click();
    expect((await download).suggestedFilename()).toBe(`${names('contacts', language).module}.csv`);

    await page.getByRole('button', { name: lists.more }).click();
    await page.getByRole('menuitem', { name: lists.pastImports }).click();
    await page.getByRole('button', { name: `contacts-${language}.csv` }).click();
    if (language === 'en') await expectAccessible(page);
    await page.getByRole('button', { name: importWords[language].undo }).click();
    await page
      .getByRole('dialog', { name: importWords[language].undoTitle })
      .getByRole('button', { name: importWords[language].undo })
      .click();
    await page.getByText(importWords[language].undoing).waitFor();
    await stage.settle();
    await page.getByRole('link', { name: importWords[language].undoneFile }).waitFor();
    await page.getByRole('button', { name: importWords[language].done }).click();
    await page.getByText(importsWords[language].undone, { exact: true }).first().waitFor();
  });
});

async function importContact(page: Page, language: 'en' | 'zh'): Promise<void> {
  const words = importWords[language];
  await page.getByRole('button', { name: recordsWords[language].import, exact: true }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: words.file }).click();
  const buffer = Buffer.from(`Last name,Email\nImported ${language},${language}@import.invalid\n`);
  await (await chooser).setFiles({ name: `contacts-${language}.csv`, mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: words.check }).click();
  await page.getByRole('dialog').getByRole('button', { name: words.start, exact: true }).click();
  await page.getByText(words.running).waitFor();
  await stage.settle();
  await page.getByRole('button', { name: words.done }).click();
  await page.getByRole('link', { name: `Imported ${language}` }).waitFor();
}
