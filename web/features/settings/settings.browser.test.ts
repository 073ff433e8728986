// What an organisation sets for itself.
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '#test/browser/accessible.ts';
import { useStage } from '#test/browser/stage.ts';
import { cadencesWords } from '#web/features/cadences/words.ts';
import { limitsWords } from '#web/features/settings/limits-words.ts';
import { myNotificationWords } from '#web/features/settings/notifications/words.ts';
import { settingsWords } from '#web/features/settings/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { paths } from '#web/paths.ts';

const stage = useStage();

it('N-1: each chooses how to be told of what; a chat that doesn’t answer isn’t kept', async () => {
  const mine = myNotificationWords.zh;
  stage.allow(/422/);
  const page = await stage.open(paths.settingsNotifications, { language: 'zh', as: 'Omar' });
  const choice = page.getByRole('combobox', { name: mine.mailOf.replace('{{kind}}', mine.assigned) });
  await choice.click();
  await page.getByRole('option', { name: mine.daily }).click();
  await page.getByText(mine.saved).waitFor();
  await page.reload();
  await expect.poll(() => choice.inputValue()).toBe(mine.daily);
  await page.getByRole('textbox', { name: mine.url }).fill('http://127.0.0.1/robot');
  await page.getByRole('button', { name: mine.tryAndSave }).click();
  await page.getByRole('alert').waitFor();
  await expectAccessible(page);
});

describe.each(['en', 'zh'] as const)('settings, in %s', (language) => {
  const words = settingsWords[language];
  const limits = limitsWords[language];

  it('C-60: limits of one’s own hold at once, and are told where they are reached', async () => {
    const page = await stage.open(paths.settingsLimits, { language });
    await page.getByRole('radio', { name: limits.own }).check();
    await page.getByRole('textbox', { name: limits.cadences, exact: true }).fill('1');
    await expectAccessible(page);
    await page.getByRole('button', { name: generalWords[language].save }).click();
    await page.getByText(limits.saved).waitFor();
    await page.getByRole('row').getByText(limits.used.replace('{{used}}', '1').replace('{{limit}}', '1')).waitFor();
    await page.goto(stage.url + paths.cadences);
    const create = page.getByRole('button', { name: cadencesWords[language].create });
    await create.and(page.locator('[aria-disabled="true"]')).waitFor();
    await page.goto(stage.url + paths.settingsLimits);
    await page.getByRole('radio', { name: limits.ultimate }).check();
    await page.getByRole('button', { name: generalWords[language].save }).click();
    await page.getByText(limits.saved).waitFor();
  });

  it('C-25: what a view may ask as an audience is chosen there, and kept', async () => {
    const page = await stage.open(paths.settingsLimits, { language });
    const related = page.getByRole('checkbox', { name: limits.related });
    for (const isAllowed of [true, false]) {
      await related.setChecked(isAllowed);
      await page.getByText(limits.saved).last().waitFor();
      await page.reload();
      expect(await related.isChecked()).toBe(isAllowed);
    }
  });

  it('C-60: whoever doesn’t administer reads the limits', async () => {
    const page = await stage.open(paths.settingsLimits, { language, as: 'Omar' });
    expect(await page.getByRole('radio', { name: limits.ultimate }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: generalWords[language].save }).focus();
    await page.getByText(words.forAdministrators).waitFor();
  });
});
