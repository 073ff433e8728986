import { expect, it } from 'vitest';
import { compileMjml } from './compile-mjml.ts';
import { createLiquid } from './liquid.ts';
import { takeOutOutlookTables } from './outlook-tables.ts';
import { createTokens } from './token.ts';
import { trackContent } from './track.ts';

const tracking = {
  tokens: createTokens(Buffer.alloc(32, 1)),
  publicUrl: 'https://crm.example',
  delivery: { organization: 1, delivery: '2' },
};
const data = {
  record: { first_name: null, website: 'https://a.example/?b=1&c="' },
  owner: { name: 'Grace', email: 'grace@crm.example' },
  organization: { name: 'Cadenza' },
  unsubscribe_url: 'https://crm.example/t/u/x',
};
const page = (column: string) =>
  `<mjml><mj-body><mj-section>${column}<mj-column><mj-text>b</mj-text></mj-column></mj-section></mj-body></mjml>`;

function sent(mjml: string): string {
  const made = compileMjml(mjml);
  if (made.kind !== 'compiled') throw new Error(`${made.why} at ${made.element}`);
  const rendered = createLiquid().render(made.html, 'html', data);
  if (rendered.kind !== 'text') throw new Error(rendered.kind);
  const content = { html: rendered.text, text: '', language: 'en', opens: 'untracked', clicks: 'untracked' } as const;
  return trackContent(content, tracking).html;
}

it('E-2 MJML is compiled with its merge tags, and keeps its columns on phones and in Outlook when it is sanitised', () => {
  const text = '<mj-text>Hi {{ record.first_name | default: "you" }} 你好</mj-text>';
  const html = sent(
    page(`<mj-column>${text}<mj-button href="{{ record.website | default: "a>b" }}">Go</mj-button></mj-column>`),
  );
  expect(html).toContain('Hi you 你好');
  expect(html).not.toContain('.mj-outlook-group-fix {');
  expect(html).toContain('<a href="https://a.example/?b=1&amp;c=&quot;"');
  expect(html).toContain('<style>@media only screen and (min-width:480px) { .mj-column-per-50 { width:50% !important;');
  expect(html).toMatch(/<!--\[if mso \| IE\]><td style="vertical-align:top;width:300px;"><!\[endif\]-->/);
});

it('T4 what stands in raw MJML is sanitised', () => {
  const raw =
    '<mj-raw><script>alert(1)</script></mj-raw><mj-column><mj-text><a href="javascript:alert(1)">x</a></mj-text></mj-column>';
  expect(sent(page(raw))).not.toMatch(/alert|evil|script/);
});

it('T4 only tags of plain tables stay in what Outlook alone reads', () => {
  const fine = '<!--[if mso | IE]></td><td style="width:300px;"><![endif]-->';
  for (const inside of [
    '<img src="https://evil.invalid/a.png">',
    '<table onclick="x()">',
    '<td style="background:url(x)">',
    'x',
  ]) {
    const { html, putBack } = takeOutOutlookTables(`<p>a</p>${fine}<!--[if mso]>${inside}<![endif]-->\ufdef0\ufdef`);
    expect(putBack(html.replace(/<!--.*?-->/g, ''))).toBe(`<p>a</p>${fine}0`);
  }
});

it('T3 an include is refused, and a compiler that broke down is replaced', () => {
  expect(compileMjml('<mjml><mj-body><mj-include path="/etc/passwd" /></mj-body></mjml>')).toMatchObject({
    why: 'no_include',
    element: '<mj-include>',
  });
  expect(compileMjml(page('<mj-column></mj-column>')).kind).toBe('compiled');
});
