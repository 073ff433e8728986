import { expect, it } from 'vitest';
import {
  type LayoutDraft,
  moved,
  placed,
  requiredChanges,
  requiredSwitched,
  sectionAdded,
  sectionMoved,
  sectionRemoved,
} from '#web/features/settings/modules/layout/layout-draft.ts';

const draft: LayoutDraft = {
  sections: [
    { line: 0, en: 'Who', zh: '谁', fields: ['last_name', 'email'] },
    { line: 1, en: 'Where', zh: '何处', fields: ['city'] },
  ],
  rest: ['shoe_size'],
  required: ['last_name'],
};
const drawn = ({ sections, rest }: LayoutDraft) => [...sections.map(({ fields }) => fields.join(' ')), rest.join(' ')];

it('R-1 a field goes up and down, at the edge of its section into the next one, and out of the last', () => {
  expect(drawn(moved(draft, 'email', -1))).toEqual(['email last_name', 'city', 'shoe_size']);
  expect(drawn(moved(draft, 'last_name', -1))).toEqual(drawn(draft));
  expect(drawn(moved(draft, 'email', 1))).toEqual(['last_name', 'email city', 'shoe_size']);
  expect(drawn(moved(draft, 'city', -1))).toEqual(['last_name email city', '', 'shoe_size']);
  expect(drawn(moved(draft, 'city', 1))).toEqual(['last_name email', '', 'shoe_size city']);
  expect(drawn(moved(draft, 'shoe_size', -1))).toEqual(['last_name email', 'city shoe_size', '']);
  expect(drawn(moved(draft, 'shoe_size', 1))).toEqual(drawn(draft));
});

it('R-1 a field goes to another section at once, or out of all of them', () => {
  expect(drawn(placed(draft, 'last_name', 1))).toEqual(['email', 'city last_name', 'shoe_size']);
  expect(drawn(placed(draft, 'last_name', null))).toEqual(['email', 'city', 'shoe_size last_name']);
});

it('R-1 sections come, go and change places; the fields of one that is gone stay', () => {
  expect(drawn(sectionMoved(draft, 0, 1))).toEqual(['city', 'last_name email', 'shoe_size']);
  expect(sectionMoved(draft, 0, -1)).toEqual(draft);
  expect(sectionAdded(draft).sections.at(-1)).toEqual({ line: 2, en: '', zh: '', fields: [] });
  expect(drawn(sectionRemoved(draft, 0))).toEqual(['city', 'shoe_size last_name email']);
});

it('R-2 what is required changes field by field', () => {
  const after = requiredSwitched(requiredSwitched(draft, 'email'), 'last_name');
  expect(requiredChanges(draft, after)).toEqual([
    { key: 'last_name', required: false },
    { key: 'email', required: true },
  ]);
  expect(requiredChanges(draft, requiredSwitched(requiredSwitched(draft, 'email'), 'email'))).toEqual([]);
});
