import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { assert } from '#core/assert.ts';
import { listOrganizations } from '#storage/organizations/organizations.ts';
import { expectAccessible } from '#test/browser/accessible.ts';
import { useStage } from '#test/browser/stage.ts';
import { activitiesWords } from '#web/features/activities/words.ts';
import { capital, responseWords } from '#web/features/cadences/response-words.ts';
import { reviewsWords } from '#web/features/reviews/words.ts';
import { settingsWords } from '#web/features/settings/words.ts';
import { paths } from '#web/paths.ts';

const stage = useStage();

/** A task for tomorrow whose completion makes a call, and a call in an hour. */
function workFor(name: string): object {
  return {
    name,
    module: 'leads',
    audience: 'manual',
    followUps: [
      {
        id: 'prepare',
        task: { subject: `Prepare ${name}`, description: 'Read their website.', due: { days: 1 } },
        then: [{ id: 'thanks', when: ['completed'], task: { subject: `Thank ${name}` } }],
      },
      { id: 'ring', call: { subject: `Ring ${name}`, startsAfter: { hours: 1 } } },
    ],
  };
}

/** As the signed-in person's own page would. */
async function ask<T>(page: Page, method: string, path: string, body?: object): Promise<T> {
  const answer = await page.evaluate(
    async ([verb, address, given]) => {
      const response = await fetch(`/api/v1${address}`, {
        method: verb,
        ...(given === '' ? {} : { headers: { 'content-type': 'application/json' }, body: given }),
      });
      return { isGood: response.ok, text: await response.text() };
    },
    [method, path, body === undefined ? '' : JSON.stringify(body)] as const,
  );
  expect(answer.isGood ? 'good' : answer.text).toBe('good');
  return (answer.text === '' ? null : JSON.parse(answer.text)) as T;
}

type Listed = { readonly items: readonly { readonly id: string; readonly name: string }[] };

/** A lead of Mei's into a cadence. */
async function enroll(page: Page, cadence: string, lead: string): Promise<void> {
  const { items } = await ask<Listed>(page, 'GET', '/leads?limit=200');
  const records = items.filter(({ name }) => name === lead).map(({ id }) => id);
  await ask(page, 'POST', `/cadences/${cadence}/enroll`, { records });
  await stage.settle();
}

describe.each([
  ['en', 'Ada Moreau'],
  ['zh', 'David Keller'],
] as const)('tasks and calls, in %s', (language, lead) => {
  const words = activitiesWords[language];
  const say = (text: string, subject: string) => text.replace('{{subject}}', subject);

  it('T-1, L-1: what a cadence made is done here, and the cadence goes on with that', async () => {
    const page = await stage.open(paths.activities, { language });
    const name = `Visit ${language}`;
    const { id } = await ask<{ id: string }>(page, 'POST', '/cadences', workFor(name));
    await ask(page, 'POST', `/cadences/${id}/publish`, { existing: 'leave', enrolled: 'move' });
    await enroll(page, id, lead);
    await page.reload();
    const group = (heading: string) => page.getByRole('region', { name: heading });
    await group(words.todayGroup)
      .getByRole('button', { name: `Ring ${name}`, exact: true })
      .waitFor();
    await group(words.laterGroup)
      .getByRole('button', { name: `Prepare ${name}`, exact: true })
      .click();
    await page.getByText('Read their website.').waitFor();
    await page.getByText(words.answers).waitFor();
    await expectAccessible(page);

    await page.keyboard.press('d');
    await page.getByText(say(words.wasCompleted, `Prepare ${name}`)).waitFor();
    await group(words.doneGroup)
      .getByRole('button', { name: say(words.reopen, `Prepare ${name}`) })
      .waitFor();
    await stage.settle();
    await page.reload();
    await group(words.somedayGroup)
      .getByRole('button', { name: `Thank ${name}`, exact: true })
      .waitFor();

    await stage.passHours(2);
    await page.reload();
    await group(words.overdueGroup)
      .getByRole('button', { name: say(words.logCall, `Ring ${name}`) })
      .click();
    await page.getByRole('menuitem', { name: capital(responseWords[language].interested), exact: true }).click();
    await group(words.doneGroup)
      .getByRole('button', { name: `Ring ${name}`, exact: true })
      .waitFor();
    await page.getByText(words.done, { exact: true }).first().click();
    await page.getByRole('button', { name: `Prepare ${name}`, exact: true }).waitFor();
    await expectAccessible(page);
  });
});

