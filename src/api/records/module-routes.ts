import { addField, changeField, readFieldUses, restoreField, retireField } from '#actions/modules/own-fields.ts';
import { changeLayout } from '#actions/modules/change-layout.ts';
import {
  addModule,
  changeModule,
  type ListedModule,
  listModules,
  readModuleWithRetired,
} from '#actions/modules/own-modules.ts';
import { sortableFields } from '#actions/records/read-record.ts';
import { actingOf } from '#api/acting.ts';
import { describeField } from '#api/records/describe-field.ts';
import { noModule } from '#api/records/no-module.ts';
import { type Routes, route } from '#api/route.ts';
import type { Services } from '#api/services.ts';
import type { Value } from '#contract/endpoint.ts';
import type { Refusal } from '#contract/errors.ts';
import { formulaProblem } from '#contract/formula-words.ts';
import * as contract from '#contract/modules.ts';
import { layoutProblem } from '#contract/value-problem-words.ts';
import type { FormulaProblem } from '#core/formulas/problem.ts';
import type { FieldContent } from '#core/records/check-field.ts';
import type { Module } from '#core/records/field.ts';

type Called = Parameters<typeof actingOf>[1];

export const moduleRoutes: Routes = (app, services) => {
  route(app, contract.listModules, async (called) => {
    return { items: (await listModules(actingOf(services, called))).map(describeHead) };
  });

  route(app, contract.getModule, async ({ params, ...called }) => {
    const found = await readModuleWithRetired(actingOf(services, called), params.module);
    if (found === null) return noModule(params.module);
    const { module, whole, retired, may } = found;
    const sortable = sortableFields(module);
    return {
      ...describeHead({ ...module, own: module.own === true, retired: false, may }),
      fields: module.fields.map((field) => describeField(field, { sortable: sortable.has(field.key), whole })),
      sections: (module.sections ?? []).map(({ label, fields }) => ({ label, fields: [...fields] })),
      laidOut: module.laidOut === true,
      retired: retired.map((field) => describeField(field, { sortable: false, whole })),
    };
  });

  route(app, contract.addModule, async ({ body, ...called }) => {
    const added = await addModule(actingOf(services, called), body);
    if (added.kind === 'added') return describeHead(added.module);
    return { kind: 'refused', reason: moduleReasons[added.reason], params: { key: body.key } };
  });

  route(app, contract.changeModule, async ({ params, body, ...called }) => {
    const { retired, ...names } = body;
    const change = { key: params.module, ...names, ...(retired === undefined ? {} : { retired }) };
    const changed = await changeModule(administering(services, called), change);
    if (changed.kind === 'changed') return { module: describeHead(changed.module), cadences: [...changed.cadences] };
    if (changed.reason === 'unknown_module') return noModule(params.module);
    const reason = changed.reason === 'module_of_product' ? changed.reason : moduleReasons[changed.reason];
    return { kind: 'refused', reason, params: { module: params.module, key: params.module } };
  });

  route(app, contract.putLayout, async ({ params: { module }, body, ...called }) => {
    const changed = await changeLayout(actingOf(services, called), { module, layout: body.sections });
    if (changed.kind === 'changed') return null;
    if (changed.reason === 'unknown_module') return noModule(module);
    return { kind: 'refused', reason: 'invalid_input', problems: changed.problems.map(layoutProblem) };
  });

  fieldRoutes(app, services);
};

