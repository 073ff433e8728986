import { expect, it } from 'vitest';
import { followUpTitle } from '#web/features/cadences/follow-up-title.ts';

it('C-5: a title shows no merge tags: they are filled in for each record', () => {
  const subject = 'Guide {{ record.first_name | default: "them" }} of {{ record.company }} ';
  expect(followUpTitle({ id: 'guide', call: { subject, startsAfter: { hours: 1 } } })).toBe('Guide … of …');
});
