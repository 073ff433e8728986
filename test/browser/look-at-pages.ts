// Pages in the states that test/browser/pages.ts brings them into: nothing for axe to find in either theme, and nothing in the
// console (which the stage watches).
import { expect, it } from 'vitest';
import { expectAccessible } from '#test/browser/accessible.ts';
import { type Pictured, pictures } from '#test/browser/pages.ts';
import { useStage } from '#test/browser/stage.ts';

export function lookAtPages(which: (picture: Pictured) => boolean): void {
  const stage = useStage();
  it.each(pictures.filter(which))(
    '$name: axe finds nothing',
    async ({ path, isOutside, show }) => {
      const page = await stage.open(path, isOutside === true ? { as: null } : {});
      await page.waitForLoadState('networkidle');
      await show?.(page, stage);
      await page.waitForLoadState('networkidle');
      expect(await page.title()).not.toBe('');
      await expectAccessible(page);
    },
    60_000,
  );
}

/** So that two processes share them. */
export function isOfSettings({ path }: Pictured): boolean {
  return path.startsWith('/settings');
}