const fieldRoutes: Routes = (app, services) => {
  route(app, contract.addField, async ({ params, body, ...called }) => {
    const { key, type, label, target, numbering, required = false, options = [], formula = null, ...rest } = body;
    const own = { ...(target === undefined ? {} : { target }), ...(numbering === undefined ? {} : { numbering }) };
    const field = { ...contentOf(rest), ...own, key, type, label, required, options };
    const added = await addField(actingOf(services, called), { module: params.module, field, formula });
    if (added.kind === 'refused' && added.reason === 'formula_wrong') return wrongFormula(added.problems, formula);
    if (added.kind === 'refused') return refused(added.reason, { module: params.module, field: key });
    return describeAdded(added.module, added.field);
  });

  route(app, contract.changeField, async ({ params, body, ...called }) => {
    const { formula, ...content } = body;
    const given = formula === undefined ? {} : { formula };
    const changed = await changeField(actingOf(services, called), { ...params, content: contentOf(content), ...given });
    if (changed.kind === 'changed') return describeAdded(changed.module, changed.field);
    if (changed.reason === 'formula_wrong') return wrongFormula(changed.problems, formula);
    if (changed.reason === 'bad_key' || changed.reason === 'key_reserved' || changed.reason === 'key_taken') {
      throw new Error('a field keeps its key');
    }
    return refused(changed.reason, params);
  });

  route(app, contract.getFieldUses, async ({ params, ...called }) => {
    const uses = await readFieldUses(administering(services, called), params);
    if (uses.kind === 'refused') return refused(uses.reason, params);
    return { cadences: [...uses.cadences], views: [...uses.views] };
  });

  route(app, contract.retireField, async ({ params, ...called }) => {
    const retired = await retireField(administering(services, called), params);
    return retired.kind === 'refused' ? refused(retired.reason, params) : { cadences: [...retired.cadences] };
  });

  route(app, contract.restoreField, async ({ params, ...called }) => {
    const restored = await restoreField(administering(services, called), params);
    if (restored.kind === 'done') return { cadences: [...restored.cadences] };
    if (restored.reason === 'field_of_product') throw new Error('the product’s fields are never retired');
    return refused(restored.reason, params);
  });
};

const moduleReasons = {
  bad_key: 'module_key_not_valid',
  key_reserved: 'module_key_taken',
  key_taken: 'module_key_taken',
  bad_label: 'module_label_not_valid',
  too_many_modules: 'too_many_modules',
  table_busy: 'table_busy',
} as const;

const fieldReasons = {
  bad_key: 'field_key_not_valid',
  key_reserved: 'field_key_taken',
  key_taken: 'field_key_taken',
  bad_label: 'field_label_not_valid',
  bad_help: 'field_help_not_valid',
  options_missing: 'field_options_not_valid',
  options_not_allowed: 'field_options_not_valid',
  bad_options: 'field_options_not_valid',
  bad_target: 'field_target_not_valid',
  bad_numbering: 'field_numbering_not_valid',
  bad_default: 'field_default_not_valid',
  bad_limit: 'field_limit_not_valid',
  bad_formula: 'field_formula_not_for_it',
  values_not_unique: 'field_values_not_unique',
  field_of_product: 'field_of_product',
  unknown_field: 'field_unknown',
  unknown_module: 'module_unknown',
  too_many_fields: 'too_many_fields',
  table_busy: 'table_busy',
} as const;

function refused<Reason extends keyof typeof fieldReasons>(
  reason: Reason,
  { module, field }: { readonly module: string; readonly field: string },
): Refusal<(typeof fieldReasons)[Reason]> {
  return { kind: 'refused', reason: fieldReasons[reason], params: { module, field, key: field } };
}

function wrongFormula(
  problems: readonly FormulaProblem[],
  text: string | null = '',
): Refusal<'field_formula_not_valid'> {
  const told = problems.map((problem) => formulaProblem(problem, text ?? '', 'body.formula'));
  return { kind: 'refused', reason: 'field_formula_not_valid', problems: told };
}

function administering(services: Services, called: Called) {
  return { ...actingOf(services, called), readTemplate: services.readTemplate };
}

type Written = Omit<Partial<Value<typeof contract.changeField.body>>, 'formula'>;

/** Null takes a setting away. */
function contentOf(written: Written): Partial<FieldContent> {
  const given = Object.entries(written).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([key, value]) => [key, value ?? undefined]));
}

function describeAdded(module: Module, field: Parameters<typeof describeField>[0]) {
  const sortable = sortableFields({ ...module, fields: [field] });
  return describeField(field, { sortable: sortable.has(field.key), whole: module });
}

function describeHead(module: ListedModule): Value<typeof contract.listedModule> {
  const { key, label, singular = label, own, partOf = null, retired, may } = module;
  return { key, label, singular, own, partOf, retired, may: [...may] };
}
