import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '#actions/accounts/password.ts';
import { expectAccessible } from '#test/browser/accessible.ts';
import { useStage } from '#test/browser/stage.ts';
import { signInWords } from '#web/features/sign-in/words.ts';
import { paths } from '#web/paths.ts';
import { shellWords } from '#web/shell/words.ts';

const PASSWORD = 'a calm sea and prosperous voyage';
const stage = useStage();
beforeAll(async () => {
  const hash = await hashPassword(PASSWORD);
  await stage.database.control((tx) =>
    tx.query(sql`update cadenza.app_user set password_hash = ${hash} where name = 'Mei'`),
  );
});

describe.each(['en', 'zh'] as const)('signing in, in %s', (language) => {
  const words = signInWords[language];
  const visit = { language, as: null } as const;
  const isIn = (page: Page) => page.getByRole('button', { name: /Mei|Omar/ }).waitFor();
  const enter = async (page: Page, password: string) => {
    await page.getByLabel(words.email).fill('mei@harbour.invalid');
    await page.getByRole('textbox', { name: words.password }).fill(password);
    await page.getByRole('button', { name: words.signIn }).click();
  };

  it('speaks the browser’s language, and can be told another one', async () => {
    const page = await stage.open(paths.signIn, visit);
    await page.getByRole('heading', { level: 1, name: words.welcome }).waitFor();
    await expectAccessible(page);
    const other = language === 'en' ? 'zh' : 'en';
    await page.getByText(other === 'en' ? 'English' : '简体中文').click();
    await page.getByRole('heading', { level: 1, name: signInWords[other].welcome }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: signInWords[other].welcome }).waitFor();
  });

  it('works with a password, after a wrong one too, and leads to where one wanted', async () => {
    stage.allow(/status of 401/);
    const page = await stage.open(`/leads?sort=-company`, visit);
    await enter(page, 'not this one');
    await page.getByRole('alert').waitFor();
    await expectAccessible(page);
    await enter(page, PASSWORD);
    await isIn(page);
    expect(new URL(page.url()).search).toBe('?sort=-company');
  });

  it('T19: a link signs in by its button, once, and is not used up by being opened', async () => {
    stage.allow(/status of 401/);
    const { pathname, search } = new URL(await stage.linkFor('Omar'));
    const page = await stage.open(pathname + search, visit);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: words.linkTitle }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: words.signIn }).click();
    await isIn(page);
    const again = await stage.open(pathname + search, visit);
    await again.getByRole('button', { name: words.signIn }).click();
    await again.getByRole('alert').waitFor();
  });

  it('T4: leads to no other site', async () => {
    const page = await stage.open(`${paths.signIn}?next=//evil.example/`, visit);
    await enter(page, PASSWORD);
    await isIn(page);
    expect(page.url().startsWith(stage.url)).toBe(true);
  });

  it('is needed again after signing out', async () => {
    stage.allow(/status of 401/);
    const page = await stage.open('/leads', { language });
    await page.getByRole('button', { name: shellWords[language].account.replace('{{name}}', 'Mei') }).click();
    await page.getByRole('menuitem', { name: shellWords[language].signOut }).click();
    await page.getByRole('heading', { level: 1, name: words.welcome }).waitFor();
    await page.goto(stage.url + '/leads');
    await page.getByRole('heading', { level: 1, name: words.welcome }).waitFor();
  });
});

it('is needed again when the session has ended meanwhile', async () => {
  stage.allow(/status of 401/);
  const page = await stage.open('/leads');
  await page.getByRole('link', { name: 'Dmitri Volkov' }).waitFor();
  await stage.database.control((tx) => tx.query(sql`delete from cadenza.session`));
  // Whatever asks next hears of it.
  await page.evaluate(() => document.querySelector<HTMLElement>('th button')?.click());
  await page.getByRole('heading', { level: 1, name: signInWords.en.welcome }).waitFor();
});
