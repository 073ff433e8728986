import { describe, expect, it } from 'vitest';
import { dmarcNames, judgeDkim, judgeDmarc, judgeSpf, wantedSpf } from './domain-records.ts';

const OTHERS = ['google-site-verification=abc', 'v=spf2.0/pra ?all'];

describe('P26 what DNS says of a sending domain', () => {
  it.each<[readonly string[] | null, string]>([
    [['v=spf1 include:_spf.example.com ~all'], 'fine'],
    [['V=SPF1 redirect=_spf.example.com'], 'fine'],
    [[], 'missing'],
    [['v=spf1 mx -all', 'v=spf1 a -all'], 'several'],
    [['v=spf1 mx +all'], 'lets_everybody'],
    [['v=spf1 mx all'], 'lets_everybody'],
    [['v=spf1 mx'], 'broken'],
    [null, 'not_answered'],
  ])('SPF %j is %s', (texts, verdict) => {
    expect(judgeSpf(texts === null ? null : [...OTHERS, ...texts]).verdict).toBe(verdict);
  });

  it.each<[readonly string[] | null, string | null, string]>([
    [['v=DKIM1; k=rsa; p=MII abc'], 'MIIabc', 'fine'],
    [['p=MIIabc'], 'MIIabc', 'fine'],
    [['v=DKIM1; p=MIIother'], 'MIIabc', 'differs'],
    [['v=DKIM1; p='], 'MIIabc', 'differs'],
    [['something else'], 'MIIabc', 'missing'],
    [['v=DKIM1; p=MIIabc'], null, 'no_key'],
    [null, 'MIIabc', 'not_answered'],
  ])('DKIM %j, for the key %s, is %s', (texts, key, verdict) => {
    expect(judgeDkim(texts, key).verdict).toBe(verdict);
  });

  it.each<[readonly string[] | null, string]>([
    [['v=DMARC1; p=quarantine; rua=mailto:a@b.example'], 'fine'],
    [['v=DMARC1;p=Reject'], 'fine'],
    [['v=DMARC1; p=none'], 'asks_nothing'],
    [['v=DMARC1; sp=none'], 'broken'],
    [['v=DMARC1; p=none', 'v=DMARC1; p=reject'], 'several'],
    [[], 'missing'],
    [null, 'not_answered'],
  ])('DMARC %j is %s', (texts, verdict) => {
    expect(judgeDmarc(texts).verdict).toBe(verdict);
  });

  it('DMARC is looked for at the domain, then above it; SPF is wanted for the servers that mail goes out by', () => {
    expect(dmarcNames('news.sales.example.com')).toEqual([
      '_dmarc.news.sales.example.com',
      '_dmarc.sales.example.com',
      '_dmarc.example.com',
    ]);
    expect(dmarcNames('example.com')).toEqual(['_dmarc.example.com']);
    expect(wantedSpf('example.com', ['smtp.example.com', '192.0.2.1']).value).toBe(
      'v=spf1 a:smtp.example.com ip4:192.0.2.1 ~all',
    );
  });
});
