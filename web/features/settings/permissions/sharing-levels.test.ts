import { expect, it } from 'vitest';
import { addsNothing, levelOf, type Sharing } from '#web/features/settings/permissions/sharing-levels.ts';

it('U-1: a rule adds nothing where everybody reaches that far already', () => {
  const sharing: Sharing = {
    defaults: [
      { module: 'leads', level: 'private' },
      { module: 'deals', level: 'read' },
    ],
    rules: [],
  };
  const says = (module: string) => (['read', 'write'] as const).map((level) => addsNothing(sharing, { module, level }));
  expect(says('leads')).toEqual([false, false]);
  expect(says('deals')).toEqual([true, false]);
  expect(says('accounts')).toEqual([true, true]);
  expect(levelOf(sharing, 'accounts')).toBe('write');
});
