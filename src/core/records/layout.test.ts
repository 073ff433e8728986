import { describe, expect, it } from 'vitest';
import { laidOut, layoutProblems } from '#core/records/layout.ts';
import { leads } from '#core/records/modules/leads.ts';

const label = { en: 'First', zh: '首要' };

describe('R-1 a layout', () => {
  it('puts fields into sections in its order; what it doesn’t name stands by itself, what is gone leaves no gap', () => {
    const layout = [{ label, fields: ['email', 'last_name', 'gone'] }];
    expect(laidOut(leads, layout).sections).toEqual([{ label, fields: ['email', 'last_name'] }]);
    expect(laidOut(leads, layout).fields).toEqual(leads.fields);
    expect(laidOut(leads, null)).toBe(leads);
  });

  it('names all that is wrong with it', () => {
    const layout = [
      { label: { en: '', zh: '首要' }, fields: ['email', 'soul'] },
      { label, fields: ['email'] },
    ];
    expect(layoutProblems(leads, layout)).toEqual([
      { rule: 'bad_label', section: 0 },
      { rule: 'unknown_field', section: 0, field: 'soul' },
      { rule: 'named_twice', section: 1, field: 'email' },
    ]);
    expect(layoutProblems(leads, leads.sections ?? [])).toEqual([]);
  });
});
