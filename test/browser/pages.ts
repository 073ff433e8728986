// Every page of the web app, for `npm run screenshots`: a line per page. `show` brings it into the state worth a picture.
import type { Page } from 'playwright-core';
import { makeCustomer } from '#test/browser/make-customer.ts';
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
  { name: 'new-password', path: paths.newPassword, isOutside: true },
  { name: 'leads', path: '/leads' },
  {
    name: 'leads-filter',
    path: '/leads',
    show: async (page) => {
      await page.keyboard.press('f');
      await page.locator('section').getByRole('group').waitFor();
    },
  },
  {
    name: 'view-new',
    path: '/leads',
    show: async (page) => {
      await page.getByRole('button', { name: /^(?:New view|新建视图)$/ }).click();
      await page.getByRole('dialog').getByRole('radio').last().check();
      await page.getByRole('dialog').getByRole('combobox').last().waitFor();
    },
  },
  { name: 'leads-bulk', path: '/leads', show: openEnrolling },
  { name: 'lead-new', path: '/leads', show: (page) => press(page, 'c') },
  { name: 'lead', path: '/leads', show: openFirst },
  { name: 'lead-convert', path: '/leads', show: openConverting },
  { name: 'contacts-empty', path: '/contacts' },
  { name: 'quote-new', path: '/quotes', show: (page) => press(page, 'c') },
  { name: 'account', path: '/accounts', show: openAccount },
  { name: 'quote', path: '/quotes', show: openQuote },
  { name: 'contacts', path: '/contacts' },
  { name: 'imports', path: paths.imports },
  { name: 'recycle-bin', path: paths.recycleBin },
  {
    name: 'navigation-more',
    path: paths.home,
    show: async (page) => {
      await page
        .getByRole('navigation')
        .getByRole('button', { name: /^(?:More|更多)$/ })
        .click();
      await page.getByRole('menu').waitFor();
    },
  },
  { name: 'finder', path: '/leads', show: (page) => press(page, 'Control+k') },
  { name: 'keys', path: '/leads', show: (page) => press(page, '?') },
  {
    name: 'account-menu',
    path: '/leads',
    show: async (page) => {
      await page.getByRole('button', { name: /Mei/ }).click();
      await page.getByRole('menu').waitFor();
    },
  },
  { name: 'cadences', path: paths.cadences },
  {
    name: 'cadence-new',
    path: paths.cadences,
    show: async (page) => {
      await press(page, 'c');
      await page.getByRole('dialog').getByRole('radio').nth(1).click();
    },
  },
  { name: 'cadence', path: paths.cadences, show: (page) => openFollowUp(page, 'guidance') },
  {
    name: 'cadence-add',
    path: paths.cadences,
    show: async (page) => {
      await openFollowUp(page, 'second-look');
      await press(page, '+');
    },
  },
  {
    name: 'cadence-versions',
    path: paths.cadences,
    show: async (page) => {
      await page.getByRole('link', { name: 'Feature adoption' }).click();
      await page
        .locator('[aria-haspopup="dialog"]')
        .filter({ hasText: /Version 1|第 1 版/ })
        .click();
      await page.getByRole('dialog').getByRole('listitem').waitFor();
    },
  },
  {
    name: 'cadence-outline',
    path: paths.cadences,
    show: async (page) => {
      await openFollowUp(page, 'announcement');
      await page.getByText(/^(?:Outline|大纲)$/).click();
    },
  },
  { name: 'home', path: paths.home },
  { name: 'activities', path: `${paths.activities}?whose=everybodys` },
  {
    name: 'activity-new',
    path: paths.activities,
    show: async (page) => {
      await page.getByRole('button', { name: /New call|新建通话/ }).click();
      await page.getByRole('dialog').getByRole('textbox').first().waitFor();
    },
  },
  { name: 'reviews', path: paths.reviews },
  { name: 'settings-profile', path: paths.settings },
  { name: 'settings-notifications', path: paths.settingsNotifications },
  { name: 'settings-api-keys', path: paths.settingsApiKeys },
  { name: 'settings-modules', path: paths.settingsModules },
  { name: 'settings-module', path: '/settings/modules/deals' },
  { name: 'settings-layout', path: '/settings/modules/deals/layout' },
  { name: 'deals-board', path: '/deals?board=%22stage%22' },
  {
    name: 'field-new',
    path: '/settings/modules/deals',
    show: async (page) => {
      await page.getByRole('button', { name: /New field|新建字段/ }).click();
      await page.getByRole('combobox', { name: /Type|类型/ }).click();
      await page.getByRole('option', { name: /One of several|单选/ }).click();
    },
  },
  { name: 'settings-limits', path: paths.settingsLimits },
  { name: 'settings-users', path: paths.settingsUsers },
  { name: 'settings-profiles', path: paths.settingsProfiles },
  {
    name: 'settings-permissions',
    path: paths.settingsProfiles,
    show: async (page) => {
      await page.locator('tbody a').first().click();
      await page.getByRole('switch').first().uncheck();
    },
  },
  {
    name: 'settings-permissions-fields',
    path: paths.settingsProfiles,
    show: async (page) => {
      await page.locator('tbody a').first().click();
      await page.locator('[data-accordion-control]').first().click();
      await page.locator('[role="radiogroup"]').first().waitFor();
    },
  },
  { name: 'settings-roles', path: paths.settingsRoles },
  { name: 'settings-sharing', path: paths.settingsSharing },
  {
    name: 'settings-sharing-new',
    path: paths.settingsSharing,
    show: async (page) => {
      await page.getByRole('button', { name: /New sharing rule|新建共享规则/ }).click();
      await page.getByRole('dialog').getByRole('radio').nth(1).click();
      await page.getByRole('button', { name: /^(?:Add condition|添加条件)$/ }).waitFor();
    },
  },
  { name: 'settings-single-sign-on', path: paths.settingsSingleSignOn },
  { name: 'settings-webhooks', path: paths.settingsWebhooks },
  {
    name: 'webhook-new',
    path: paths.settingsWebhooks,
    show: async (page) => {
      await page.getByRole('button', { name: /Add webhook|添加 Webhook/ }).click();
      await page.getByRole('dialog').getByRole('group').first().waitFor();
    },
  },
  { name: 'settings-web-forms', path: paths.settingsWebForms },
  {
    name: 'web-form-new',
    path: paths.settingsWebForms,
    show: async (page) => {
      await page.getByRole('button', { name: /New web form|新建网页表单/ }).click();
      await page.getByRole('dialog').getByRole('list').waitFor();
    },
  },
  { name: 'two-factor', path: paths.twoFactor },
  { name: 'settings-audit', path: paths.settingsAudit },
  { name: 'settings-business-hours', path: paths.settingsBusinessHours },
  { name: 'settings-contact-limits', path: paths.settingsContactLimits },
  { name: 'settings-sending', path: paths.settingsSending },
  { name: 'settings-mail-accounts', path: paths.settingsMailAccounts },
  { name: 'settings-whatsapp', path: paths.settingsWhatsapp },
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
  { name: 'templates', path: paths.templates },
  {
    name: 'template',
    path: paths.templates,
    show: (page, stage) => openTemplate(page, stage, /First contact|首次联系/),
  },
  {
    name: 'template-source',
    path: paths.templates,
    show: (page, stage) => openTemplate(page, stage, 'Boards are here'),
  },
  { name: 'unenrolment-rules', path: paths.cadences, show: openRules },
  {
    name: 'publish',
    path: paths.cadences,
    show: async (page) => {
      await openRules(page);
      await page.getByRole('button', { name: /Add rule|添加规则/ }).click();
      await page.getByRole('menuitem').nth(2).click();
      await page.getByRole('button', { name: /Publish changes|发布更改/ }).click();
      await page.getByRole('dialog').getByRole('list').waitFor();
    },
  },
  // The same once something has happened: the pictures before these see to it.
  { name: 'lead-later', path: `/leads?q=Moreau`, show: openLived },
  { name: 'home-later', path: paths.home },
  // The draft keeps them: nothing can be published after it.
  {
    name: 'cadence-problems',
    path: paths.cadences,
    show: async (page) => {
      await openFollowUp(page, 'guidance');
      await page.locator('[data-first] input').first().fill('');
      await page.getByRole('button', { name: /^(?:1 problem|1 个问题)$/ }).click();
      await page.getByRole('dialog').getByRole('listitem').waitFor();
    },
  },
];

