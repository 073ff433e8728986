import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBase32, toBase32 } from './base32.ts';
import { createTokens, trackableUrl } from './token.ts';

const key = Buffer.from('a key that is only used in tests');
const tokens = createTokens(key);
const organization = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const delivery = fc.bigInt({ min: 0n, max: (1n << 63n) - 1n }).map(String);
const letters = [...'abcdefghijklmnopqrstuvwxyz234567', ...'018-_=+/ <>@.é\0'];

describe('delivery tokens', () => {
  test('come back as what they were made of, in any case of letters, and fit a VERP local part', () => {
    fc.assert(
      fc.property(organization, delivery, (org, id) => {
        const token = tokens.deliveryToken(org, id);
        expect(`bounces+${token}`.length).toBeLessThanOrEqual(64);
        expect(token).toMatch(/^[a-z2-7]+$/);
        expect(tokens.readDeliveryToken(token)).toEqual({ organization: org, delivery: id });
        expect(tokens.readDeliveryToken(token.toUpperCase())).toEqual({ organization: org, delivery: id });
      }),
      { numRuns: 500 },
    );
  });

  test('T17: any changed, added or removed character makes them nothing', () => {
    fc.assert(
      fc.property(organization, delivery, fc.nat(), fc.constantFrom(...letters), (org, id, where, letter) => {
        const token = tokens.deliveryToken(org, id);
        const at = where % token.length;
        fc.pre(token.charAt(at) !== letter);
        expect(tokens.readDeliveryToken(token.slice(0, at) + letter + token.slice(at + 1))).toBeNull();
        expect(tokens.readDeliveryToken(token.slice(0, at) + letter + token.slice(at))).toBeNull();
        expect(tokens.readDeliveryToken(token.slice(0, at) + token.slice(at + 1))).toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });

  test('T17: guesses never hit, and nothing a stranger sends makes reading throw', () => {
    for (let guess = 0; guess < 20_000; guess++) expect(tokens.readDeliveryToken(toBase32(randomBytes(20)))).toBeNull();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(tokens.readDeliveryToken(text)).toBeNull();
        expect(tokens.readOpenToken(text)).toBeNull();
        expect(tokens.readUnsubscribeToken(text)).toBeNull();
        expect(tokens.readLinkToken(text)).toBeNull();
      }),
    );
  });

  test('T16: one purpose never opens another, nor one key the tokens of another', () => {
    const parts = [7, '42'] as const;
    const other = createTokens(Buffer.from('another key, sixteen bytes or more'));
    const link = tokens.linkToken({ organization: 7, delivery: '42', link: 0, url: 'https://example.com/' });
    expect(tokens.readOpenToken(tokens.deliveryToken(...parts))).toBeNull();
    expect(tokens.readUnsubscribeToken(tokens.deliveryToken(...parts))).toBeNull();
    expect(tokens.readDeliveryToken(tokens.unsubscribeToken(...parts))).toBeNull();
    expect(tokens.readDeliveryToken(tokens.openToken(...parts))).toBeNull();
    expect(tokens.readDeliveryToken(toBase32(Buffer.from(link, 'base64url')))).toBeNull();
    expect(other.readDeliveryToken(tokens.deliveryToken(...parts))).toBeNull();
    expect(other.readLinkToken(link)).toBeNull();
    expect(tokens.readOpenToken(tokens.openToken(...parts))).toEqual({ organization: 7, delivery: '42' });
    expect(tokens.readUnsubscribeToken(tokens.unsubscribeToken(...parts))).toEqual({ organization: 7, delivery: '42' });
  });

  test('a key that is too short is refused', () => {
    expect(() => createTokens(Buffer.from('short'))).toThrow(/16 bytes/);
  });
});

describe('link tokens', () => {
  const reference = {
    organization: 7,
    delivery: '9007199254740993',
    link: 3,
    url: 'https://example.com/a?b=1&c=%20#d',
  };

  test('come back with their destination', () => {
    expect(tokens.readLinkToken(tokens.linkToken(reference))).toEqual(reference);
    fc.assert(
      fc.property(organization, delivery, fc.nat(), fc.webUrl({ withQueryParameters: true }), (org, id, link, url) => {
        const read = tokens.readLinkToken(tokens.linkToken({ organization: org, delivery: id, link, url }));
        expect(read).toEqual({ organization: org, delivery: id, link, url: new URL(url).href });
      }),
    );
  });

  test('T17, T18: a changed character never redirects anywhere', () => {
    const token = tokens.linkToken(reference);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ ';
    for (let at = 0; at < token.length; at++) {
      for (const letter of alphabet) {
        if (letter === token.charAt(at)) continue;
        expect(tokens.readLinkToken(token.slice(0, at) + letter + token.slice(at + 1))).toBeNull();
      }
    }
    expect(tokens.readLinkToken(`${token}=`)).toBeNull();
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://example.com/',
    '//example.com/',
    '/path',
    'https:example.com',
    'https:\\\\example.com',
    'https://user:secret@example.com/',
    ' https://example.com/',
    'mailto:ada@example.com',
    `https://example.com/${'a'.repeat(2_000)}`,
    '',
  ])('T18: %s is not a destination', (url) => {
    expect(trackableUrl(url)).toBeNull();
    expect(() => tokens.linkToken({ ...reference, url })).toThrow(/http/);
  });

  test('T18: line breaks in a destination never reach the Location header', () => {
    expect(trackableUrl('https://example.com/\r\nSet-Cookie: a=b')).not.toMatch(/[\r\n]/);
  });
});

test('base32 comes back as the same bytes, and only the canonical spelling is read', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const text = toBase32(bytes);
      expect(fromBase32(text)).toEqual(bytes);
    }),
  );
  expect(fromBase32('ab')).toBeNull();
  expect(fromBase32('a')).toBeNull();
  expect(fromBase32('aa')).toEqual(new Uint8Array([0]));
});
