import { describe, expect, it } from 'vitest';
import { expectAccessible } from '#test/browser/accessible.ts';
import { useStage } from '#test/browser/stage.ts';
import { leads } from '#core/records/modules/leads.ts';
import { templatesWords } from '#web/features/templates/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { paths } from '#web/paths.ts';
import { shellWords } from '#web/shell/words.ts';

const stage = useStage();

describe.each(['en', 'zh'] as const)('the shell, in %s', (language) => {
  const words = shellWords[language];

  it('R-8: finds records and pages from the keyboard alone, and says by what', async () => {
    const page = await stage.open('/leads', { language });
    await page.getByRole('link', { name: 'Dmitri Volkov' }).waitFor();
    await page.keyboard.press('Control+k');
    const finder = page.getByRole('dialog');
    await finder.getByText(words.keys).waitFor();
    await page.keyboard.type('90182010');
    await finder.getByRole('option', { name: /Ada Moreau .+[:：] ?\+49 30 901820 10/ }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('moreau');
    await finder.getByText('Ada Moreau').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Ada Moreau' }).waitFor();
  });

  it('shows its keys, but not while somebody writes', async () => {
    const page = await stage.open('/leads', { language });
    await page.getByRole('searchbox').fill('?');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('searchbox').blur();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: words.keys }).getByText(words.keysShow).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('keeps language and appearance with the account', async () => {
    const page = await stage.open('/leads', { language });
    await page.getByRole('button', { name: words.account.replace('{{name}}', 'Mei') }).click();
    await page.getByRole('menuitemradio', { name: words.dark }).click();
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
    await expectAccessible(page);
    const other = language === 'en' ? 'zh' : 'en';
    const kept = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
    await page.getByRole('menuitemradio', { name: other === 'en' ? 'English' : '简体中文' }).click();
    await page.getByRole('heading', { level: 1, name: leads.label[other] }).waitFor();
    await kept;
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await page.getByRole('heading', { level: 1, name: leads.label[other] }).waitFor();
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  });

  it('lets the keyboard skip to the content, and walks through a list', async () => {
    const page = await stage.open('/leads', { language });
    await page.getByRole('link', { name: 'Dmitri Volkov' }).waitFor();
    await page.keyboard.press('Tab');
    await page.getByRole('link', { name: words.skip }).press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    await page.locator('tbody a').first().focus();
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    await page.locator('tr[data-index="2"] a:focus').waitFor();
  });

  it('opens a menu with the keyboard, says why not, and gives the focus back', async () => {
    const page = await stage.open(paths.templates, { language });
    const { actionsOf } = templatesWords[language];
    const button = page.getByRole('button', { name: new RegExp(`^${actionsOf.replace('{{name}}', '.+')}$`) }).first();
    const entry = (name: string) => page.getByRole('menuitem', { name }).and(page.locator(':focus'));
    // The first time the menu is fetched, the second time it is there.
    for (const time of [1, 2]) {
      await button.focus();
      await page.keyboard.press('Enter');
      await entry(templatesWords[language].duplicate).waitFor();
      await page.keyboard.press('ArrowDown');
      await entry(generalWords[language].delete).waitFor();
      if (time === 1) await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'detached' });
      await button.and(page.locator(':focus')).waitFor();
    }
  });

  it('says what is not there', async () => {
    const page = await stage.open('/nowhere', { language });
    await page.getByRole('heading', { name: generalWords[language].notFoundTitle }).waitFor();
    await expectAccessible(page);
  });

  it('chooses columns, and keeps them', async () => {
    const page = await stage.open('/leads', { language });
    await page.getByRole('button', { name: generalWords[language].columns }).click();
    const email = language === 'en' ? 'Email' : '邮箱';
    await page.getByRole('checkbox', { name: email, exact: true }).click();
    await page.getByRole('columnheader', { name: email, exact: true }).waitFor({ state: 'hidden' });
    await page.reload();
    await page.getByRole('link', { name: 'Dmitri Volkov' }).waitFor();
    expect(await page.getByRole('columnheader', { name: email, exact: true }).count()).toBe(0);
  });
});

it('folds away on a small screen', async () => {
  const page = await stage.open('/leads');
  await page.setViewportSize({ width: 390, height: 800 });
  const link = page.getByRole('navigation', { name: shellWords.en.navigation }).getByRole('link', { name: 'Leads' });
  await link.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: shellWords.en.openNavigation }).click();
  await link.click();
  await link.waitFor({ state: 'hidden' });
  await expectAccessible(page);
});
