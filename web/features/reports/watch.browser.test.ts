// What a newcomer does after building: enroll, answer the mail as its recipient, see why what follows, read the figures.
import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { responseNames } from '#contract/response-words.ts';
import { expectAccessible } from '#test/browser/accessible.ts';
import { useStage } from '#test/browser/stage.ts';
import { messageTo, type Running, runSample, send } from '#test/browser/watch-sample.ts';
import { enrollmentsWords } from '#web/features/enrollments/words.ts';
import { homeWords } from '#web/features/home/words.ts';
import { mailboxWords } from '#web/features/mailbox/words.ts';
import { reportsWords } from '#web/features/reports/words.ts';
import { paths } from '#web/paths.ts';
import { shellWords } from '#web/shell/words.ts';

const stage = useStage();

const CADENCE = 'Feature adoption';
const FIRST_MAIL = 'Boards are here';
const SECOND_MAIL = 'Boards in two minutes';
const CALL = 'Show how boards work';

/** Each language has leads of its own: the stage is one. */
const cast = {
  en: { clicks: 'Moreau', replies: 'Okoro', waits: 'Jansen' },
  zh: { clicks: 'Keller', replies: 'Rossi', waits: 'Nasser' },
} as const;

describe.each(['en', 'zh'] as const)('watching a cadence, in %s', (language) => {
  const mailbox = mailboxWords[language];
  const story = enrollmentsWords[language];
  const reports = reportsWords[language];
  const home = homeWords[language];
  const names = cast[language];
  const clicked = new RegExp(responseNames[language].clicked, 'i');
  let page: Page;
  let running: Running;

  async function open(path: string): Promise<Page> {
    page = await stage.open(path, { language });
    return page;
  }

  // The stage's own clock is a script in every frame; the one that shows mail lets none run.
  beforeEach(() => stage.allow(/Blocked script execution in 'about:srcdoc'/));

  beforeAll(async () => {
    await open(paths.home);
    running = await runSample(page, stage, Object.values(names));
    await page.context().close();
  });

  it('the mail is read and clicked as its recipient, and the branch it takes is seen', async () => {
    await open(paths.home);
    await page.getByRole('link', { name: shellWords[language].mailbox, exact: true }).click();
    await page.getByText(mailbox.safe).waitFor();
    await page.getByRole('searchbox').fill(names.clicks);
    const list = page.getByRole('navigation', { name: mailbox.messages });
    await list.getByRole('link', { name: new RegExp(names.clicks, 'i') }).click();
    const frame = page.locator('iframe');
    expect(await frame.getAttribute('sandbox'), 'T4: neither scripts nor our origin').toBe('');
    await page.frameLocator('iframe').getByText('See all your work on one board').waitFor();
    expect(await page.frameLocator('iframe').locator('a[href]').count(), 'links lead nowhere by themselves').toBe(0);
    await page.getByText(mailbox.headers, { exact: true }).click();
    await page.getByText('List-Unsubscribe-Post').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: mailbox.click.replace('{{link}}', 'Open my board') }).click();
    await page.getByRole('status').getByText(mailbox.watch).waitFor();
    await stage.settle();
    await page.getByRole('complementary', { name: mailbox.asRecipient }).getByText(CALL).first().waitFor();
    await page.getByRole('link', { name: mailbox.story }).click();
    await page.getByRole('heading', { level: 1, name: CADENCE }).waitFor();
    const happened = page.getByRole('list', { name: story.happened });
    await happened
      .getByText(language === 'en' ? /Show how boards work.*because of: clicked/ : /Show how boards work.*已点击/)
      .waitFor();
    await expectAccessible(page);
  });

  it('C-41, C-8 who does nothing gets the second mail days later, and the story says why', async () => {
    const { id, enrollment } = await messageTo(await open(paths.mailbox), running, names.waits);
    await page.goto(stage.url + paths.enrollment.replace('$enrollmentId', enrollment));
    await page.getByText(story.waits).waitFor();
    await stage.passDays(3);
    const happened = page.getByRole('list', { name: story.happened });
    await happened
      .getByText(language === 'en' ? /Boards in two minutes.*not clicked in time/ : /Boards in two minutes.*未按时点击/)
      .waitFor();
    await page.getByRole('link', { name: story.read }).nth(1).click();
    await page.getByRole('heading', { level: 2, name: 'Boards, in two minutes' }).waitFor();
    expect(new URL(page.url()).searchParams.get('message')).not.toBe(id);
  });

  it('C-80, C-81 every number of the report opens the enrollments behind it', async () => {
    await open(paths.mailbox);
    const message = await messageTo(page, running, names.replies);
    await page.goto(`${stage.url}${paths.mailbox}?message=${message.id}`);
    await page.getByLabel(mailbox.replyText).fill(language === 'en' ? 'Tell me more.' : '请再介绍一下。');
    await page.getByRole('button', { name: mailbox.sendReply }).click();
    await page.getByRole('status').getByText(mailbox.watch).waitFor();
    await stage.settle();
    await page.goto(stage.url + paths.cadenceReport.replace('$cadenceId', running.cadence));
    await page.getByRole('img', { name: reports.funnel }).waitFor();
    const emails = page.getByRole('table', { name: reports.emailFollowUps });
    await expectAccessible(page);
    await shows(
      emails.getByRole('row', { name: FIRST_MAIL }).getByRole('link', { name: clicked }).first(),
      names.clicks,
    );
    await shows(
      emails.getByRole('row', { name: SECOND_MAIL }).getByRole('link', { name: reports.emailExecuted }),
      names.waits,
    );
    await shows(page.getByRole('definition').getByRole('link', { name: reports.goal }), names.replies);
  });

  it('C-56 the list of enrollments says who is where, and takes people out', async () => {
    await open(`${paths.cadenceReport.replace('$cadenceId', running.cadence)}?tab=enrollments&status=active`);
    const table = page.getByRole('table', { name: reports.enrollments });
    const row = table.getByRole('row', { name: names.waits });
    await row.getByText(SECOND_MAIL).waitFor();
    await expectAccessible(page);
    await row.getByRole('checkbox').check();
    await page.getByRole('button', { name: reports.unenroll }).click();
    await page.getByRole('dialog').getByRole('button', { name: reports.unenroll }).click();
    await row.waitFor({ state: 'detached' });
  });

  it('the first steps tick themselves as they are done', async () => {
    await stage.passHours(1);
    await open(paths.home);
    const step = (name: string) =>
      page.getByRole('region', { name: home.stepsTitle }).getByRole('listitem').filter({ hasText: name });
    const ticked = (name: string) => step(name).getByText(home.done, { exact: true });
    for (const name of [home.enroll, home.answer, home.watch]) await ticked(name).waitFor();
    const isBuilt = language === 'zh'; // by the run in English
    expect(await ticked(home.build).count()).toBe(isBuilt ? 1 : 0);
    await expectAccessible(page);
    if (isBuilt) return;
    await page.getByRole('button', { name: home.buildAct }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await send(page, '/api/v1/cadences', {
      name: 'Thanks',
      module: 'leads',
      audience: 'manual',
      followUps: [{ id: 'thank', task: { subject: 'Say thank you' } }],
    });
    await page.reload();
    await ticked(home.build).waitFor();
    expect(await ticked(home.publish).count()).toBe(0);
  });

  /** The dialog that a number opens names this lead, and is closed again. */
  async function shows(number: ReturnType<Page['getByRole']>, lastName: string): Promise<void> {
    await number.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('link', { name: lastName }).first().waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
});
