// Modules and fields of one's own, made while everything runs.
import { describe, expect, it } from 'vitest';
import { leads } from '#core/records/modules/leads.ts';
import { expectAccessible } from '#test/browser/accessible.ts';
import { fill } from '#test/browser/fill.ts';
import { useStage } from '#test/browser/stage.ts';
import { formWords } from '#web/features/records/forms/form-words.ts';
import { recordsWords } from '#web/features/records/list/records-words.ts';
import { fieldWords } from '#web/features/settings/modules/field-words.ts';
import { moduleWords } from '#web/features/settings/modules/words.ts';
import { settingsWords } from '#web/features/settings/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { paths } from '#web/paths.ts';

const stage = useStage();
const STORY_MS = 60_000;
const LEADS = paths.settingsModule.replace('$module', leads.key);

describe.each(['en', 'zh'] as const)('modules and fields, in %s', { timeout: STORY_MS }, (language) => {
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
