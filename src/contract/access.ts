// Who may do what with whose records: profiles, roles, teams, sharing (U-1).
import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import {
  criteria,
  expectedRevision,
  idParams,
  listOf,
  moduleKey,
  moduleParams,
  publicId,
  revision,
} from '#contract/values.ts';
import { features, type PermissionGroup, permissionGroups, verbs } from '#core/access/permissions.ts';
import { groupKinds, sharingLevels } from '#core/access/sharing.ts';
import { peopleKinds } from '#core/criteria/operators.ts';

const tag = 'Permissions';
const name = z.string().trim().min(1).max(100);
const key = z.string().max(100);

const verbList = z.array(z.enum(verbs)).max(verbs.length);
const groups = Object.keys(permissionGroups) as PermissionGroup[]; // the record has exactly these keys

export const permissions = z
  .strictObject({
    /** By module key. */
    modules: z.record(key, verbList),
    /** In every module that isn't named, those made later among them. */
    otherModules: verbList,
    /** By module key and field key; what isn't named is read and written. */
    fields: z.record(key, z.record(key, z.enum(['hidden', 'read_only']))),
    features: z.array(z.enum(features)).max(features.length),
    /** Groups of permissions that are switched off; what they hold is kept for when they are switched on. */
    off: z.array(z.enum(groups)).max(groups.length),
  })
  .meta({ id: 'Permissions' });

export const profile = z
  .object({
    id: publicId,
    name: z.string(),
    /** Of everybody who was given no other. */
    standard: z.boolean(),
    permissions,
    holders: z.int(),
    revision,
  })
  .meta({ id: 'Profile' });

export const listProfiles = endpoint({
  id: 'listProfiles',
  method: 'GET',
  path: '/api/v1/settings/profiles',
  access: 'admin',
  tag,
  summary: 'Profiles: what their holders may do; the standard one first. Administrators may do everything',
  refusals: [],
  response: listOf(profile),
});

export const createProfile = endpoint({
  id: 'createProfile',
  method: 'POST',
  path: '/api/v1/settings/profiles',
  access: 'admin',
  tag,
  summary: 'Make a profile',
  refusals: ['name_taken'],
  body: z.strictObject({ name, permissions }),
  response: profile,
  status: 201,
});

export const updateProfile = endpoint({
  id: 'updateProfile',
  method: 'PATCH',
  path: '/api/v1/settings/profiles/:id',
  access: 'admin',
  tag,
  summary: 'Change a profile; it holds for the next request of everybody who has it',
  refusals: ['not_found', 'stale', 'name_taken'],
  params: idParams,
  body: z.strictObject({ name: name.optional(), permissions: permissions.optional(), revision: expectedRevision }),
  response: profile,
});

export const deleteProfile = endpoint({
  id: 'deleteProfile',
  method: 'DELETE',
  path: '/api/v1/settings/profiles/:id',
  access: 'admin',
  tag,
  summary: 'Delete a profile; its holders get the standard one',
  refusals: ['not_found', 'profile_is_standard'],
  params: idParams,
});

const roleContent = z.strictObject({
  name,
  /** The role above; null: at the top. */
  parent: publicId.nullable(),
  /** Its holders see what each other owns. */
  peers: z.boolean().default(false),
});

export const role = z
  .object({ id: publicId, name: z.string(), parent: publicId.nullable(), peers: z.boolean(), holders: z.int() })
  .meta({ id: 'Role' });

export const listRoles = endpoint({
  id: 'listRoles',
  method: 'GET',
  path: '/api/v1/settings/roles',
  access: 'admin',
  tag,
  summary: 'Roles, a tree: whoever holds one sees and changes what the holders of those below it own',
  refusals: [],
  response: listOf(role),
});

export const createRole = endpoint({
  id: 'createRole',
  method: 'POST',
  path: '/api/v1/settings/roles',
  access: 'admin',
  tag,
  summary: 'Make a role',
  refusals: ['not_found', 'name_taken', 'role_above_itself'],
  body: roleContent,
  response: role,
  status: 201,
});

export const updateRole = endpoint({
  id: 'updateRole',
  method: 'PUT',
  path: '/api/v1/settings/roles/:id',
  access: 'admin',
  tag,
  summary: 'Rename a role or move it in the tree',
  refusals: ['not_found', 'name_taken', 'role_above_itself'],
  params: idParams,
  body: roleContent,
  response: role,
});

