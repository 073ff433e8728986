import { addField } from '#actions/records/add-field.ts';
import { readModule, sortableFields } from '#actions/records/read-record.ts';
import { actingOf } from '#api/acting.ts';
import { type Routes, route } from '#api/route.ts';
import type { Value } from '#contract/endpoint.ts';
import * as contract from '#contract/modules.ts';
import type { Field, Module } from '#core/records/field.ts';

export const moduleRoutes: Routes = (app, services) => {
  route(app, contract.getModule, async ({ params, ...called }) => {
    const module = await readModule(actingOf(services, called), params.module);
    if (module === null) return { kind: 'refused', reason: 'not_found' };
    const fields = module.fields.map((field) => describeField(module, field));
    return { key: module.key, label: module.label, fields };
  });

  route(app, contract.addField, async ({ params, body, ...called }) => {
    const acting = actingOf(services, called);
    const added = await addField(acting, { module: params.module, field: body });
    if (added.kind === 'refused') {
      const { key, type } = body;
      return { kind: 'refused', reason: reasons[added.reason], params: { key, type } };
    }
    const module = await readModule(acting, params.module);
    if (module === null) return { kind: 'refused', reason: 'not_found' };
    return describeField(module, added.field);
  });
};

const reasons = {
  bad_key: 'field_key_not_valid',
  key_reserved: 'field_key_taken',
  key_taken: 'field_key_taken',
  bad_label: 'field_label_not_valid',
  options_missing: 'field_options_not_valid',
  options_not_allowed: 'field_options_not_valid',
  bad_options: 'field_options_not_valid',
  type_not_available: 'field_type_not_available',
  unknown_module: 'not_found',
  too_many_fields: 'too_many_fields',
  table_busy: 'table_busy',
} as const;

function describeField(module: Module, field: Field): Value<typeof contract.field> {
  const { key, type, label, required, system, readOnly, options } = field;
  return {
    key,
    type,
    label,
    required,
    system,
    readOnly,
    options: [...options],
    sortable: sortableFields(module).has(key),
  };
}
