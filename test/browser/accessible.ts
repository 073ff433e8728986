import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** No finding of axe, in the light theme and in the dark one. */
export async function expectAccessible(page: Page): Promise<void> {
  const html = page.locator('html');
  const before = await html.getAttribute('data-mantine-color-scheme');
  for (const theme of ['light', 'dark']) {
    await html.evaluate((root, value) => root.setAttribute('data-mantine-color-scheme', value), theme);
    expect(await findingsOf(page), `what axe finds in the ${theme} theme`).toEqual([]);
  }
  await html.evaluate((root, value) => root.setAttribute('data-mantine-color-scheme', value), before ?? 'light');
}

async function findingsOf(page: Page): Promise<string[]> {
  // Colours in the middle of a transition are no colours of ours.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .filter(({ target }) => !(id === 'region' && isFloating(target.join(' '))))
      .map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`),
  );
}

/** An open menu or list of options belongs to its button, which is in a landmark. */
function isFloating(target: string): boolean {
  return target.includes('data-portal');
}
