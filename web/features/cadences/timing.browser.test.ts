// When follow-ups happen, as the builder lets people say it: dates of the record, conditions, repetitions (C-14 to C-16).
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '#test/browser/accessible.ts';
import { useStage } from '#test/browser/stage.ts';
import { timingWords } from '#web/features/cadences/builder/timing-words.ts';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { responseWords } from '#web/features/cadences/response-words.ts';
import { durationWords } from '#web/features/cadences/builder/duration-words.ts';
import { paths } from '#web/paths.ts';

const stage = useStage();

describe.each(['en', 'zh'] as const)('when a follow-up happens, in %s', (language) => {
  const [timing, builder] = [timingWords[language], builderWords[language]];
  const [says, durations] = [responseWords[language], durationWords[language]];

  it('C-14 C-15 C-16: by a date, on a condition, again and again; the canvas says so and a reload keeps it', async () => {
    const page = await stage.open(paths.cadences, { language });
    await page.getByRole('link', { name: 'Feature adoption' }).click();
    const node = page.locator('[data-follow-up="announcement"]');
    await node.click();
    await page.getByLabel(timing.timing, { exact: true }).selectOption('date');
    const byDate = page.getByRole('group', { name: timing.byDate });
    await byDate.getByLabel(timing.field, { exact: true }).selectOption('created_at');
    await byDate.getByLabel(timing.side, { exact: true }).selectOption('after');
    await byDate.getByLabel(durations.unit, { exact: true }).selectOption('weeks');
    await byDate.getByLabel(timing.clock, { exact: true }).fill('08:30');

    await page.getByRole('checkbox', { name: timing.repeat }).check();
    const ends = page.getByRole('combobox', { name: timing.ends });
    await ends.focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter', 'Escape']) await ends.press(key);

    await page.getByRole('checkbox', { name: timing.condition }).check();
    await page.getByRole('group', { name: timing.otherwise }).getByLabel(durations.unit).selectOption('days');
    await expectAccessible(page);
    await node.getByText(says.conditional).waitFor();
    await page.getByText(builder.saved, { exact: true }).first().waitFor();

    await page.reload();
    await node.click();
    expect(await page.getByLabel(timing.clock, { exact: true }).inputValue()).toBe('08:30');
    expect(await page.getByRole('checkbox', { name: timing.repeat }).isChecked()).toBe(true);
  });
});
