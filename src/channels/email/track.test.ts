import { describe, expect, test } from 'vitest';
import { sanitiseForViewing } from './sanitise-html.ts';
import { createTokens } from './token.ts';
import { type Trackable, trackContent, trackingUrls } from './track.ts';

const tokens = createTokens(Buffer.from('a key that is only used in tests'));
const tracking = { tokens, delivery: { organization: 3, delivery: '77' }, publicUrl: 'https://crm.example/' };
const urls = trackingUrls(tracking);
const content: Trackable = { html: '', text: 'Hello', language: 'en', opens: 'tracked', clicks: 'tracked' };
const track = (html: string, change: Partial<Trackable> = {}) =>
  trackContent({ ...content, html, ...change }, tracking);
/** Of the links that a reader sees. */
const hrefs = (html: string) =>
  [...html.matchAll(/href="([^"]*)"(?![^>]*aria-hidden)/g)].map((match) => match[1]?.replaceAll('&amp;', '&'));

describe('links (E-5)', () => {
  test('http and https links become signed click addresses, counted in order', () => {
    const { html } = track(
      '<a href="https://shop.example/a?x=1&amp;y=2">A</a> <A HREF=\'HTTP://shop.example/a\'>B</A>',
    );
    const found = hrefs(html).slice(0, 2);
    const read = found.map((href) => tokens.readLinkToken(href?.replace('https://crm.example/t/c/', '') ?? ''));
    expect(read).toEqual([
      { ...tracking.delivery, link: 0, url: 'https://shop.example/a?x=1&y=2' },
      { ...tracking.delivery, link: 1, url: 'http://shop.example/a' },
    ]);
  });

  test.each(['mailto:ada@customer.example', 'tel:+49301234', '#top', urls.unsubscribe])('%s stays', (href) => {
    expect(hrefs(track(`<a href="${href}">x</a>`).html)[0]).toBe(href);
  });

  test('T18: what could be an open redirect or a script is not signed, nor left standing', () => {
    for (const href of [
      'javascript:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,x',
      '//evil.example',
      'vbscript:x',
    ]) {
      const { html } = track(`<a href="${href}">x</a>`);
      expect(hrefs(html)).toEqual([urls.unsubscribe]);
      expect(html).not.toMatch(/javascript|vbscript|data:|evil/);
    }
  });

  test('click tracking and the pixel can be switched off', () => {
    const { html } = track('<a href="https://shop.example/">x</a>', { clicks: 'untracked', opens: 'untracked' });
    expect(hrefs(html)[0]).toBe('https://shop.example/');
    expect(html).not.toContain('<img');
    expect(html).not.toContain('/t/c/');
  });
});

describe('the trap', () => {
  test('C-37 a link that nobody sees, hears or comes to by the keyboard, whose token is no other link’s', () => {
    const { html, text } = track('<p>Hello</p>');
    const trap = /<a href="https:\/\/crm\.example\/t\/c\/([a-z2-7]+)"([^>]*)><\/a>/;
    const [, token = '', attributes = ''] = trap.exec(html) ?? [];
    expect(attributes).toContain('aria-hidden="true" tabindex="-1" style="display:none"');
    expect(tokens.readTrapToken(token)).toEqual(tracking.delivery);
    for (const read of [tokens.readLinkToken, tokens.readOpenToken, tokens.readUnsubscribeToken]) {
      expect(read(token)).toBeNull();
    }
    expect(text).not.toContain(token);
  });
});

describe('pixel and footer', () => {
  test('the pixel is the last thing in the body', () => {
    const { html } = track('<p>Hello</p>');
    expect(html).toMatch(/<img src="https:\/\/crm\.example\/t\/o\/([a-z2-7]+)\.gif"[^>]*>\s*<\/body>/);
    const token = /t\/o\/([a-z2-7]+)\.gif/.exec(html)?.[1] ?? '';
    expect(tokens.readOpenToken(token)).toEqual(tracking.delivery);
  });

  test.each([
    ['en', 'Unsubscribe', 'en'],
    ['zh', '退订', 'zh-CN'],
  ] as const)('E-8: a footer to unsubscribe in %s, in HTML and text', (language, word, lang) => {
    const { html, text, unsubscribeUrl } = track('<p>Hello</p>', { language });
    expect(unsubscribeUrl).toBe(urls.unsubscribe);
    expect(html).toContain(`<html lang="${lang}">`);
    expect(html).toContain(`>${word}</a>`);
    expect(hrefs(html)).toEqual([urls.unsubscribe]);
    expect(text).toContain(`${word}: ${urls.unsubscribe}`);
    expect(tokens.readUnsubscribeToken(unsubscribeUrl.replace('https://crm.example/t/u/', ''))).toEqual(
      tracking.delivery,
    );
  });

  test('no second one where the template has its own', () => {
    const { html, text } = track(`<a href="${urls.unsubscribe}">no more</a>`, { text: `no more: ${urls.unsubscribe}` });
    expect(hrefs(html)).toEqual([urls.unsubscribe]);
    expect(text.split(urls.unsubscribe).length).toBe(2);
  });
});

const VECTORS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<img src="javascript:alert(1)">',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="jav&#x09;ascript:alert(1)">x</a>',
  '<a href=" javascript:alert(1)">x</a>',
  '<form action="https://evil.example"><input name=password></form>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<base href="https://evil.example/">',
  '<link rel=stylesheet href="https://evil.example/x.css">',
  '<style>@import "https://evil.example/x.css"</style>',
  '<object data="https://evil.example"></object><embed src="https://evil.example">',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<textarea><img src=x onerror=alert(1)></textarea>',
  '<xmp><img src=x onerror=alert(1)></xmp>',
  '<p onclick="alert(1)" style="x">x</p>',
  '"><script>alert(1)</script>',
  '<!--<img src="--><img src=x onerror=alert(1)//">',
  '<body onload=alert(1) style="color:red">x</body>',
];

/** The tags with their attributes' names and URLs, as a browser would see them: text may say anything. */
function dangers(html: string): string[] {
  const tags = html.match(/<[a-z][^>]*>/gi) ?? [];
  return tags.filter((tag) =>
    /^<(script|iframe|object|embed|form|input|meta|base|link|style|svg|math|xmp|textarea)|\son\w+\s*=|javascript:/i.test(
      tag,
    ),
  );
}

describe('T4: sanitised', () => {
  test.each(VECTORS)('going out: %s', (vector) => {
    const { html } = track(`<p>before</p>${vector}<p>after</p>`);
    const head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">';
    expect(dangers(html.replace(head, ''))).toEqual([]);
    expect(html).toContain('<p>before</p>');
  });

  test.each(VECTORS)('to be looked at: %s', (vector) => {
    expect(dangers(sanitiseForViewing(vector))).toEqual([]);
  });

  test('to be looked at: nothing is fetched from elsewhere', () => {
    const html = sanitiseForViewing(
      '<img src="https://evil.example/p.gif"><img src="cid:logo"><p style="background:url(https://evil.example/x)">a</p>' +
        '<p style="background:u\\72l(https://evil.example/x)">b</p><p style="color:red">c</p><a href="https://shop.example/">d</a>',
    );
    expect(html).not.toContain('evil.example');
    expect(html).toContain('cid:logo');
    expect(html).toContain('style="color:red"');
    expect(html).toContain('rel="noopener noreferrer nofollow"');
  });
});
