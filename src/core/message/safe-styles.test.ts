import { FAR_TOO_LONG_MS } from '#test/far-too-long.ts';
import { expect, it } from 'vitest';
import { safeStylesOf } from './safe-styles.ts';

const column =
  '@media only screen and (min-width:480px) { .mj-column-per-50 { width:50% !important; max-width:50%; }  }';

it('E-2 the widths of columns stay', () => {
  expect(safeStylesOf(`<head><style type="text/css">${column}</style></head>`)).toBe(
    '@media only screen and (min-width:480px) { .mj-column-per-50 { width:50% !important; max-width:50% } }',
  );
  expect(safeStylesOf('<style>/* x */ .a, .b .c { color: #123; font-family: Arial, serif }</style>')).toBe(
    '.a, .b .c { color: #123; font-family: Arial, serif }',
  );
});

it.each([
  'p { display: none }',
  '@import url(https://evil.invalid/a.css);',
  '@font-face { font-family: x; src: url(https://evil.invalid/f) }',
  '.a { background: url(https://evil.invalid/a.png) }',
  '.a { background: image-set("https://evil.invalid/a.png") }',
  '.a { width: expression(alert(1)) }',
  '.a { -moz-binding: url(x); behavior: url(x) }',
  '.a { color: \\75rl(x) }',
  '.a[href^="https://x"] { color: red }',
  '@media print { .a { color: red } }',
  '@supports (color: red) { .a { color: red } }',
  '.a { color: red',
  '} .a',
  '.a { content: "</style><script>" }',
])('T4 %s does not', (css) => {
  expect(safeStylesOf(`<style>${css}</style>`)).toBe('');
});

it('T21 whatever it is given, it takes no time', () => {
  const start = performance.now();
  for (const part of ['<style', '{', '.a{', '@media ', '@media{.a{b', '/*', 'a', ' .a ,']) {
    safeStylesOf(`<style>${part.repeat(250_000)}</style>${part.repeat(250_000)}`);
  }
  expect(performance.now() - start).toBeLessThan(FAR_TOO_LONG_MS);
});
