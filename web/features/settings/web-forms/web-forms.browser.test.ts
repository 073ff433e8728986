// From the administrator's dialog over a stranger's browser to the lead.
import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { leads } from '#core/records/modules/leads.ts';
import { expectAccessible } from '#test/browser/accessible.ts';
import { fill } from '#test/browser/fill.ts';
import { type Language, useStage } from '#test/browser/stage.ts';
import { webFormWords } from '#web/features/settings/web-forms/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { paths } from '#web/paths.ts';

const stage = useStage();

function label(key: string, language: Language): string {
  return leads.fields.find((field) => field.key === key)?.label[language] ?? key;
}

/** A stranger's browser: opens the address, fills it in and sends it at once, as a program does. */
async function send(url: string, language: Language, entered: Readonly<Record<string, string>>): Promise<void> {
  const page = await stage.open(new URL(url).pathname, { language, as: null });
  for (const [key, value] of Object.entries(entered)) {
    await page.getByLabel(label(key, language)).fill(value);
  }
  await expectAccessible(page);
  await page.getByRole('button', { name: language === 'zh' ? '提交' : 'Send' }).click();
  await page.getByText(language === 'zh' ? '谢谢，我们已收到。' : 'Thank you. We have received it.').waitFor();
}

async function addressOn(content: Locator): Promise<string> {
  return (await content.getByRole('link', { name: /\/f\// }).getAttribute('href')) ?? '';
}

it('T25: a form is made, a stranger fills it in, and what waits becomes a lead', async () => {
  const [words, general] = [webFormWords.en, generalWords.en];
  const name = 'Talk to us';
  stage.allow(/status of 4(?:04|22)/);
  const page = await stage.open(paths.settingsWebForms);
  await page.getByRole('button', { name: words.add }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: words.name }).fill(name);
  expect(await dialog.getByRole('button', { name: fill(words.removeField, { field: 'Last name' }) }).isDisabled()).toBe(
    true,
  );
  const sites = dialog.getByRole('textbox', { name: words.sites });
  await sites.fill('www.example.com');
  await dialog.getByRole('button', { name: words.add }).click();
  await sites.and(page.locator('[aria-invalid=true]')).waitFor();
  await expectAccessible(page);
  await sites.fill('');
  await dialog.getByRole('button', { name: words.add }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.getByText(words.noSites).waitFor();

  const content = page.getByRole('region');
  const url = await addressOn(content);
  await content.getByText(`<iframe src="${url}" title="${name}"`).waitFor();
  await send(url, 'en', { last_name: 'Diallo', email: 'diallo@example.com' });
  await page.reload();
  const answer = page.getByRole('article');
  await answer.getByText(words.too_fast).waitFor();
  await answer.getByText('diallo@example.com').waitFor();
  await expectAccessible(page);
  await answer.getByRole('button', { name: words.take }).click();
  await answer.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: words.showLead }).click();
  await page.getByRole('heading', { level: 1, name: 'Diallo' }).waitFor();

  await page.goto(stage.url + paths.settingsWebForms);
  const more = page.getByRole('button', { name: fill(words.actionsOf, { name }) });
  await more.click();
  await page.getByRole('menuitem', { name: words.switchOff }).click();
  await page.getByRole('row', { name }).getByText(words.off).waitFor();
  const stranger = await stage.open(new URL(url).pathname, { as: null });
  await stranger.getByText('There is no form here, or it is closed.').waitFor();
  await more.click();
  await page.getByRole('menuitem', { name: general.delete }).click();
  await dialog.getByRole('button', { name: general.delete }).click();
  await page.getByText(words.none).waitFor();
});

it('T25: what a form asks is chosen and ordered, its address renewed, and an answer thrown away', async () => {
  const [words, general] = [webFormWords.zh, generalWords.zh];
  const [company, phone, email] = [label('company', 'zh'), label('phone', 'zh'), label('email', 'zh')];
  stage.allow(/status of 422/);
  const page = await stage.open(paths.settingsWebForms, { language: 'zh', theme: 'dark' });
  await page.getByRole('button', { name: words.add }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: words.name }).fill('联系我们');
  await dialog.getByRole('button', { name: fill(words.removeField, { field: email }) }).click();
  await dialog.getByRole('combobox', { name: words.addField }).fill(phone);
  await page.getByRole('option', { name: phone, exact: true }).click();
  await dialog.getByRole('checkbox', { name: fill(words.requiredOf, { field: phone }) }).check();
  await dialog.getByRole('button', { name: fill(words.up, { field: phone }) }).click();
  const asked = await dialog.getByRole('listitem').allInnerTexts();
  expect(asked.slice(-2).map((text) => text.split('\n')[0])).toEqual([phone, company]);
  await dialog.getByRole('switch', { name: words.confirmed }).check({ force: true });
  await dialog.getByRole('button', { name: words.add }).click();
  await dialog.getByRole('switch', { name: words.confirmed }).and(page.locator('[aria-invalid=true]')).waitFor();
  await expectAccessible(page);
  await dialog.getByRole('switch', { name: words.confirmed }).uncheck({ force: true });
  await dialog.getByRole('switch', { name: words.reviewed }).check({ force: true });
  await dialog.getByRole('button', { name: words.add }).click();
  await page.getByRole('heading', { level: 1, name: '联系我们' }).waitFor();

  const content = page.getByRole('region');
  const before = await addressOn(content);
  await page.getByRole('button', { name: fill(words.actionsOf, { name: '联系我们' }) }).click();
  await page.getByRole('menuitem', { name: words.renew }).click();
  await dialog.getByRole('button', { name: words.renew }).click();
  await expect.poll(() => addressOn(content)).not.toBe(before);
  await send(await addressOn(content), 'zh', { last_name: '欧阳', phone: '13800138000' });

  await page.goto(stage.url + paths.settingsWebForms);
  await page.getByRole('row', { name: '联系我们' }).getByText('1', { exact: true }).waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: '联系我们' }).click();
  const answer = page.getByRole('article');
  await answer.getByText(words.reviewedWhy).waitFor();
  await answer.getByText('13800138000').waitFor();
  await answer.getByRole('button', { name: words.discard }).click();
  await page.getByText(words.noneWaits).waitFor();
  await page.getByRole('button', { name: fill(words.actionsOf, { name: '联系我们' }) }).click();
  await page.getByRole('menuitem', { name: general.edit }).click();
  await dialog.getByRole('textbox', { name: words.sites }).fill('https://www.example.com');
  await dialog.getByRole('button', { name: general.save }).click();
  await page.getByText(words.noSites).waitFor({ state: 'detached' });
});
