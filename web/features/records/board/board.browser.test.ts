import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { deals } from '#core/records/modules/deals.ts';
import { fieldOf } from '#core/records/field.ts';
import { expectAccessible } from '#test/browser/accessible.ts';
import { fill } from '#test/browser/fill.ts';
import { makeRecord } from '#test/browser/make-customer.ts';
import { useStage } from '#test/browser/stage.ts';
import { boardWords } from '#web/features/records/board/board-words.ts';
import { optionLabel } from '#web/features/records/fields/options.ts';
import { showAsWords } from '#web/features/records/list/show-as-words.ts';
import { viewWords } from '#web/features/records/views/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';

const stage = useStage();
const language = 'zh';
const words = boardWords[language];
const list = showAsWords[language];
const views = viewWords[language];
const general = generalWords[language];
const field = fieldOf(deals, 'stage');
if (field === undefined) throw new Error('deals have stages');
const named = (option: string) => optionLabel(field, option, language);
const byStage = fill(list.boardBy, { field: field.label[language] });
const column = (page: Page, option: string) => page.getByRole('region', { name: named(option), exact: true });
const card = (page: Page, option: string, name: string) =>
  column(page, option).getByRole('listitem').filter({ hasText: name });
/** No longer on its way. */
const saved = (page: Page, option: string, name: string) =>
  card(page, option, name).and(page.locator(':not([data-quiet])'));

it('V-3 a view is kept as a board; cards move by mouse and keyboard; a refusal puts the card back', async () => {
  const page = await stage.open('/deals', { language, theme: 'dark' });
  const deal = (name: string) => makeRecord(page, 'deals', { name: `${name} ${language}`, amount: '48000.00' });
  await deal('Fleet');
  const harbour = await deal('Harbour');
  await page.reload();
  await page.getByRole('button', { name: views.newView }).click();
  await page.getByRole('textbox', { name: views.name }).fill(`Pipeline ${language}`);
  await page.getByRole('combobox', { name: list.showAs }).click();
  await page.getByRole('option', { name: byStage }).click();
  await page.getByRole('button', { name: general.save, exact: true }).click();
  await card(page, 'Qualification', `Fleet ${language}`).waitFor();

  await drag(page, card(page, 'Qualification', `Fleet ${language}`), column(page, 'Proposal'));
  await saved(page, 'Proposal', `Fleet ${language}`).waitFor();
  await page.reload();
  await card(page, 'Proposal', `Fleet ${language}`).waitFor();
  await expectAccessible(page);

  const handle = page.getByRole('button', { name: fill(words.move, { name: `Fleet ${language}` }) });
  await handle.focus();
  await page.keyboard.press('Space');
  await page.getByText(fill(words.over, { name: `Fleet ${language}`, column: named('Proposal') })).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.getByText(fill(words.over, { name: `Fleet ${language}`, column: named('Negotiation') })).waitFor();
  await page.keyboard.press('Space');

  await saved(page, 'Negotiation', `Fleet ${language}`).waitFor();

  stage.allow(/409/);
  await page.evaluate(async (path) => {
    const body = JSON.stringify({ values: { stage: 'Closed won' } });
    await fetch(path, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body });
  }, `/api/v1/deals/${harbour}`);
  await drag(page, card(page, 'Qualification', `Harbour ${language}`), column(page, 'Needs analysis'));
  await page.getByText(words.changedMeanwhile, { exact: false }).waitFor();
  await card(page, 'Closed won', `Harbour ${language}`).waitFor();

  await page.getByRole('button', { name: list.showAs }).click();
  await page.getByRole('menuitem', { name: list.list, exact: true }).click();
  await page.getByRole('table').getByText(`Fleet ${language}`).waitFor();
  await page.reload();
  await page.getByRole('table').getByText(`Fleet ${language}`).waitFor();
  expect(new URL(page.url()).searchParams.get('board')).toBe('false');
});

/** In small steps, as a hand does. */
async function drag(page: Page, what: Locator, to: Locator): Promise<void> {
  await what.scrollIntoViewIfNeeded();
  const middles = [];
  for (const place of [what, to]) {
    const box = await place.boundingBox();
    if (box === null) throw new Error('it is out of sight');
    middles.push({ x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 60) });
  }
  const [from, until] = middles;
  if (from === undefined || until === undefined) return;
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(until.x, until.y, { steps: 8 });
  await page.mouse.up();
}
