// What people write into a note, as a field: it is checked as a record is.
import type { Module } from '#core/records/field.ts';
import { field } from '#core/records/modules/define.ts';

export const noteFields: Module = {
  key: 'notes',
  label: { en: 'Notes', zh: '备注' },
  fields: [field('text', 'long_text', ['Text', '内容'], { required: true })],
};
