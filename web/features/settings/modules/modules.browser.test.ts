// Modules and fields of one's own, made while everything runs.
import { describe, expect, it } from 'vitest';
import { fieldOf } from '#core/records/field.ts';
import { deals } from '#core/records/modules/deals.ts';
import { leads } from '#core/records/modules/leads.ts';
import { expectAccessible } from '#test/browser/accessible.ts';
import { fill } from '#test/browser/fill.ts';
import { makeRecord } from '#test/browser/make-customer.ts';
import { useStage } from '#test/browser/stage.ts';
import { formWords } from '#web/features/records/forms/form-words.ts';
import { recordsWords } from '#web/features/records/list/records-words.ts';
import { namesOf } from '#web/features/records/module.ts';
import { layoutWords } from '#web/features/settings/modules/layout/layout-words.ts';
import { fieldWords } from '#web/features/settings/modules/field-words.ts';
import { moduleWords } from '#web/features/settings/modules/words.ts';
import { settingsWords } from '#web/features/settings/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { paths } from '#web/paths.ts';

const stage = useStage();
const LEADS = paths.settingsModule.replace('$module', leads.key);

describe.each(['en', 'zh'] as const)('modules and fields, in %s', (language) => {
  const words = moduleWords[language];
  const fields = fieldWords[language];
  const label = (en: string, zh: string) => (language === 'en' ? en : zh);

  it('R-1 R-2: a module of one’s own gets fields, records, and goes out of use and back', async () => {
    const page = await stage.open(paths.settingsModules, { language });
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: words.newModule }).click();
    await dialog.getByRole('textbox', { name: words.labelEn }).fill(`Visits ${language}`);
    await dialog.getByRole('textbox', { name: words.singularEn }).fill(`Visit ${language}`);
    await dialog.getByRole('textbox', { name: words.labelZh }).fill(`拜访 ${language}`);
    await expectAccessible(page);
    await dialog.getByRole('button', { name: words.create }).click();
    const name = label('Visits en', '拜访 zh');
    await page.getByRole('heading', { level: 1, name }).waitFor();

    await page.getByRole('button', { name: fields.newField }).click();
    await dialog.getByRole('textbox', { name: fields.labelEn }).fill('Outcome');
    await dialog.getByRole('textbox', { name: fields.labelZh }).fill('结果');
    expect(await dialog.getByRole('textbox', { name: fields.key }).inputValue()).toBe('outcome');
    await dialog.getByRole('combobox', { name: fields.type }).click();
    await page.getByRole('option', { name: fields.pick_list }).click();
    await dialog.getByRole('textbox', { name: fill(fields.optionEn, { number: '1' }) }).fill('Good');
    await dialog.getByRole('textbox', { name: fill(fields.optionZh, { number: '1' }) }).fill('良好');
    await dialog.getByRole('button', { name: fields.addOption }).click();
    await dialog.getByRole('textbox', { name: fill(fields.optionEn, { number: '2' }) }).fill('Bad');
    await dialog.getByText(fields.more).click();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: fields.add }).click();
    await page.getByRole('cell', { name: 'outcome', exact: true }).waitFor();
    await expectAccessible(page);

    await page.getByRole('link', { name: words.toRecords }).click();
    await page
      .getByRole('button', { name: fill(recordsWords[language].newRecord, { record: label('visit en', '拜访 zh') }) })
      .first()
      .click();
    await dialog.getByRole('textbox').first().fill('Harbour office');
    await dialog.getByRole('combobox', { name: label('Outcome', '结果') }).click();
    await page.getByRole('option', { name: label('Good', '良好') }).click();
    await dialog
      .getByRole('button', { name: fill(formWords[language].create, { record: label('visit en', '拜访 zh') }) })
      .click();
    await page.getByRole('heading', { level: 1, name: 'Harbour office' }).waitFor();
    await page.getByText(label('Good', '良好')).first().waitFor();

    await page.goto(stage.url + paths.settingsModules);
    const menu = page.getByRole('button', { name: fill(words.actionsOf, { name }) });
    await menu.click();
    await page.getByRole('menuitem', { name: words.retire }).click();
    await dialog.getByRole('button', { name: words.retire }).click();
    await page.getByRole('row', { name }).getByText(words.retired).waitFor();
    await menu.click();
    await page.getByRole('menuitem', { name: words.restore }).click();
    await page.getByRole('link', { name }).first().waitFor();
  });

  it('R-2: a field is renamed, retired and brought back with its values; a member who may not is told why', async () => {
    const page = await stage.open(LEADS, { language });
    const dialog = page.getByRole('dialog');
    const menuOf = (name: string) => page.getByRole('button', { name: fill(fields.actionsOf, { name }), exact: true });
    await page.getByRole('button', { name: fields.newField }).click();
    await dialog.getByRole('textbox', { name: fields.labelEn }).fill(`Contract ${language}`);
    await dialog.getByRole('textbox', { name: fields.labelZh }).fill(`合同 ${language}`);
    await dialog.getByRole('button', { name: fields.add }).click();
    const name = label('Contract en', '合同 zh');
    await menuOf(name).click();
    await page.getByRole('menuitem', { name: fields.edit }).click();
    await dialog.getByRole('textbox', { name: label(fields.labelEn, fields.labelZh) }).fill(`${name} 2`);
    await dialog.getByRole('button', { name: generalWords[language].save }).click();
    await menuOf(`${name} 2`).click();
    await page.getByRole('menuitem', { name: fields.retire }).click();
    await dialog.getByRole('button', { name: fields.retire }).click();
    const retired = page.getByRole('table', { name: fields.retiredFields });
    await retired
      .getByRole('row', { name: `${name} 2` })
      .getByRole('button', { name: fields.restore })
      .click();
    await menuOf(`${name} 2`).waitFor();
    const omar = await stage.open(LEADS, { language, as: 'Omar' });
    await omar.getByRole('button', { name: fields.newField }).focus();
    await omar.getByText(settingsWords[language].forAdministrators).waitFor();
  });

  it('R-2: an automatic number takes a prefix and digits', async () => {
    const page = await stage.open(LEADS, { language });
    await page.getByRole('button', { name: fields.newField }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: fields.labelEn }).fill(`Number ${language}`);
    await dialog.getByRole('textbox', { name: fields.labelZh }).fill(`编号 ${language}`);
    await dialog.getByRole('combobox', { name: fields.type }).click();
    await page.getByRole('option', { name: fields.auto_number }).click();
    expect(await dialog.getByRole('checkbox', { name: fields.required }).count()).toBe(0);
    await dialog.getByRole('textbox', { name: fields.prefix }).fill('L-');
    await dialog.getByText(fill(fields.numberExample, { number: 'L-00001' })).waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: fields.add }).click();
    await page.getByRole('row', { name: label('Number en', '编号 zh') }).waitFor();
  });
});

