// What people write into a task or call, as fields: it is checked as a record is.
import type { Field, FieldType, LocalizedText, Module } from '#core/records/field.ts';

function field(key: string, type: FieldType, label: LocalizedText, required = false): Field {
  return { key, type, label, required, system: true, readOnly: false, options: [] };
}

export const activityFields: Module = {
  key: 'activities',
  label: { en: 'Tasks and calls', zh: '任务与通话' },
  fields: [
    field('subject', 'text', { en: 'Subject', zh: '主题' }, true),
    field('description', 'long_text', { en: 'Description', zh: '描述' }),
    field('purpose', 'long_text', { en: 'Purpose', zh: '目的' }),
    field('agenda', 'long_text', { en: 'Agenda', zh: '议程' }),
    field('owner', 'user', { en: 'Owner', zh: '负责人' }, true),
  ],
};
