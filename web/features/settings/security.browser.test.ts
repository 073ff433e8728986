import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { hashPassword } from '#actions/accounts/password.ts';
import { expectAccessible } from '#test/browser/accessible.ts';
import { fill } from '#test/browser/fill.ts';
import { useStage } from '#test/browser/stage.ts';
import { singleSignOnWords } from '#web/features/settings/single-sign-on/words.ts';
import { twoFactorWords } from '#web/features/settings/two-factor/words.ts';
import { userWords } from '#web/features/settings/users/words.ts';
import { webhookWords } from '#web/features/settings/webhooks/words.ts';
import { settingsWords } from '#web/features/settings/words.ts';
import { signInWords } from '#web/features/sign-in/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { paths } from '#web/paths.ts';

const PASSWORD = 'a calm sea and prosperous voyage';
const stage = useStage();
beforeAll(async () => {
  const hash = await hashPassword(PASSWORD);
  await stage.database.control((tx) =>
    tx.query(sql`update cadenza.app_user set password_hash = ${hash} where name = 'Mei'`),
  );
});

/** Through the picture's page to the recovery codes, once the password is given. */
async function confirmFactor(page: Page): Promise<string[]> {
  const words = twoFactorWords.zh;
  await page.getByRole('img', { name: words.picture }).waitFor();
  const secret = (await page.locator('code').innerText()).replaceAll(' ', '');
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: stage.now() });
  await page.getByLabel(words.code).fill(code);
  await page.locator('form').getByRole('button', { name: words.switchOn }).click();
  return (await page.getByLabel(words.recoveryCodes).innerText()).split('\n');
}

it('X-2: a webhook is made, tried, switched off and looked into', async () => {
  const words = webhookWords.en;
  const name = 'Warehouse';
  const page = await stage.open(paths.settingsWebhooks);
  stage.allow(/status of 422/);
  await page.getByRole('button', { name: words.add }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words.name).fill(name);
  await dialog.getByLabel(words.url).fill('https://127.0.0.1/hook');
  const deals = dialog.getByRole('group', { name: 'Deals' });
  await deals.getByLabel(words.updated).check();
  await dialog.getByRole('button', { name: words.add }).click();
  await dialog.getByRole('textbox', { name: words.url }).and(page.locator('[aria-invalid=true]')).waitFor();
  await expectAccessible(page);
  await dialog.getByLabel(words.url).fill('https://93.184.216.34/hook');
  await dialog.getByRole('button', { name: words.add }).click();
  expect(await dialog.locator('pre').innerText()).toMatch(/^whsec_/);
  await dialog.getByRole('button', { name: settingsWords.en.closeKey }).click();

  await page.getByRole('button', { name: fill(words.actionsOf, { name }) }).click();
  await page.getByRole('menuitem', { name: words.test }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.getByRole('table', { name: words.deliveries }).getByText(words.waiting).waitFor();
  await page.getByRole('table', { name: words.deliveries }).getByRole('button').click();
  await dialog.getByText(words.noAttempt).waitFor();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: generalWords.en.close }).last().click();
  await dialog.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: words.againSince }).click();
  await dialog.getByRole('button', { name: words.again }).click();
  await dialog.waitFor({ state: 'detached' });

  await stage.database.owner((tx) =>
    tx.query(sql`update org_1.webhook set active = false, disabled_because = 'failing' where name = ${name}`),
  );
  await page.reload();
  await page.getByText(words.whyFailing).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: fill(words.actionsOf, { name }) }).click();
  await page.getByRole('menuitem', { name: words.switchOn }).click();
  await page.getByText(words.whyFailing).waitFor({ state: 'detached' });
});

