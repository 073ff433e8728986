import type { Value } from '#contract/endpoint.ts';
import type { field as fieldSchema } from '#contract/modules.ts';
import type { Field } from '#core/records/field.ts';

type Described = Value<typeof fieldSchema>;

export function describeField(field: Field, sortable: boolean): Described {
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
  };
}

function defaultOf({ default: initial = null }: Field): Described['default'] {
  return typeof initial === 'object' && initial !== null ? [...initial] : initial;
}
