// A draft tried out before anybody is mailed (C-90), and a round asked what would happen (C-91).
import { describe, expect, it } from 'vitest';
import type { CadenceFile } from '#core/cadence/file.ts';
import { expectAccessible } from '#test/browser/accessible.ts';
import { useStage } from '#test/browser/stage.ts';
import { messageTo, runSample } from '#test/browser/watch-sample.ts';
import { simulationWords } from '#web/features/cadences/simulation/words.ts';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { whatIfWords } from '#web/features/enrollments/what-if-words.ts';
import { enrollmentsWords } from '#web/features/enrollments/words.ts';
import { paths } from '#web/paths.ts';

const stage = useStage();

const file = (name: string): CadenceFile => ({
  name,
  module: 'leads',
  audience: 'manual',
  followUps: [
    {
      id: 'hello',
      email: { to: 'email', template: 'First contact' },
      then: [{ id: 'ring', when: ['clicked'], task: { subject: 'Ring' } }],
    },
  ],
});

describe.each(['en', 'zh'] as const)('simulating, in %s', (language) => {
  const words = simulationWords[language];

  it('C-90 from the builder: started, carried out, told with picture and table, record by record', async () => {
    const page = await stage.open(paths.cadences, { language });
    const made = await page.request.post(`${stage.url}/api/v1/cadences`, {
      data: file(`Trial ${language}`),
      headers: { origin: stage.url },
    });
    const { id } = (await made.json()) as { id: string };
    await page.goto(stage.url + paths.cadence.replace('$cadenceId', id));
    await page.getByRole('button', { name: builderWords[language].simulate }).click();
    await page.getByText(words.neverTitle).waitFor();
    await page.getByLabel(words.clicked).fill('100');
    await page.getByRole('button', { name: words.start }).click();
    await page.getByRole('button', { name: words.stop }).waitFor();
    await stage.settle();
    await page.getByRole('img', { name: new RegExp(words.perDaySays.slice(0, 2)) }).waitFor();
    const followUps = page.getByRole('region', { name: words.followUps });
    await followUps.getByRole('row', { name: /Ring/ }).getByText(words.usual).waitFor();
    await page.getByRole('button', { name: words.showWho }).click();
    await page.getByRole('region', { name: words.who }).getByRole('row').nth(3).waitFor();
    await expectAccessible(page);
  });
});

it('C-91 a round tells what a click would start, and nothing of it happens', async () => {
  const [words, { happened }] = [whatIfWords.zh, enrollmentsWords.zh];
  const page = await stage.open(paths.home, { language: 'zh' });
  const { enrollment } = await messageTo(page, await runSample(page, stage, ['Moreau']), 'Moreau');
  await page.goto(stage.url + paths.enrollment.replace('$enrollmentId', enrollment));
  const card = page.getByRole('region', { name: words.title });
  await card.getByRole('option', { name: 'Boards are here' }).waitFor({ state: 'attached' });
  await card.getByLabel(words.is).selectOption('clicked');
  await card.getByRole('button', { name: words.ask }).click();
  await card.getByText('Show how boards work').first().waitFor();
  await expectAccessible(page);
  await stage.settle();
  await page.reload();
  const story = page.getByRole('region', { name: happened });
  await story.getByText('Boards are here').first().waitFor();
  expect(await story.getByText('Show how boards work').count()).toBe(0);
});