export const deleteRole = endpoint({
  id: 'deleteRole',
  method: 'DELETE',
  path: '/api/v1/settings/roles/:id',
  access: 'admin',
  tag,
  summary: 'Delete a role that nobody holds and nothing names',
  refusals: ['not_found', 'role_in_use'],
  params: idParams,
});

const teamContent = z.strictObject({ name, members: z.array(publicId).max(1000) });

export const team = z.object({ id: publicId, name: z.string(), members: z.array(publicId) }).meta({ id: 'Team' });

export const listPeople = endpoint({
  id: 'listPeople',
  method: 'GET',
  path: '/api/v1/people',
  access: 'caller',
  tag,
  summary: 'The roles and teams of the organisation, which criteria can name with “belongs to”',
  refusals: [],
  response: listOf(z.object({ id: publicId, kind: z.enum(peopleKinds), name: z.string() })),
});

export const listTeams = endpoint({
  id: 'listTeams',
  method: 'GET',
  path: '/api/v1/settings/teams',
  access: 'admin',
  tag,
  summary: 'Teams with their members, for sharing rules',
  refusals: [],
  response: listOf(team),
});

export const createTeam = endpoint({
  id: 'createTeam',
  method: 'POST',
  path: '/api/v1/settings/teams',
  access: 'admin',
  tag,
  summary: 'Make a team',
  refusals: ['not_found', 'name_taken'],
  body: teamContent,
  response: team,
  status: 201,
});

export const updateTeam = endpoint({
  id: 'updateTeam',
  method: 'PUT',
  path: '/api/v1/settings/teams/:id',
  access: 'admin',
  tag,
  summary: 'Change a team’s name and members',
  refusals: ['not_found', 'name_taken'],
  params: idParams,
  body: teamContent,
  response: team,
});

export const deleteTeam = endpoint({
  id: 'deleteTeam',
  method: 'DELETE',
  path: '/api/v1/settings/teams/:id',
  access: 'admin',
  tag,
  summary: 'Delete a team that no sharing rule names',
  refusals: ['not_found', 'team_in_use'],
  params: idParams,
});

const [, ...identified] = groupKinds;

export const group = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('everyone') }),
    z.strictObject({ kind: z.enum(identified), id: publicId }),
  ])
  .meta({ id: 'Group' });

const sharedRecords = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('owned_by'), group }),
  z.strictObject({ kind: z.literal('meeting'), criteria }),
]);

const ruleContent = z.strictObject({
  module: moduleKey,
  name,
  shared: sharedRecords,
  with: group,
  level: z.enum(['read', 'write']),
});

export const sharingRule = z.object({ id: publicId, ...ruleContent.shape }).meta({ id: 'SharingRule' });

export const getSharing = endpoint({
  id: 'getSharing',
  method: 'GET',
  path: '/api/v1/settings/sharing',
  access: 'admin',
  tag,
  summary:
    'How open the records of each module are (where none is said: everybody may change them), and the rules that open more',
  refusals: [],
  response: z.object({
    defaults: z.array(z.object({ module: z.string(), level: z.enum(sharingLevels) })),
    rules: z.array(sharingRule),
  }),
});

export const putSharingDefault = endpoint({
  id: 'putSharingDefault',
  method: 'PUT',
  path: '/api/v1/settings/sharing/:module',
  access: 'admin',
  tag,
  summary:
    'Say how open the records of a module are: to their owners and those above, to read for all, to change for all',
  refusals: ['module_unknown'],
  params: moduleParams,
  body: z.strictObject({ level: z.enum(sharingLevels) }),
});

export const createSharingRule = endpoint({
  id: 'createSharingRule',
  method: 'POST',
  path: '/api/v1/settings/sharing-rules',
  access: 'admin',
  tag,
  summary: 'Share records that some people own, or that meet criteria, with other people',
  refusals: ['module_unknown', 'name_taken', 'group_unknown', 'invalid_input', 'criteria_not_shareable'],
  body: ruleContent,
  response: sharingRule,
  status: 201,
});

export const deleteSharingRule = endpoint({
  id: 'deleteSharingRule',
  method: 'DELETE',
  path: '/api/v1/settings/sharing-rules/:id',
  access: 'admin',
  tag,
  summary: 'Take a sharing rule back',
  refusals: ['not_found'],
  params: idParams,
});
