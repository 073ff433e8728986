import { describe, it } from 'vitest';
import { expectAccessible } from '#test/browser/accessible.ts';
import { useStage } from '#test/browser/stage.ts';
import { until } from '#test/until.ts';
import { sql } from 'kysely';
import { auditWords } from '#web/features/settings/audit/words.ts';
import { userWords } from '#web/features/settings/users/words.ts';
import { settingsWords } from '#web/features/settings/words.ts';
import { signInWords } from '#web/features/sign-in/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { paths } from '#web/paths.ts';

const PASSWORD = 'a bottle of seventeen seas';
const stage = useStage();

/** The address in the newest mail to somebody. */
async function linkIn(recipient: string): Promise<string> {
  return until(`mail to ${recipient}`, async () => {
    const rows = await stage.database.owner((tx) =>
      tx.query<{ raw: Buffer }>(
        sql`select raw from org_1.caught_message where recipient = ${recipient} order by id desc limit 1`,
      ),
    );
    const text = rows[0]?.raw.toString().replace(/=\r\n/g, '').replace(/=3D/g, '=') ?? '';
    const [link = null] = /\/(?:invitation|new-password)\?token=[\w-]+/.exec(text) ?? [];
    return link;
  });
}

describe.each(['en', 'zh'] as const)('users, in %s', (language) => {
  const [words, entrance, audit] = [userWords[language], signInWords[language], auditWords[language]];
  const name = language === 'en' ? 'Bo' : 'Cy';
  const email = `${name.toLowerCase()}@harbour.invalid`;

  it('U-3: Mei invites somebody, who comes in by the mail and forgets the password; U-4: the log tells it', async () => {
    stage.allow(/status of 401/);
    const page = await stage.open(paths.settingsUsers, { language });
    await page.getByRole('button', { name: words.invite }).click();
    await page.getByRole('dialog').getByLabel(words.email).fill(email);
    await expectAccessible(page);
    await page.getByRole('button', { name: words.send }).click();
    await page.getByRole('table', { name: words.invitations }).getByText(email).waitFor();
    await expectAccessible(page);

    const bo = await stage.open(await linkIn(email), { language, as: null });
    await bo.getByLabel(entrance.name).fill(name);
    await bo.getByRole('textbox', { name: entrance.password }).fill(PASSWORD);
    await expectAccessible(bo);
    await bo.getByRole('button', { name: entrance.accept }).click();
    await bo.getByRole('button', { name: new RegExp(name) }).waitFor();

    const lost = await stage.open(paths.signIn, { language, as: null });
    await lost.getByRole('link', { name: entrance.forgotten }).click();
    await lost.getByRole('heading', { name: entrance.newPassword }).waitFor();
    await lost.getByLabel(entrance.email).fill(email);
    await lost.getByRole('button', { name: entrance.sendLink }).click();
    await lost.getByRole('status').waitFor();
    const link = await until('the second mail', async () => {
      const newest = await linkIn(email);
      return newest.startsWith('/new-password') ? newest : null;
    });
    await lost.goto(stage.url + link);
    await lost.getByRole('textbox', { name: entrance.newPassword }).fill(`${PASSWORD} again`);
    await expectAccessible(lost);
    await lost.getByRole('button', { name: entrance.setPassword }).click();
    await lost.getByText(entrance.passwordSet).waitFor();

    await page.goto(stage.url + paths.settingsUsers);
    await page
      .getByRole('button', { name: words.actionsOf.replace('{{name}}', name) })
      .first()
      .click();
    await page.getByRole('menuitem', { name: words.deactivate }).click();
    await page.getByRole('dialog').getByRole('button', { name: words.deactivate }).click();
    await page.getByText(words.inactive).first().waitFor();

    await page.goto(stage.url + paths.settingsAudit);
    await page.getByText(audit.user_deactivated).first().waitFor();
    await page.getByText(audit.sealed).waitFor();
    await expectAccessible(page);
  });

  it('U-1: the last administrator stays, and Omar learns who may do this', async () => {
    stage.allow(/status of 409/);
    const page = await stage.open(paths.settingsUsers, { language });
    await page.getByRole('button', { name: words.actionsOf.replace('{{name}}', 'Mei') }).click();
    await page.getByRole('menuitem', { name: words.makeMember }).click();
    await page.getByRole('dialog').getByRole('button', { name: words.makeMember }).click();
    await page
      .getByText(generalWords[language].problem)
      .or(page.getByText(/last administrator|最后一位管理员/))
      .first()
      .waitFor();
    const omars = await stage.open(paths.settingsUsers, { language, as: 'Omar' });
    await omars.getByText(settingsWords[language].forAdministrators).waitFor();
  });
});