describe.each([
  ['en', 'Grace Walker', 'send_again'],
  ['zh', 'Jonas Weber', 'mark_sent'],
] as const)('a message of unknown fate, in %s', (language, lead, verdict) => {
  const words = reviewsWords[language];

  it('C-33: waits for a person, who is told what each decision does', async () => {
    const page = await stage.open(paths.reviews, { language });
    await page.getByText(words.emptyText).waitFor();
    await loseMessage(page, lead);
    await page.reload();
    await page
      .getByLabel((language === 'en' ? reviewsWords.en.waiting_one : words.waiting_other).replace('{{count}}', '1'))
      .waitFor();
    await page.getByRole('button', { name: words[verdict] }).waitFor();
    await page.getByText(words[`${verdict}Hint`]).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: words[verdict] }).click();
    if (verdict === 'send_again') await page.getByRole('dialog').getByRole('button', { name: words[verdict] }).click();
    await page.getByText(words.emptyTitle).waitFor();
    await stage.settle();
    await page.reload();
    await page.getByText(words.emptyTitle).waitFor();
  });

  /** The sender dies while it hands the message over. */
  async function loseMessage(page: Page, name: string): Promise<void> {
    const [organization] = await listOrganizations(stage.database);
    const cadences = await ask<Listed>(page, 'GET', '/cadences');
    const cadence = cadences.items.find((one) => one.name === 'Feature adoption');
    assert(organization !== undefined && cadence !== undefined, 'the sample has both');
    const change = (statement: ReturnType<typeof sql>) =>
      stage.database.organization(organization.seat, (tx) => tx.query(statement));
    await change(sql`update setting set sending_paused = true, paused_reason = '550 Blocked', paused_at = now()`);
    await enroll(page, cadence.id, name);
    await change(sql`update delivery set state = 'dot_pending', dot_at = due_at, leased_until = '2000-01-01'
      where state in ('planned', 'claimed') and channel = 'email'`);
    const settings = await stage.open(paths.settingsSending, { language });
    await settings.getByText('550 Blocked', { exact: false }).waitFor();
    await settings.getByRole('button', { name: settingsWords[language].resume }).click();
    await settings.getByRole('dialog').getByRole('button', { name: settingsWords[language].resume }).click();
    await settings.getByText(settingsWords[language].resumed).waitFor();
    await stage.settle();
  }
});

describe('the settings', () => {
  it('U-3: a key is shown once, works with its permissions, and is refused when revoked', async () => {
    const words = settingsWords.zh;
    stage.allow(/401/);
    const page = await stage.open(paths.settingsApiKeys, { language: 'zh' });
    await page.getByRole('button', { name: words.newKey }).click();
    await page.getByRole('textbox', { name: words.keyName }).fill('官网表单');
    await page.getByRole('checkbox', { name: words.recordsRead }).check();
    await expectAccessible(page);
    await page.getByRole('button', { name: words.createKey }).click();
    const key = await page.getByLabel(words.keyIs, { exact: true }).locator('visible=true').last().innerText();
    const outside = await stage.open(paths.signIn, { as: null });
    const visit = () =>
      outside.evaluate(
        async (authorization) => (await fetch('/api/v1/leads', { headers: { authorization } })).status,
        `Bearer ${key}`,
      );
    expect(await visit()).toBe(200);
    await page.getByRole('button', { name: words.closeKey }).click();
    await page.getByRole('button', { name: words.revokeNamed.replace('{{name}}', '官网表单') }).click();
    await page.getByRole('dialog').getByRole('button', { name: words.revoke }).click();
    await page.getByText(words.wasRevoked.replace('{{name}}', '官网表单')).waitFor();
    expect(await visit()).toBe(401);
    await expectAccessible(page);
  });

  it('U-3: the password is changed by whoever knows it', async () => {
    const words = settingsWords.en;
    stage.allow(/401/);
    const page = await stage.open(paths.settings, { as: 'Omar' });
    const change = async (current: string, password: string) => {
      await page.getByLabel(words.currentPassword, { exact: true }).fill(current);
      await page.getByLabel(words.newPassword, { exact: false }).first().fill(password);
      await page.getByRole('button', { name: words.changePassword }).click();
    };
    await change('', 'a long enough one');
    await page.getByText(words.passwordChanged).waitFor();
    await change('wrong by far', 'another long one');
    await page.getByText(words.wrongPassword).waitFor();
    await change('a long enough one', 'another long one');
    await page.getByText(words.passwordChanged).last().waitFor();
    await expectAccessible(page);
  });
});
