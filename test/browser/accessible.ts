import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What a theme can change; everything else holds in both or in none. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** No finding of axe, in the light theme and in the dark one. */
export async function expectAccessible(page: Page): Promise<void> {
  const axe = () => new AxeBuilder({ page }).setLegacyMode(true);
  const html = page.locator('html');
  const before = await html.getAttribute('data-mantine-color-scheme');
  const themes = [
    ['light', axe()],
    ['dark', axe().withRules(RULES_OF_COLOUR)],
  ] as const;
  for (const [theme, looking] of themes) {
    await html.evaluate((root, value) => root.setAttribute('data-mantine-color-scheme', value), theme);
    expect(await findingsOf(page, looking), `what axe finds in the ${theme} theme`).toEqual([]);
  }
  await html.evaluate((root, value) => root.setAttribute('data-mantine-color-scheme', value), before ?? 'light');
}

async function findingsOf(page: Page, looking: AxeBuilder): Promise<string[]> {
  // Colours in the middle of a transition are no colours of ours.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  const { violations } = await looking.analyze();
  const findings = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => ({ id, target: target.join(' '), says: failureSummary })),
  );
  const areFloating = await Promise.all(findings.map(({ target }) => isFloating(page, target)));
  return findings
    .filter(({ id }, index) => !(id === 'region' && areFloating[index] === true))
    .map(({ id, target, says }) => `${id}: ${target}: ${says.replace(/\s+/g, ' ')}`);
}

/** An open menu or list of options belongs to its button, which is in a landmark. */
async function isFloating(page: Page, target: string): Promise<boolean> {
  return page.locator(target).evaluate((element) => element.closest('[data-portal]') !== null);
}
