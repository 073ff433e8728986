// Every page of the web app, for `npm run screenshots`: a line per page. `show` brings it into the state worth a picture.
import type { Page } from 'playwright-core';
import type { Stage } from '#test/browser/stage.ts';
import { playSample } from '#test/browser/watch-sample.ts';
import { paths } from '#web/paths.ts';

export type Pictured = {
  /** The name of the picture. */
  readonly name: string;
  readonly path: string;
  /** Nobody is signed in. */
  readonly isOutside?: true;
  readonly show?: (page: Page, stage: Stage) => Promise<void>;
};

export const pictures: readonly Pictured[] = [
  { name: 'sign-in', path: paths.signIn, isOutside: true },
  { name: 'sign-in-by-link', path: `${paths.signIn}?token=example`, isOutside: true },
  { name: 'leads', path: paths.leads },
  {
    name: 'leads-filter',
    path: paths.leads,
    show: async (page) => {
      await page.keyboard.press('f');
      await page.locator('section').getByRole('group').waitFor();
    },
  },
  { name: 'leads-bulk', path: paths.leads, show: openEnrolling },
  { name: 'lead-new', path: paths.leads, show: (page) => press(page, 'c') },
  { name: 'lead', path: paths.leads, show: openFirst },
  { name: 'finder', path: paths.leads, show: (page) => press(page, 'Control+k') },
  { name: 'keys', path: paths.leads, show: (page) => press(page, '?') },
  {
    name: 'account-menu',
    path: paths.leads,
    show: async (page) => {
      await page.getByRole('button', { name: /Mei/ }).click();
      await page.getByRole('menu').waitFor();
    },
  },
  { name: 'home', path: paths.home },
  {
    name: 'mailbox',
    path: paths.home,
    show: async (page, stage) => {
      stage.allow(/Blocked script execution in 'about:srcdoc'/);
      const { story } = await playSample(page, stage);
      await page.goto(`${stage.url}${paths.mailbox}?message=${story.id}`);
    },
  },
  {
    name: 'story',
    path: paths.home,
    show: async (page, stage) => {
      const { story } = await playSample(page, stage);
      await page.goto(stage.url + paths.enrollment.replace('$enrollmentId', story.enrollment));
    },
  },
  { name: 'report', path: paths.home, show: (page, stage) => openReport(page, stage, '') },
  { name: 'report-records', path: paths.home, show: (page, stage) => openReport(page, stage, '?status=active') },
  { name: 'report-enrollments', path: paths.home, show: (page, stage) => openReport(page, stage, '?tab=enrollments') },
  { name: 'home-later', path: paths.home, show: (page) => page.reload().then(() => undefined) },
];

async function openReport(page: Page, stage: Stage, search: string): Promise<void> {
  const { cadence } = await playSample(page, stage);
  await page.goto(stage.url + paths.cadenceReport.replace('$cadenceId', cadence) + search);
}

async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.getByRole('dialog').waitFor();
}

async function openEnrolling(page: Page): Promise<void> {
  await page.locator('thead input[type="checkbox"]').check();
  await page.locator('[data-bulk="enroll"]').click();
  await page.getByRole('dialog').getByRole('radio').first().waitFor();
}

/** Of a list. */
async function openFirst(page: Page): Promise<void> {
  await page.locator('tbody a').first().click();
  await page.locator('dl').first().waitFor();
}
