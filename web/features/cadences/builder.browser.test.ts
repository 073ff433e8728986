import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '#test/browser/accessible.ts';
import { type Language, useStage } from '#test/browser/stage.ts';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { panelWords } from '#web/features/cadences/builder/panel/words.ts';
import { createWords } from '#web/features/cadences/create-words.ts';
import { publishingWords } from '#web/features/cadences/publishing/words.ts';
import { capital, responseWords } from '#web/features/cadences/response-words.ts';
import { rulesWords } from '#web/features/cadences/rules/words.ts';
import { englishStarts } from '#web/features/cadences/starts/english.ts';
import { cadencesWords } from '#web/features/cadences/words.ts';
import { paths } from '#web/paths.ts';

const stage = useStage();

/** The words of a page in a language. */
const wordsIn = (language: Language) => ({
  list: cadencesWords[language],
  create: createWords[language],
  builder: builderWords[language],
  panel: panelWords[language],
  says: responseWords[language],
  publishing: publishingWords[language],
});

async function chooseTemplate(page: Page, name: string): Promise<void> {
  await page.locator('[data-first]').getByRole('combobox').first().click();
  await page.getByRole('option', { name }).click();
}

/** A call of the API as the person at the browser. */
function api<Answer>(page: Page, method: string, path: string, body?: object): Promise<Answer> {
  return page.evaluate(
    async ({ method, path, body }) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(path, {
        method,
        ...(body === undefined ? {} : { headers, body: JSON.stringify(body) }),
      });
      return answer.json();
    },
    { method, path, body },
  ) as Promise<Answer>;
}

const cadenceIdOf = (page: Page) => page.url().split('/').at(-1) ?? '';

async function openSample(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Feature adoption' }).click();
  await page.locator('[data-follow-up="announcement"]').waitFor();
}

