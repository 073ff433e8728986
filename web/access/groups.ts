// Groups of people that records and views are shared with: everybody, a role, a team, one person.
import { useQuery } from '@tanstack/react-query';
import type { Group } from '#core/access/sharing.ts';
import { reading, useRead } from '#web/api/hooks.ts';
import { groupWords } from '#web/access/words.ts';
import { type Translate, useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';

type Named = { readonly id: string; readonly name: string };

/** Roles and teams are empty for those who don't administer: they can't read them. */
type Known = { readonly roles: readonly Named[]; readonly teams: readonly Named[]; readonly users: readonly Named[] };

export type GroupChoice = { readonly value: string; readonly label: string };
type GroupChoices = readonly { readonly group: string; readonly items: readonly GroupChoice[] }[];

export type Groups = {
  readonly choices: GroupChoices;
  nameOf(group: Group): string;
};

export function useGroups(): Groups {
  const { t } = useWords(groupWords);
  const known = useKnown();
  return { choices: choicesOf(known, t), nameOf: (group) => nameOf(group, known, t) };
}

function useKnown(): Known {
  const enabled = may(useMe(), 'admin');
  return {
    roles: useQuery({ ...reading('listRoles'), enabled }).data?.items ?? [],
    teams: useQuery({ ...reading('listTeams'), enabled }).data?.items ?? [],
    users: useRead('listUsers').data?.items.filter(({ active }) => active) ?? [],
  };
}

type Words = Translate<(typeof groupWords)['en']>;

/** What is gone, or not for the reader to know, has no name. */
function nameOf(group: Group, { roles, teams, users }: Known, t: Words): string {
  if (group.kind === 'everyone') return t('everyone');
  const found = [...roles, ...teams, ...users].find(({ id }) => id === group.id);
  return found === undefined ? t(`unknown_${group.kind}`) : t(group.kind, { name: found.name });
}

function choicesOf({ roles, teams, users }: Known, t: Words): GroupChoices {
  const choices = (kind: Exclude<Group['kind'], 'everyone'>, all: readonly Named[]) =>
    all.map(({ id, name }) => ({ value: groupKey({ kind, id }), label: t(kind, { name }) }));
  return [
    { group: t('roles'), items: choices('role', roles) },
    { group: t('rolesAndBelow'), items: choices('role_and_below', roles) },
    { group: t('teams'), items: choices('team', teams) },
    { group: t('people'), items: choices('user', users) },
  ].filter(({ items }) => items.length > 0);
}

/** As inputs that choose among texts name it. */
export function groupKey(group: Group): string {
  return group.kind === 'everyone' ? group.kind : `${group.kind}:${group.id}`;
}

export function readGroup(key: string): Group {
  const [kind = '', id = ''] = key.split(':');
  return kind === 'everyone' ? { kind } : { kind: kind as Exclude<Group['kind'], 'everyone'>, id }; // groupKey wrote it
}
