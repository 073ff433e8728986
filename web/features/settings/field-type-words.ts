// What each type of field is called.
import type { FieldType } from '#core/records/field.ts';

export const fieldTypeWords = {
  text: 'text',
  long_text: 'long_text',
  email: 'emailType',
  phone: 'phone',
  url: 'url',
  integer: 'integer',
  decimal: 'decimal',
  currency: 'currency',
  percent: 'percent',
  date: 'date',
  date_time: 'date_time',
  boolean: 'boolean',
  pick_list: 'pick_list',
  multi_select: 'multi_select',
  lookup: 'lookup',
  user: 'user',
  auto_number: 'auto_number',
} as const satisfies Readonly<Record<FieldType, string>>;
