import { describe, expect, it } from 'vitest';
import { everything, mayDo, mayUse, barOf } from '#core/access/permissions.ts';
import {
  areSame,
  joinModule,
  type Permissions,
  separateModule,
  setBar,
  toggleFeature,
  toggleGroup,
  toggleVerb,
} from '#web/features/settings/permissions/edit-permissions.ts';

const all: Permissions = JSON.parse(JSON.stringify(everything));

describe('U-1 changes of a profile', () => {
  it('a module with settings of its own begins with those of all others, and goes its own way', () => {
    const own = toggleVerb(separateModule(all, 'deals'), { row: 'deals', verb: 'delete' });
    expect(mayDo(own, 'deals', 'delete')).toBe(false);
    expect(mayDo(own, 'deals', 'update')).toBe(true);
    expect(mayDo(own, 'leads', 'delete')).toBe(true);
    const others = toggleVerb(own, { row: null, verb: 'create' });
    expect([mayDo(others, 'leads', 'create'), mayDo(others, 'deals', 'create')]).toEqual([false, true]);
    expect(mayDo(joinModule(others, 'deals'), 'deals', 'create')).toBe(false);
  });

  it('a group that is switched off keeps what was ticked', () => {
    const off = toggleGroup(toggleFeature(all, 'enroll'), 'automation');
    expect([mayUse(off, 'cadences'), mayUse(off, 'enroll')]).toEqual([false, false]);
    const on = toggleGroup(off, 'automation');
    expect([mayUse(on, 'cadences'), mayUse(on, 'enroll')]).toEqual([true, false]);
  });

  it('a field is barred and opened again; going back leaves no change', () => {
    const barred = setBar(all, { module: 'leads', field: 'phone', bar: 'hidden' });
    expect(barOf(barred, 'leads', 'phone')).toBe('hidden');
    expect(areSame(barred, all)).toBe(false);
    expect(areSame(setBar(barred, { module: 'leads', field: 'phone', bar: null }), all)).toBe(true);
    expect(areSame(toggleVerb(toggleVerb(all, { row: null, verb: 'read' }), { row: null, verb: 'read' }), all)).toBe(
      true,
    );
  });

  it('is no change when only the order of modules differs', () => {
    const one = separateModule(separateModule(all, 'leads'), 'deals');
    expect(areSame(one, separateModule(separateModule(all, 'deals'), 'leads'))).toBe(true);
  });
});
