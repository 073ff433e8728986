// Business hours, holidays and the contact budget, as an administrator sets them.
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '#test/browser/accessible.ts';
import { useStage } from '#test/browser/stage.ts';
import { paceWords } from '#web/features/settings/pace/pace-words.ts';
import { zoneWords } from '#web/features/settings/pace/zone-words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { paths } from '#web/paths.ts';

const stage = useStage();

describe.each(['en', 'zh'] as const)('the pace of an organisation, in %s', (language) => {
  const words = paceWords[language];
  const { save } = generalWords[language];

  it('C-39: hours of the week are set and kept', async () => {
    const page = await stage.open(paths.settingsBusinessHours, { language });
    const friday = page.getByRole('group', { name: words.friday });
    await page.getByRole('switch', { name: words.haveHours }).check({ force: true });
    await friday.getByLabel(words.to).fill(language === 'en' ? '16:30' : '16:45');
    await expectAccessible(page);
    await page.getByRole('button', { name: save }).first().click();
    await page.getByText(words.hoursSaved).waitFor();
    await page.reload();
    expect(await friday.getByLabel(words.to).inputValue()).toBe(language === 'en' ? '16:30' : '16:45');
  });

  it('C-39: the mainland’s holidays of a year are filled in, and kept with what was changed', async () => {
    const page = await stage.open(paths.settingsBusinessHours, { language });
    const year = language === 'en' ? '2026' : '2025';
    await page.getByRole('textbox', { name: words.year }).fill(year);
    await page.getByText(words.noHolidays).waitFor();
    await page.getByRole('button', { name: words.fillMainland }).click();
    await page.getByRole('button', { name: words.removeDay.replace('{{day}}', `${year}-01-01`) }).click();
    await page.getByRole('button', { name: save }).last().click();
    await page.getByText(words.holidaysSaved).waitFor();
    const rows = page.getByRole('table', { name: words.holidays }).getByRole('row');
    await expect.poll(() => rows.count()).toBeGreaterThan(25);
  });

  it('C-93: a contact budget is set and kept; whoever doesn’t administer reads it', async () => {
    const page = await stage.open(paths.settingsContactLimits, { language });
    await page.getByRole('button', { name: words.addLimit }).click();
    await page.getByRole('textbox', { name: words.days }).fill('7');
    await page.getByRole('textbox', { name: words.mailsPerDay }).fill('200');
    await expectAccessible(page);
    await page.getByRole('button', { name: save }).click();
    await page.getByText(words.limitsSaved).waitFor();
    const reader = await stage.open(paths.settingsContactLimits, { language, as: 'Omar' });
    expect(await reader.getByRole('textbox', { name: words.days }).inputValue()).toBe('7');
    expect(await reader.getByRole('textbox', { name: words.mailsPerDay }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: words.removeLimit }).click();
    await page.getByRole('textbox', { name: words.mailsPerDay }).fill('');
    await page.getByRole('button', { name: save }).click();
    await page.getByText(words.limitsSaved).first().waitFor();
  });
});

it('K-64: another time zone is saved only after what it moves was shown', async () => {
  const words = zoneWords.zh;
  const page = await stage.open(paths.settingsBusinessHours, { language: 'zh' });
  const zone = page.getByRole('combobox', { name: words.timeZone });
  const choose = async () => {
    await zone.fill('new_york');
    await page.getByRole('option', { name: 'America/New_York' }).click();
    await page.getByRole('button', { name: words.look, exact: true }).click();
  };
  await choose();
  const asked = page.getByRole('dialog', { name: words.change.replace('{{zone}}', 'America/New_York') });
  await asked.getByText(words.movesNothing).waitFor();
  await expectAccessible(page);
  await asked.getByRole('button', { name: generalWords.zh.cancel }).click();
  await page.reload();
  expect(await zone.inputValue()).toBe('Asia/Shanghai');
  await choose();
  await asked.getByRole('button', { name: words.yes, exact: true }).click();
  await page.getByText(words.saved.replace('{{zone}}', 'America/New_York')).waitFor();
  await page.reload();
  expect(await zone.inputValue()).toBe('America/New_York');
});