describe.each(['en', 'zh'] as const)('a cadence is made, in %s', (language) => {
  const { list, create, builder, publishing, says } = wordsIn(language);

  it('C-66, C-4, C-8: email, and if nobody opens it within 3 days a second one; it is published and runs', async () => {
    const page = await stage.open(paths.cadences, { language });
    await page.getByRole('button', { name: list.create }).click();
    const name = `${create.namePlaceholder} ${language}`;
    await page.getByRole('textbox', { name: create.name }).fill(name);
    await page.getByRole('button', { name: create.next }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();

    await page.locator('[data-channel="email"]').click();
    await chooseTemplate(page, 'First contact');
    await page
      .getByRole('button', { name: builder.addAfter.replace('{{title}}', 'First contact') })
      .first()
      .click();
    const within = page.getByRole('group', { name: builder.addWithin }).getByRole('textbox');
    expect(await within.inputValue()).toBe('3');
    await expectAccessible(page);
    await page.locator('button[data-channel="email"]').click();
    await chooseTemplate(page, 'After the call');
    const days = says.days_other.replace('{{count}}', '3');
    await page
      .getByText(capital(says.notOpened.replace('{{time}}', days)), { exact: false })
      .first()
      .waitFor();

    await page.getByRole('button', { name: builder.closePanel }).click();
    await page.getByRole('tab', { name: builder.tabRules }).click();
    await page.getByRole('button', { name: rulesWords[language].usual }).click();
    await page.getByRole('button', { name: builder.noProblems }).waitFor();
    await page.getByRole('button', { name: publishing.publish, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: publishing.yes, exact: true }).click();
    await page.getByText(list.active, { exact: true }).waitFor();
    await expectAccessible(page);

    const leads = await api<{ items: { id: string; name: string }[] }>(page, 'GET', '/api/v1/leads?limit=100');
    const ada = leads.items.find((lead) => lead.name === 'Ada Moreau');
    await api(page, 'POST', `/api/v1/cadences/${cadenceIdOf(page)}/enroll`, { records: [ada?.id] });
    const sent = async () => {
      const { items } = await api<{ items: object[] }>(page, 'GET', '/api/v1/development-mailbox/messages');
      return items.length;
    };
    const before = await sent();
    await stage.settle();
    expect(await sent()).toBe(before + 1);
    await stage.passDays(2);
    expect(await sent()).toBe(before + 1);
    await stage.passDays(1);
    expect(await sent()).toBe(before + 2);
  });

  it('C-62: the list finds it by status and name', async () => {
    const page = await stage.open(`${paths.cadences}?status=active`, { language });
    await page.getByRole('searchbox').fill('feature');
    await page.getByRole('row').filter({ hasText: 'Feature adoption' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('combobox', { name: list.status }).selectOption('draft');
    await page.getByText(list.noneMatch).waitFor();
  });
});

describe('the builder', () => {
  const { create, builder, panel, list, publishing } = wordsIn('en');

  it('C-3, C-7: is used by keyboard alone: two follow-ups, a way back, a way forth', async () => {
    const page = await stage.open(paths.cadences);
    await page.getByRole('table').waitFor();
    await page.keyboard.press('c');
    await page.getByRole('textbox', { name: create.name }).waitFor();
    await page.keyboard.type('By keyboard');
    await page.keyboard.press('Enter');
    const task = page.locator('button[data-channel="task"]');
    await task.focus();
    await page.keyboard.press('Enter');
    const subject = page.getByRole('textbox', { name: panel.subject });
    await untilFocused(subject);
    await page.keyboard.type('Look at the web site');
    await page.getByRole('button', { name: /^Task “Look at the web site”/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('+');
    await page.getByRole('dialog').getByRole('combobox').selectOption('deferred');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: builder.untitledCall }).waitFor();
    await untilFocused(subject);
    await page.keyboard.type('Ask why');
    const call = page.getByRole('button', { name: 'Call “Ask why”, when Deferred, at once' });
    await call.waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowUp');
    expect(await focusedFollowUp(page)).toBe('task');
    await page.keyboard.press('ArrowDown');
    expect(await focusedFollowUp(page)).toBe('call');
    await page.keyboard.press('Delete');
    await call.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    await call.waitFor();
    await page.keyboard.press('Control+Shift+Z');
    await call.waitFor({ state: 'detached' });
    await page.getByText(builder.saved, { exact: true }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: /^Task “Look at the web site”/ }).waitFor();
  });

  it('C-12: says what is wrong at every edit, leads to it, and publishes nothing until it is mended', async () => {
    const page = await stage.open(paths.cadences);
    await openSample(page);
    await page.locator('[data-follow-up="guidance"]').click();
    const subject = page.getByRole('textbox', { name: panel.subject });
    await subject.fill('');
    const publish = page.getByRole('button', { name: publishing.publishChanges });
    await publish.and(page.locator('[aria-disabled="true"]')).waitFor();
    await page.locator('[data-follow-up="announcement"]').click();
    await page.getByRole('button', { name: '1 problem', exact: true }).click();
    await page.getByRole('list', { name: builder.problems }).getByRole('button').click();
    await untilFocused(subject);
    await page.keyboard.type('Show how boards work');
    await page.getByRole('button', { name: builder.noProblems }).waitFor();
    await publish.and(page.locator('[aria-disabled="false"]')).waitFor();
    await page.getByText(builder.saved, { exact: true }).waitFor();
  });

  it('C-12: what is missing in a new follow-up is said once its field was left, or publishing was tried', async () => {
    const page = await stage.open(paths.cadences);
    await openSample(page);
    const missing = page.getByText('A subject is needed.');
    const addTask = async () => {
      await page.getByRole('button', { name: builder.addFirst }).click();
      await page.getByRole('dialog').getByRole('button', { name: builder.addTask }).click();
      await untilFocused(page.getByRole('textbox', { name: panel.subject }));
    };
    await addTask();
    await page.getByRole('button', { name: '1 problem', exact: true }).waitFor();
    expect(await missing.count()).toBe(0);
    await page.keyboard.press('Tab');
    await missing.waitFor();
    await page.getByRole('button', { name: builder.undo }).click();
    await addTask();
    expect(await missing.count()).toBe(0);
    await page.getByRole('button', { name: publishing.publishChanges }).click({ force: true });
    const problems = page.getByRole('list', { name: builder.problems });
    await problems.waitFor();
    await problems.getByRole('button').click();
    await problems.waitFor({ state: 'detached' });
    await missing.waitFor();
    await page.getByRole('button', { name: builder.undo }).click();
    await page.getByText(builder.saved, { exact: true }).waitFor();
  });

  it('C-50: what is missing in a new rule is said once the rule was left', async () => {
    const page = await stage.open(paths.cadences);
    await openSample(page);
    await page.getByRole('tab', { name: builder.tabRules }).click();
    await page.getByRole('button', { name: rulesWords.en.add }).click();
    await page.getByRole('menuitem', { name: rulesWords.en.response }).click();
    const responses = page.getByRole('combobox', { name: rulesWords.en.responses });
    await responses.press('Backspace');
    const missing = page.getByRole('alert').getByText('The rule names no response.');
    await page.getByRole('button', { name: '1 problem', exact: true }).waitFor();
    expect(await missing.count()).toBe(0);
    await page.getByRole('tab', { name: builder.tabRules }).focus();
    await missing.waitFor();
    await page.getByRole('button', { name: rulesWords.en.remove }).click();
    await page.getByText(builder.saved, { exact: true }).waitFor();
  });

  it('C-12, R-4: keeps the draft apart from what runs, and asks when somebody else was faster', async () => {
    stage.allow(/409/);
    const page = await stage.open(paths.cadences, { theme: 'dark' });
    await openSample(page);
    await page.locator('[data-follow-up="guidance"]').click();
    await page.getByRole('textbox', { name: panel.subject }).fill('Show boards');
    await page.getByText(builder.draftOf.replace('{{version}}', '1')).waitFor();
    await page.getByText(builder.isChanged, { exact: true }).waitFor();
    await page.getByText(builder.saved, { exact: true }).waitFor();
    const url = `/api/v1/cadences/${cadenceIdOf(page)}`;
    const now = await api<{ draft: { name: string }; revision: number }>(page, 'GET', url);
    const theirs = { file: { ...now.draft, description: 'Theirs' }, revision: now.revision };
    await api(page, 'PUT', `${url}/draft`, theirs);
    await page.getByRole('textbox', { name: panel.subject }).fill('Show boards again');
    await page.getByText(builder.staleTitle).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: builder.keepOurs }).click();
    await page.getByText(builder.saved, { exact: true }).waitFor();
    const saved = await api<{ draft: { description: string } }>(page, 'GET', url);
    expect(saved.draft.description).not.toBe('Theirs');
    await page.getByRole('link', { name: list.title }).first().click();
    await page.getByText(list.unpublished).waitFor();
    await openSample(page);
    await page.getByRole('button', { name: builder.discard }).click();
    await page.getByRole('dialog').getByRole('button', { name: builder.discard }).click();
    await page.getByText(builder.isChanged, { exact: true }).waitFor({ state: 'detached' });
  });

  it('C-10: a branch goes with what it hangs on, in the outline too', async () => {
    const page = await stage.open(paths.cadences);
    await openSample(page);
    await page.getByText(builder.outline, { exact: true }).click();
    await page
      .getByRole('list', { name: builder.followUps })
      .getByRole('button', { name: /^Email “Boards in two/ })
      .click();
    await expectAccessible(page);
    await page.getByRole('button', { name: builder.actions }).click();
    await page.getByRole('menuitem', { name: builder.remove }).click();
    await page.getByRole('dialog').getByText(builderWords.en.removeText_one).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete 2 follow-ups' }).click();
    await page.locator('[data-follow-up="second-look"]').waitFor({ state: 'detached' });
    await page.locator('[data-follow-up="announcement"][aria-current="true"]').waitFor();
  });

  it('C-66: a cadence can start from a usual case, with templates of its own', async () => {
    const page = await stage.open(paths.cadences);
    for (const name of ['Usual', 'Usual again']) {
      await page.goto(stage.url + paths.cadences);
      await page.getByRole('button', { name: list.create }).click();
      await page.getByRole('radio', { name: englishStarts[0]?.title ?? '' }).click();
      await page.getByRole('textbox', { name: create.name }).fill(name);
      await page.getByRole('button', { name: create.next }).click();
      await page.getByRole('button', { name: builder.noProblems }).waitFor();
    }
    await page
      .getByRole('button', { name: /First contact – email 1 2/ })
      .first()
      .waitFor();
  });
});

async function untilFocused(field: Locator): Promise<void> {
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
}

function focusedFollowUp(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute('data-follow-up') ?? null);
}
