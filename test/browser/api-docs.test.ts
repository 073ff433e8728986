import { AxeBuilder } from '@axe-core/playwright';
import { expect, it } from 'vitest';
import { useStage } from '#test/browser/stage.ts';

const stage = useStage();

it.each(['light', 'dark'] as const)('X-3: the reference is found through, read and linked to, in %s', async (theme) => {
  const page = await stage.open('/api/docs', { as: null, theme });
  await page.getByLabel('Search').fill('enroll preview');
  await page.getByRole('status').filter({ hasText: 'found' }).waitFor();
  expect(await page.locator('#signIn').isVisible()).toBe(false);
  await page.getByLabel('Search').fill('one-time link');
  await page.locator('#signInWithLink summary').click();
  await page.locator('#signInWithLink').getByRole('link', { name: 'Me', exact: true }).click();
  await page.getByLabel('Search').fill('');
  expect(await page.locator('#schema-Me').getAttribute('open')).not.toBeNull();
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual(
    [],
  );
});
