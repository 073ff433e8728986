// Pictures of every page in both languages and themes, into screenshots/ or the folder in SCREENSHOTS: npm run screenshots.
// Some pages only: npm run screenshots -- -t leads
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, it } from 'vitest';
import { pictures } from '#test/browser/pages.ts';
import { useStage } from '#test/browser/stage.ts';

const FOLDER = resolve(process.env['SCREENSHOTS'] ?? 'screenshots');

describe.each(['en', 'zh'] as const)('pictures in %s', (language) => {
  const stage = useStage({ language });

  it.each(pictures)('$name', async ({ name, path, isOutside, show }) => {
    await mkdir(FOLDER, { recursive: true });
    for (const theme of ['light', 'dark'] as const) {
      const page = await stage.open(path, { language, theme, ...(isOutside === true ? { as: null } : {}) });
      await page.waitForLoadState('networkidle');
      await show?.(page, stage);
      await page.waitForLoadState('networkidle');
      await page.screenshot({ path: join(FOLDER, `${name}.${language}.${theme}.png`), animations: 'disabled' });
    }
  });
});