it('R-1 sections, order and what is required are drawn by keyboard; the page and the form follow', async () => {
  const language = 'en';
  const words = layoutWords[language];
  const general = generalWords[language];
  const names = namesOf({ ...deals, singular: deals.singular ?? deals.label }, language);
  const named = (key: string) => fieldOf(deals, key)?.label[language] ?? key;
  const page = await stage.open('/settings/modules/deals', { language });
  await page.getByRole('link', { name: words.layout, exact: true }).click();
  const first = page.getByRole('region', { name: fill(words.section, { number: '1' }), exact: true });
  const up = page.getByRole('button', { name: fill(words.up, { field: named('amount') }) });
  for (let step = 0; step < 3; step += 1) {
    await up.focus();
    await page.keyboard.press('Enter');
  }
  await first
    .getByRole('listitem')
    .first()
    .filter({ hasText: named('amount') })
    .waitFor();
  await page.getByRole('button', { name: fill(words.moveTo, { field: named('next_step') }) }).click();
  await page.getByRole('menuitem', { name: words.toRest }).click();
  await page.getByRole('region', { name: words.rest }).getByText(named('next_step')).waitFor();
  await page.getByRole('checkbox', { name: fill(words.requiredOf, { field: named('closing_date') }) }).check();
  await page.getByRole('button', { name: words.addSection }).click();
  stage.allow(/422/);
  await page.getByRole('button', { name: general.save, exact: true }).click();
  const last = page.getByRole('region', { name: /\d/ }).last();
  await last.locator('[aria-invalid="true"]').first().waitFor();
  await expectAccessible(page);
  await last.getByRole('textbox', { name: words.nameEn }).fill('Afterwards');
  await last.getByRole('textbox', { name: words.nameZh }).fill('之后');
  await page.getByRole('button', { name: general.save, exact: true }).click();
  await page.getByText(fill(words.saved, names)).waitFor();

  const values = { name: 'Drawn', closing_date: '2026-06-30', next_step: 'Call' };
  const id = await makeRecord(page, 'deals', values);
  await page.goto(`${stage.url}/deals/${id}`);
  await page
    .locator('dt')
    .first()
    .filter({ hasText: named('amount') })
    .waitFor();
  await page.goto(`${stage.url}/deals`);
  await page.getByRole('button', { name: fill(recordsWords[language].newRecord, names) }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('textbox', { name: named('amount') })
    .and(page.locator('[data-autofocus]'))
    .waitFor();
  expect(await dialog.getByRole('textbox', { name: named('next_step') }).count()).toBe(0);
  await dialog.getByRole('button', { name: formWords[language].allFields }).click();
  await dialog.getByRole('textbox', { name: named('next_step') }).waitFor();

  await page.goto(`${stage.url}/settings/modules/deals/layout`);
  await page.getByRole('button', { name: words.asProduct, exact: true }).click();
  await page.getByRole('button', { name: words.asProductYes, exact: true }).click();
  await page.getByRole('button', { name: words.asProduct, exact: true }).waitFor({ state: 'detached' });
});
