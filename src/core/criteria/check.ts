// Reads criteria that came from outside: true criteria come back as a copy made of nothing but what was checked, false
// ones with every problem at once. It must never throw, whatever it is given, and never let through what storage could
// not hold or the evaluators would not understand (T1, T2).
import { checkCondition } from '#core/criteria/check-condition.ts';
import { type Criteria, DEPTH_MAX, NODES_MAX } from '#core/criteria/criteria.ts';
import { at, isPlainObject, PROBLEMS_MAX, type Problem, type Reading, shown } from '#core/criteria/problem.ts';
import type { Module } from '#core/records/field.ts';

export type CheckedCriteria =
  | { readonly ok: true; readonly criteria: Criteria }
  | { readonly ok: false; readonly problems: readonly Problem[] };

type Walk = Reading & { nodes: number };

export function checkCriteria(input: unknown, module: Module): CheckedCriteria {
  const problems: Problem[] = [];
  const walk: Walk = {
    module,
    nodes: 0,
    report: (code, path, params = {}) => {
      if (problems.length < PROBLEMS_MAX) problems.push({ code, path, params });
      return null;
    },
  };
  const criteria = readNode(input, { path: '', depth: 1 }, walk);
  return criteria !== null && problems.length === 0 ? { ok: true, criteria } : { ok: false, problems };
}

type Place = { readonly path: string; readonly depth: number };

function readNode(raw: unknown, place: Place, walk: Walk): Criteria | null {
  const { path, depth } = place;
  if (depth > DEPTH_MAX) return walk.report('too_deep', path, { max: DEPTH_MAX });
  walk.nodes++;
  if (walk.nodes > NODES_MAX) return walk.report('too_many_parts', path, { max: NODES_MAX });
  if (!isPlainObject(raw)) return walk.report('not_criteria', path);
  const group = groupKeys.find((key) => Object.hasOwn(raw, key));
  if (group === undefined) return checkCondition(raw, path, walk);
  for (const key of Object.keys(raw)) {
    if (key !== group) walk.report('key_unknown', path, { key: shown(key) });
  }
  const inside = { path: at(path, group), depth: depth + 1 };
  if (group === 'not') {
    const part = readNode(raw[group], inside, walk);
    return part === null ? null : { not: part };
  }
  const parts = readParts(raw[group], inside, walk);
  if (parts === null) return null;
  if (group === 'all') return { all: parts };
  // Met by no record: surely a slip. `all: []`, every record, is what a view without conditions says.
  return parts.length === 0 ? walk.report('group_empty', inside.path) : { any: parts };
}

const groupKeys = ['all', 'any', 'not'] as const;

function readParts(raw: unknown, place: Place, walk: Walk): Criteria[] | null {
  if (!Array.isArray(raw)) return walk.report('not_a_list', place.path);
  const parts: Criteria[] = [];
  for (let index = 0; index < raw.length && walk.nodes <= NODES_MAX; index++) {
    const part = readNode(raw[index], { ...place, path: at(place.path, index) }, walk);
    if (part !== null) parts.push(part);
  }
  return parts.length === raw.length ? parts : null;
}
