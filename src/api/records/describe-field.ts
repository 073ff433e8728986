import type { Value } from '#contract/endpoint.ts';
import type { field as fieldSchema } from '#contract/modules.ts';
import { formulaProblem } from '#contract/formula-words.ts';
import { checkFormula } from '#core/formulas/check-formula.ts';
import type { Field, Module } from '#core/records/field.ts';

type Described = Value<typeof fieldSchema>;

/** `whole`: the module with all its fields, also those that whoever asks doesn't see. */
type Describing = { readonly sortable: boolean; readonly whole: Module };

export function describeField(field: Field, { sortable, whole }: Describing): Described {
  const { key, type, label, required, system, readOnly, options, help, choices = [] } = field;
  const { unique = false, lengthMax = null, fractionDigits = null, tracked = true, target = null } = field;
  return {
    ...{ key, type, label, required, system, readOnly, sortable },
    options: [...options],
    choices: choices.map((choice) => ({ ...choice })),
    help: help ?? null,
    default: defaultOf(field),
    ...{ unique, lengthMax, fractionDigits, tracked, target },
    numbering: field.numbering ?? null,
    formula: describeFormula(field, whole),
  };
}

function describeFormula(field: Field, whole: Module): Described['formula'] {
  const { calculation = null } = field;
  if (calculation === null) return null;
  const { text, expression } = calculation;
  const [problem] = checkFormula(expression, field, whole);
  return { text, problem: problem === undefined ? null : { ...formulaProblem(problem, text, '').message } };
}

function defaultOf({ default: initial = null }: Field): Described['default'] {
  return typeof initial === 'object' && initial !== null ? [...initial] : initial;
}
