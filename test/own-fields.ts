// A module with fields that an organisation added for itself.
import type { Field, FieldType, Module } from '#core/records/field.ts';

/** By their keys: { appointment: 'date_time', visa_status: ['Granted', 'Refused'] }. */
export function withOwnFields(module: Module, own: Readonly<Record<string, FieldType | readonly string[]>>): Module {
  const fields = Object.entries(own).map(([key, kind]): Field => {
    const options = typeof kind === 'string' ? [] : kind;
    const type = typeof kind === 'string' ? kind : 'pick_list';
    return { key, type, options, label: { en: key, zh: key }, required: false, system: false, readOnly: false };
  });
  return { ...module, fields: [...module.fields, ...fields] };
}
