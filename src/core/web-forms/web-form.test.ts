import { describe, expect, it } from 'vitest';
import { leads } from '#core/records/modules/leads.ts';
import { HOUR } from '#core/time/instant.ts';
import { isAskable, PER_HOUR_MAX, readEntry, whyHold, whyNotAsk } from './web-form.ts';

const SECOND = 1_000;

describe('T25 what of an answer looks as if no person had given it', () => {
  const now = 1_000_000_000_000;
  const usual = { isTrapFilled: false, openedAt: now - 20 * SECOND, now, lately: 0, reviewed: false };

  it('nothing, of a page that was opened long enough ago and today', () => {
    expect(whyHold(usual)).toEqual([]);
    expect(whyHold({ ...usual, openedAt: now - 3 * SECOND })).toEqual([]);
    expect(whyHold({ ...usual, openedAt: now - 24 * HOUR })).toEqual([]);
    expect(whyHold({ ...usual, lately: PER_HOUR_MAX - 1 })).toEqual([]);
  });

  it('each sign, and several at once', () => {
    expect(whyHold({ ...usual, openedAt: now - 3 * SECOND + 1 })).toEqual(['too_fast']);
    expect(whyHold({ ...usual, openedAt: now - 24 * HOUR - 1 })).toEqual(['page_not_opened']);
    expect(whyHold({ ...usual, openedAt: null })).toEqual(['page_not_opened']);
    expect(whyHold({ ...usual, lately: PER_HOUR_MAX })).toEqual(['too_many']);
    expect(whyHold({ ...usual, reviewed: true, isTrapFilled: true, openedAt: now })).toEqual([
      'trap_filled',
      'too_fast',
      'reviewed',
    ]);
  });
});

describe('T25 what a form can ask', () => {
  const fields = leads.fields;
  const asked = (...keys: string[]) => ({
    fields: keys.map((field) => ({ field, required: false })),
    confirmed: false,
  });

  it('what a stranger can enter, and nothing that the product keeps', () => {
    const keys = fields.filter(isAskable).map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining(['last_name', 'email', 'budget', 'industry', 'do_not_email']));
    for (const key of ['owner', 'campaign', 'converted_at', 'created_at', 'converted_deal'])
      expect(keys).not.toContain(key);
  });

  it('each once, with what a lead can’t be without', () => {
    expect(whyNotAsk(asked('last_name', 'email'), fields)).toBeNull();
    expect(whyNotAsk(asked('email'), fields)).toEqual({ kind: 'missing', field: 'last_name' });
    expect(whyNotAsk(asked('last_name', 'last_name'), fields)).toEqual({ kind: 'not_askable', field: 'last_name' });
    expect(whyNotAsk(asked('last_name', 'owner'), fields)).toEqual({ kind: 'not_askable', field: 'owner' });
    expect(whyNotAsk(asked('last_name', 'no_such'), fields)).toEqual({ kind: 'not_askable', field: 'no_such' });
    expect(whyNotAsk({ ...asked('last_name'), confirmed: true }, fields)).toEqual({ kind: 'address_missing' });
  });
});

describe('T25 what a browser sends', () => {
  it('is read as the API takes it; what can’t be meant stays, to be refused', () => {
    expect(readEntry({ type: 'text' }, [' Diallo '])).toBe(' Diallo ');
    expect(readEntry({ type: 'text' }, [])).toBe('');
    expect(readEntry({ type: 'integer' }, ['12'])).toBe(12);
    expect(readEntry({ type: 'integer' }, ['a dozen'])).toBe('a dozen');
    expect(readEntry({ type: 'decimal' }, ['12.50'])).toBe('12.50');
    expect(readEntry({ type: 'boolean' }, ['on'])).toBe(true);
    expect(readEntry({ type: 'boolean' }, [])).toBe(false);
    expect(readEntry({ type: 'boolean' }, ['maybe'])).toBe('maybe');
    expect(readEntry({ type: 'multi_select' }, ['A', '', 'B'])).toEqual(['A', 'B']);
  });
});
