// A module with what criteria may ask beyond its records: the modules that its lookups lead to, roles and teams.
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Beyond, Module } from '#core/records/field.ts';
import { reading } from '#web/api/hooks.ts';

type Asked<Known extends Module> = Known & { readonly beyond: Beyond };

/** Null: it isn't known yet. What the reader may not see is left out. */
export function useAskedModule<Known extends Module>(module: Known | undefined): Asked<Known> | null {
  const targets = useMemo(() => [...new Set(module?.fields.flatMap(({ target }) => target ?? []))], [module]);
  const related = useQueries({
    queries: targets.map((target) => ({ ...reading('getModule', { params: { module: target } }), retry: false })),
    combine: (answers) => ({
      isKnown: answers.every(({ isPending }) => !isPending),
      modules: answers.flatMap(({ data }) => data ?? []),
    }),
  });
  const people = useQuery(reading('listPeople'));
  return useMemo(() => {
    if (module === undefined || !related.isKnown || people.isPending) return null;
    return { ...module, beyond: beyondOf(module, related.modules, people.data?.items ?? []) };
  }, [module, related, people.isPending, people.data]);
}

type NamedPeople = { readonly id: string; readonly kind: 'role' | 'team'; readonly name: string };

function beyondOf({ fields }: Module, modules: readonly Module[], people: readonly NamedPeople[]): Beyond {
  const related = fields.flatMap(({ key, target }) => {
    const found = modules.find((module) => module.key === target);
    return found === undefined ? [] : [[key, found] as const];
  });
  return {
    related: Object.fromEntries(related),
    people: new Map(people.map(({ id, ...named }) => [id, { ...named, members: [] }])),
  };
}
