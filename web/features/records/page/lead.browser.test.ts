import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { takeVisits } from '#actions/mail/take-visits.ts';
import { assert } from '#core/assert.ts';
import { listOrganizations } from '#storage/organizations/organizations.ts';
import { expectAccessible } from '#test/browser/accessible.ts';
import { fill } from '#test/browser/fill.ts';
import { useStage } from '#test/browser/stage.ts';
import { enrollmentsWords } from '#web/features/enrollments/words.ts';
import { roundWords } from '#web/features/enrollments/round-words.ts';
import { recordsWords } from '#web/features/records/list/records-words.ts';
import { mailEventWords } from '#web/features/records/page/mail-event-words.ts';
import { recordWords } from '#web/features/records/page/record-words.ts';
import { timelineWords } from '#web/features/records/page/timeline-words.ts';
import { generalWords } from '#web/i18n/general-words.ts';

const stage = useStage();

async function openLead(name: string, language: 'en' | 'zh' = 'en'): Promise<Page> {
  const page = await stage.open(`/leads?q=${name.split(' ')[1] ?? name}`, { language });
  await page.getByRole('link', { name }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  return page;
}

/** The list of leads is shown, and doesn’t know the name. */
async function expectGone(page: Page, name: string): Promise<void> {
  await page.waitForURL(({ pathname }) => pathname === '/leads');
  await page.getByRole('searchbox', { name: generalWords.en.search }).fill(name.split(' ')[1] ?? name);
  await page.getByText(recordsWords.en.noneMatch, { exact: true }).waitFor();
}

/** The picture of the latest message, as Apple Mail Privacy Protection loads it. */
async function loadedByApple(): Promise<void> {
  const { database } = stage;
  const [organization] = await listOrganizations(database);
  assert(organization !== undefined, 'the stage has an organisation');
  const [sent] = await database.organization(organization.seat, (tx) =>
    tx.query<{ delivery: string; at: number }>(sql`
      select id as delivery, dot_at as at from delivery where state = 'sent' order by dot_at desc, id desc limit 1`),
  );
  assert(sent !== undefined, 'a message went out');
  const at = sent.at + 20_000;
  const signs = { method: 'GET', program: 'Mozilla/5.0', ahead: false, from: 'anywhere' } as const;
  const visit = { ...sent, at, signs, kind: 'opened', link: null, url: null, key: randomUUID() } as const;
  await takeVisits({ database, organization, now: at, visits: [visit] });
}

describe.each([
  ['en', 'Ada Moreau'],
  ['zh', 'Ben Okoro'],
] as const)('a lead and a cadence, in %s', (language, name) => {
  const words = roundWords[language];
  const states = enrollmentsWords[language];
  const cadence = 'Feature adoption';

  it('C-56, C-64, C-70, C-74: goes in, out, on and begins again, and the page says where it stands', async () => {
    stage.allow(/Blocked script execution in 'about:srcdoc'/);
    const page = await openLead(name, language);
    const list = page.getByRole('region', { name: words.cadences });
    const timeline = page.getByRole('region', { name: timelineWords[language].title });
    const confirmed = async (what: 'unenroll' | 'continue' | 'restart') => {
      await list.getByRole('button', { name: words[what] }).click();
      const question = page.getByRole('dialog', { name: fill(words[`${what}Title`], { name, cadence }) });
      await question.getByText(fill(words[`${what}Text`], { name })).waitFor();
      await question.getByRole('button', { name: words[what] }).click();
    };

    await page.getByRole('button', { name: words.add }).click();
    const dialog = page.getByRole('dialog', { name: fill(words.addTitle, { name }) });
    await dialog.getByRole('radio', { name: cadence }).check();
    await dialog.getByRole('button', { name: words.add }).click();
    await page.getByText(fill(words.enrolled, { name, cadence })).waitFor();

    await stage.settle();
    await page.reload();
    await list.getByText(states.active, { exact: true }).waitFor();
    await list.getByText('Boards are here').waitFor();
    await timeline.getByRole('button', { name: /work on one board/ }).click();
    const mail = timeline.frameLocator('iframe');
    await mail.getByText('Your first board is ready').waitFor();
    await expectAccessible(page);

    await loadedByApple();
    await page.reload();
    const { openedByMachine, apple_mail_privacy: why } = mailEventWords[language];
    await timeline.getByText(fill(openedByMachine, { why })).waitFor();

    const column = list.getByRole('columnheader', { name: words.nextAction });
    await column.waitFor();
    await list.getByRole('button', { name: generalWords[language].columns }).click();
    await page.getByRole('checkbox', { name: words.nextAction }).uncheck();
    await column.waitFor({ state: 'detached' });
    await page.reload();
    await list.getByRole('columnheader', { name: words.currentFollowUp }).waitFor();
    expect(await column.count()).toBe(0);

    await confirmed('unenroll');
    await list.getByText(states.unenrolled, { exact: true }).waitFor();
    await confirmed('continue');
    await list.getByText(states.active, { exact: true }).waitFor();
    await confirmed('unenroll');
    await confirmed('restart');
    await list
      .getByRole('button', { name: fill(words.showAll_other, { count: '1' }).replace('rounds', 'round') })
      .click();
    await list.getByText(states.unenrolled, { exact: true }).waitFor();
    await timeline.getByText(timelineWords[language].cadences, { exact: true }).click();
    await timeline.getByText(timelineWords[language].created).waitFor({ state: 'detached' });
    await timeline.getByRole('listitem').nth(4).waitFor();
    expect(await timeline.getByRole('listitem').count()).toBe(5);
  });

  it('C-74: says why a lead that is in a cadence can’t be added to it', async () => {
    const page = await openLead(name, language);
    await page.getByRole('button', { name: words.add }).click();
    const dialog = page.getByRole('dialog', { name: fill(words.addTitle, { name }) });
    await dialog.getByText(words.inItNow).waitFor();
    expect(await dialog.getByRole('radio', { name: cadence }).isDisabled()).toBe(true);
    expect(await dialog.getByRole('button', { name: words.add }).isDisabled()).toBe(true);
    await expectAccessible(page);
  });
});

describe('the fields of a lead', () => {
  const words = recordWords.en;
  const edit = (field: string) => fill(words.editField, { field });
  const button = (page: Page, field: string) => page.getByRole('button', { name: edit(field) });

  it('R-3: is changed by the keyboard; Escape leaves it, what is wrong is said beside it', async () => {
    stage.allow(/422/);
    const page = await openLead('Clara Jansen');
    await button(page, 'Company').press('Enter');
    await page.getByRole('textbox', { name: 'Company' }).fill('Elsewhere');
    await page.keyboard.press('Escape');
    await button(page, 'Company').getByText('Elsewhere').waitFor({ state: 'detached' });

    await button(page, 'Email').click();
    const email = page.getByRole('textbox', { name: 'Email' });
    await email.fill('nowhere');
    await email.press('Enter');
    await page.getByText('This is not a mail address.').waitFor();
    await email.fill('clara@jansen.invalid');
    await email.press('Enter');
    await button(page, 'Email').getByText('clara@jansen.invalid').waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('clara@jansen.invalid');

    await button(page, 'Lead status').click();
    await page.getByRole('option', { name: 'Qualified' }).click();
    await button(page, 'Lead status').getByText('Qualified').waitFor();
    await page.getByText('Lead status changed').waitFor();
    await page.getByRole('switch', { name: 'Do not call' }).click({ force: true });
    await page.getByText('Do not call changed').waitFor();
    await expectAccessible(page);
  });

  it('R-4: two people change a lead: other fields don’t get in the way, the same one is a choice', async () => {
    stage.allow(/409/);
    const [mine, theirs] = [await openLead('David Keller'), await openLead('David Keller')];
    const write = async (page: Page, field: string, text: string) => {
      await button(page, field).click();
      await page.getByRole('textbox', { name: field }).fill(text);
      await page.keyboard.press('Enter');
    };
    await write(theirs, 'City', 'Oslo');
    await button(theirs, 'City').getByText('Oslo').waitFor();
    await write(mine, 'Company', 'Keller Works');
    await button(mine, 'Company').getByText('Keller Works').waitFor();

    await write(theirs, 'Title', 'Chair');
    await theirs.getByText(words.conflict).waitFor({ state: 'detached' });
    await button(theirs, 'Title').getByText('Chair').waitFor();
    await write(mine, 'Title', 'Head of buying');
    await mine.getByText(words.conflict).waitFor();
    await mine.getByRole('alert').getByText('Chair').waitFor();
    await expectAccessible(mine);
    await mine.getByRole('button', { name: words.saveMine }).click();
    await button(mine, 'Title').getByText('Head of buying').waitFor();
  });

  it('R-4: a deleted lead is gone from the list', async () => {
    const page = await openLead('Hugo Lindqvist');
    await page.getByRole('button', { name: words.moreActions }).click();
    await page.getByRole('menuitem', { name: fill(words.delete, { record: 'lead' }) }).click();
    const question = page.getByRole('dialog', { name: fill(words.deleteTitle, { name: 'Hugo Lindqvist' }) });
    await question.getByRole('button', { name: fill(words.delete, { record: 'lead' }) }).click();
    await page.getByText(fill(words.wasDeleted, { name: 'Hugo Lindqvist' })).waitFor();
    await expectGone(page, 'Hugo Lindqvist');
  });

  it('K-101: an administrator erases one for good', async () => {
    const page = await openLead('Elena Rossi');
    await page.getByRole('button', { name: words.moreActions }).click();
    await page.getByRole('menuitem', { name: words.erase }).click();
    const question = page.getByRole('dialog', { name: fill(words.eraseTitle, { name: 'Elena Rossi' }) });
    await question.getByRole('button', { name: words.eraseYes }).click();
    await page.getByText(fill(words.wasErased, { name: 'Elena Rossi' })).waitFor();
    await expectGone(page, 'Elena Rossi');
  });
});