async function openConverting(page: Page): Promise<void> {
  await openFirst(page);
  await page.getByRole('button', { name: /^(?:Convert|转换)$/ }).click();
  await page.getByRole('dialog').getByRole('radio').first().waitFor();
}

async function openAccount(page: Page, stage: Stage): Promise<void> {
  const { account } = await makeCustomer(page);
  await page.goto(`${stage.url}/accounts/${account}`);
}

async function openQuote(page: Page, stage: Stage): Promise<void> {
  const { quote } = await makeCustomer(page);
  await page.goto(`${stage.url}/quotes/${quote}`);
}

async function openReport(page: Page, stage: Stage, search: string): Promise<void> {
  const { cadence } = await playSample(page, stage);
  await page.goto(stage.url + paths.cadenceReport.replace('$cadenceId', cadence) + search);
}

async function openFollowUp(page: Page, id: string): Promise<void> {
  await page.locator('tbody a').last().click();
  await page.locator(`[data-follow-up="${id}"]`).click();
  await page.locator('[data-first]').waitFor();
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

async function openTemplate(page: Page, stage: Stage, name: RegExp | string): Promise<void> {
  stage.allow(/Blocked script execution in 'about:srcdoc'/);
  // By a new page: one that got a frame without scripts later on never counts as idle.
  await page.goto(`${stage.url}${await page.getByRole('link', { name }).getAttribute('href')}`);
}

async function openRules(page: Page): Promise<void> {
  await page.locator('tbody a').first().click();
  await page.getByRole('tab', { name: /Unenrolment|释放规则/ }).click();
}

/** Of the lead that the list finds, once something has happened. */
async function openLived(page: Page, stage: Stage): Promise<void> {
  await playSample(page, stage);
  await page.reload();
  await openFirst(page);
  await page.locator('ol [aria-expanded]').first().waitFor();
}

/** Of a list. */
async function openFirst(page: Page): Promise<void> {
  await page.locator('tbody a').first().click();
  await page.locator('dl').first().waitFor();
}
