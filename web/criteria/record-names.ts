// The records that lookups in criteria lead to, by name.
import { useQueries } from '@tanstack/react-query';
import { askedField } from '#core/criteria/asked-fields.ts';
import { type Criteria, conditionsOf } from '#core/criteria/criteria.ts';
import { type Literal, statementOf } from '#core/criteria/operators.ts';
import type { Module } from '#core/records/field.ts';
import { reading } from '#web/api/hooks.ts';
import { literalsOf } from '#web/criteria/edit-criteria.ts';

type Led = { readonly module: string; readonly id: string };

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** By public id; one that is deleted, or that the reader may not see, has no name. */
export function useRecordNames(records: readonly Led[]): ReadonlyMap<string, string> {
  return useQueries({
    queries: records.map(({ module, id }) => ({ ...reading('getRecord', { params: { module, id } }), retry: false })),
    combine: (answers) => new Map(answers.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data.name]]))),
  });
}

export function lookupsIn(criteria: Criteria, module: Module): Led[] {
  return [...conditionsOf(criteria)].flatMap((condition) => {
    const field = askedField(module, condition.field);
    return ledTo(field?.target ?? null, literalsOf(statementOf(condition)));
  });
}

/** `target`: the module that a lookup leads to; null: the field is none. */
export function ledTo(target: string | null, literals: readonly Literal[]): Led[] {
  if (target === null) return [];
  return literals.map(String).flatMap((id) => (UUID.test(id) ? [{ module: target, id }] : []));
}
