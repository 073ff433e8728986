import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectAccessible } from '#test/browser/accessible.ts';
import { useStage } from '#test/browser/stage.ts';
import { send } from '#test/browser/watch-sample.ts';
import { describeOperator } from '#core/criteria/explain.ts';
import type { Operator } from '#core/criteria/operators.ts';
import type { ValueShape } from '#core/records/field.ts';
import { criteriaWords } from '#web/criteria/words.ts';
import { viewWords } from '#web/features/records/views/words.ts';

const stage = useStage();

it.each(['en', 'zh'] as const)('V-1: records, people and the calendar are asked for, in %s', async (language) => {
  const words = criteriaWords[language];
  const page = await stage.open('/leads', { language });
  const name = `Boat show ${language}`;
  const ofShow = { name, campaign_type: 'Trade show' };
  const campaign = (await send(page, '/api/v1/campaigns', { values: ofShow })) as { id: string };
  await send(page, '/api/v1/settings/teams', { name: `North ${language}`, members: [] });
  await send(page, '/api/v1/leads', { values: { last_name: `Skipper ${language}`, campaign: campaign.id } });
  await page.getByRole('button', { name: viewWords[language].filter }).click();
  await choose(page, words.field, language === 'en' ? 'Campaign' : '市场活动');
  const values = page.getByRole('combobox', { name: words.values });
  await values.click();
  await values.fill(language === 'en' ? 'boat sho' : 'boat show zh');
  await page.getByRole('option', { name }).click();
  await page.keyboard.press('Escape');
  const found = language === 'en' ? '1 lead' : '1 条线索';
  await page.getByText(found, { exact: true }).waitFor();
  const said = page.getByRole('status', { name: words.inWords });
  const ofCampaign = language === 'en' ? `Campaign is one of “${name}”` : `市场活动为“${name}”之一`;
  await said.getByText(ofCampaign, { exact: true }).waitFor();
  await page.getByRole('button', { name: words.editAsText }).click();
  const text = page.getByRole('textbox', { name: words.asText });
  expect(await text.inputValue()).toBe(ofCampaign);
  await text.fill(language === 'en' ? `${ofCampaign} and Owner is me` : `${ofCampaign}且负责人是我`);
  await page.getByRole('button', { name: words.editByFields }).click();
  await said.getByText(language === 'en' ? 'Owner is me' : '负责人是我').waitFor();
  if (language === 'en') await expectAccessible(page);
  await page.getByRole('combobox', { name: words.field }).last().click();
  await page.getByRole('option', { name: language === 'en' ? 'Created at' : '创建时间', exact: true }).click();
  await chooseOperator(page, language, ['this_quarter', 'instant']);
  await said.getByText(language === 'en' ? 'Created at is this quarter' : '创建时间在本季度').waitFor();
  await page.getByText(found, { exact: true }).waitFor();
  await page.getByRole('combobox', { name: words.field }).last().click();
  const type = language === 'en' ? 'Campaign › Type' : '市场活动 › 活动类型';
  await page.getByRole('option', { name: type, exact: true }).click();
  const show = language === 'en' ? 'Trade show' : '展会';
  await page.getByRole('combobox', { name: words.values }).last().click();
  await page.getByRole('option', { name: show, exact: true }).click();
  await page.keyboard.press('Escape');
  await said.getByText(language === 'en' ? `${type} is one of “${show}”` : `${type}为“${show}”之一`).waitFor();
  await page.getByText(found, { exact: true }).waitFor();
  await page.getByRole('combobox', { name: words.field }).last().click();
  await page.getByRole('option', { name: language === 'en' ? 'Owner' : '负责人', exact: true }).click();
  await chooseOperator(page, language, ['belongs_to', 'id']);
  await choose(page, words.people, `North ${language}`);
  const ofTeam = language === 'en' ? 'Owner belongs to the team “North en”' : '负责人属于团队“North zh”';
  await said.getByText(ofTeam).waitFor();
  await page.getByText(language === 'en' ? '0 leads' : '0 条线索', { exact: true }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: viewWords[language].filter }).click();
  await said.getByText(ofTeam).waitFor();
});

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function chooseOperator(
  page: Page,
  language: 'en' | 'zh',
  [operator, shape]: readonly [Operator, ValueShape],
): Promise<void> {
  await page.getByRole('combobox', { name: criteriaWords[language].operator }).last().click();
  await page.getByRole('option', { name: describeOperator(operator, shape, language), exact: true }).click();
}
