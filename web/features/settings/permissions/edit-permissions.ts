// What an administrator ticks in a profile, as a change of its permissions. Whatever isn't shown stays as it is.
import {
  type Feature,
  type FieldBar,
  type PermissionGroup,
  features,
  permissionGroups,
  type Verb,
  verbs,
} from '#core/access/permissions.ts';
import type { Answer } from '#web/api/call.ts';

export type Profile = Answer<'listProfiles'>['items'][number];
export type Permissions = Profile['permissions'];

/** A module key; null: all that have no settings of their own. */
export type MatrixRow = string | null;

export function verbsIn({ modules, otherModules }: Permissions, row: MatrixRow): readonly Verb[] {
  return row === null ? otherModules : (modules[row] ?? []);
}

export function toggleVerb(
  permissions: Permissions,
  { row, verb }: { readonly row: MatrixRow; readonly verb: Verb },
): Permissions {
  const given = toggled(verbs, verbsIn(permissions, row), verb);
  if (row === null) return { ...permissions, otherModules: given };
  return { ...permissions, modules: { ...permissions.modules, [row]: given } };
}

/** It begins with what held for it before. */
export function separateModule(permissions: Permissions, module: string): Permissions {
  return { ...permissions, modules: { ...permissions.modules, [module]: [...permissions.otherModules] } };
}

export function joinModule(permissions: Permissions, module: string): Permissions {
  const { [module]: _, ...modules } = permissions.modules;
  return { ...permissions, modules };
}

type BarChange = { readonly module: string; readonly field: string; readonly bar: FieldBar | null };

export function setBar(permissions: Permissions, { module, field, bar }: BarChange): Permissions {
  const { [module]: bars = {}, ...fields } = permissions.fields;
  const { [field]: _, ...others } = bars;
  const next = bar === null ? others : { ...others, [field]: bar };
  return { ...permissions, fields: Object.keys(next).length === 0 ? fields : { ...fields, [module]: next } };
}

export function toggleFeature(permissions: Permissions, feature: Feature): Permissions {
  return { ...permissions, features: toggled(features, permissions.features, feature) };
}

export function toggleGroup(permissions: Permissions, group: PermissionGroup): Permissions {
  const groups = Object.keys(permissionGroups) as PermissionGroup[]; // the record has exactly these keys
  return { ...permissions, off: toggled(groups, permissions.off, group) };
}

/** In the order of all, so that going back and forth leaves no change. */
function toggled<One>(all: readonly One[], given: readonly One[], one: One): One[] {
  return all.filter((each) => given.includes(each) !== (each === one));
}

/** Whether both say the same, in whatever order their keys were added. */
export function areSame(one: Permissions, other: Permissions): boolean {
  return inOrder(one) === inOrder(other);
}

function inOrder(permissions: Permissions): string {
  return JSON.stringify(permissions, (_, value: unknown) => {
    const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isRecord ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value;
  });
}