it('U-3: single sign-on says what is wrong with an issuer and with a way back, and is a button of the sign-in', async () => {
  const words = singleSignOnWords.zh;
  stage.allow(/status of 4(?:01|22)/);
  const page = await stage.open(paths.settingsSingleSignOn, { language: 'zh', theme: 'dark' });
  await page.getByText(`${stage.url}/single-sign-on`).waitFor();
  await page.getByLabel(words.issuer).fill('https://127.0.0.1');
  await page.getByLabel(words.clientId).fill('cadenza');
  await page.getByRole('textbox', { name: words.clientSecret }).fill('the secret of a client');
  const domains = page.getByLabel(words.domains).and(page.locator('input'));
  await domains.fill('not a domain');
  await page.keyboard.press('Enter');
  await page.getByText(fill(words.domainWrong, { domain: 'not a domain' })).waitFor();
  await page.keyboard.press('Backspace');
  await domains.fill('harbour.example');
  await page.getByRole('button', { name: generalWords.zh.save }).click();
  await page.getByLabel(words.issuer).and(page.locator('[aria-invalid=true]')).waitFor();
  await expectAccessible(page);

  await stage.database.control((tx) =>
    tx.query(sql`
      insert into cadenza.single_sign_on
        (organization_id, public_id, active, label, issuer, client_id, client_secret, domains, provision, created_at)
      select id, gen_random_uuid(), true, 'Harbour ID', 'https://id.harbour.example', 'cadenza', '', '{harbour.example}', false, now()
      from cadenza.organization`),
  );
  const back = await stage.open(`${paths.singleSignOn}?code=1&state=007`, { language: 'zh', as: null });
  await back.getByRole('alert').waitFor();
  await back.getByRole('link', { name: signInWords.zh.backToSignIn }).click();
  await back.getByRole('button', { name: 'Harbour ID' }).waitFor();
  await expectAccessible(back);
});

it('U-3: the second factor, from switching it on to needing it of everybody', async () => {
  const [words, entrance] = [twoFactorWords.zh, signInWords.zh];
  stage.allow(/status of 40[139]/);
  const page = await stage.open(paths.settings, { language: 'zh', theme: 'dark' });
  await page.getByRole('button', { name: words.switchOn }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: words.password }).fill('not hers');
  await dialog.getByRole('button', { name: words.next }).click();
  await dialog.getByText(words.wrongPassword).waitFor();
  await dialog.getByRole('textbox', { name: words.password }).fill(PASSWORD);
  await dialog.getByRole('button', { name: words.next }).click();
  await dialog.getByRole('img', { name: words.picture }).waitFor();
  await expectAccessible(page);
  const codes = await confirmFactor(page);
  expect(codes).toHaveLength(10);
  await dialog.getByRole('button', { name: settingsWords.zh.closeKey }).click();
  await page.getByText(fill(words.codesLeft_other, { count: '10' })).waitFor();

  const other = await stage.open(`${paths.signIn}?next=/activities`, { language: 'zh', as: null });
  await other.getByLabel(entrance.email).fill('mei@harbour.invalid');
  await other.getByRole('textbox', { name: entrance.password }).fill(PASSWORD);
  await other.getByRole('button', { name: entrance.signIn }).click();
  await other.getByLabel(entrance.code).fill('000000');
  await other.getByRole('button', { name: entrance.signIn, exact: true }).click();
  await other.getByRole('alert').waitFor();
  await expectAccessible(other);
  await other.getByLabel(entrance.code).fill(codes[0] ?? '');
  await other.getByRole('button', { name: entrance.signIn, exact: true }).click();
  await other.waitForURL('**/activities');

  const omars = await stage.open('/leads', { language: 'zh', as: 'Omar' });
  await omars.getByRole('link', { name: 'Dmitri Volkov' }).waitFor();
  await page.goto(stage.url + paths.settingsUsers);
  await page.getByRole('switch', { name: words.requirement }).click({ force: true });
  await page.getByRole('button', { name: words.require }).click();
  await page.getByText(words.nowRequired).waitFor();
  await omars.locator('th button').first().click();
  await omars.getByRole('heading', { name: words.neededTitle }).waitFor();
  await omars.getByRole('button', { name: words.next }).click();
  await confirmFactor(omars);
  await omars.getByRole('button', { name: settingsWords.zh.closeKey }).click();
  await omars.getByRole('link', { name: 'Dmitri Volkov' }).waitFor();

  await page.reload();
  await page.getByRole('button', { name: fill(userWords.zh.actionsOf, { name: 'Omar' }) }).click();
  await page.getByRole('menuitem', { name: words.reset }).click();
  await page.getByRole('dialog').getByRole('button', { name: words.reset }).click();
  await page.getByText(fill(words.wasReset, { name: 'Omar' })).waitFor();
  await expectAccessible(page);
  await page.getByRole('switch', { name: words.requirement }).click({ force: true });
  await page.getByText(words.notRequired).waitFor();

  await page.goto(stage.url + paths.settings);
  await page.getByRole('button', { name: words.switchOff }).click();
  await dialog.getByRole('textbox', { name: words.password }).fill(PASSWORD);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: words.switchOff }).click();
  await page.getByText(words.off, { exact: true }).waitFor();
});
