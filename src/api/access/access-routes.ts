import { changeProfile, createProfile, deleteProfile, readProfiles } from '#actions/access/profiles.ts';
import { readPeople } from '#actions/access/people.ts';
import { deleteRole, putRole, readRoles } from '#actions/access/roles.ts';
import { changeDefault, readSharing, shareRecords, unshareRecords } from '#actions/access/share-records.ts';
import { deleteTeam, putTeam, readTeams } from '#actions/access/teams.ts';
import { actingOf } from '#api/acting.ts';
import { noModule } from '#api/records/no-module.ts';
import { revisionWanted } from '#api/revision.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/access.ts';
import type { Value } from '#contract/endpoint.ts';
import { criteriaProblem } from '#contract/value-problem-words.ts';
import type { Permissions } from '#core/access/permissions.ts';
import type { SharingRule } from '#core/access/sharing.ts';

type Stored = { readonly publicId: string };

export const accessRoutes: Routes = (app, services) => {
  route(app, contract.listProfiles, async (called) => {
    return { items: (await readProfiles(actingOf(services, called))).map(describeProfile) };
  });
  route(app, contract.createProfile, async ({ body, ...called }) => {
    const saved = await createProfile(actingOf(services, called), body);
    return saved.kind === 'saved' ? describeProfile(saved.profile) : saved;
  });
  route(app, contract.updateProfile, async ({ params, body, exchange, ...called }) => {
    const { revision: given = null, name, permissions } = body;
    const revision = revisionWanted(exchange, given);
    const content = { ...(name === undefined ? {} : { name }), ...(permissions === undefined ? {} : { permissions }) };
    const saved = await changeProfile(actingOf(services, called), { profile: params.id, revision, content });
    if (saved.kind === 'saved') return describeProfile(saved.profile);
    return saved.reason === 'stale' ? { ...saved, current: describeProfile(saved.current) } : saved;
  });
  route(app, contract.deleteProfile, async ({ params, ...called }) => {
    return deleteProfile(actingOf(services, called), params.id);
  });

  route(app, contract.listRoles, async (called) => {
    return { items: (await readRoles(actingOf(services, called))).map(withId) };
  });
  route(app, contract.createRole, async ({ body: content, ...called }) => {
    const saved = await putRole(actingOf(services, called), { id: null, content });
    return saved.kind === 'saved' ? withId(saved.role) : saved;
  });
  route(app, contract.updateRole, async ({ params: { id }, body: content, ...called }) => {
    const saved = await putRole(actingOf(services, called), { id, content });
    return saved.kind === 'saved' ? withId(saved.role) : saved;
  });
  route(app, contract.deleteRole, async ({ params, ...called }) => deleteRole(actingOf(services, called), params.id));

  route(app, contract.listPeople, async (called) => {
    return { items: [...(await readPeople(actingOf(services, called)))] };
  });
  route(app, contract.listTeams, async (called) => {
    return { items: (await readTeams(actingOf(services, called))).map(describeTeam) };
  });
  route(app, contract.createTeam, async ({ body: content, ...called }) => {
    const saved = await putTeam(actingOf(services, called), { id: null, content });
    return saved.kind === 'saved' ? describeTeam(saved.team) : saved;
  });
  route(app, contract.updateTeam, async ({ params: { id }, body: content, ...called }) => {
    const saved = await putTeam(actingOf(services, called), { id, content });
    return saved.kind === 'saved' ? describeTeam(saved.team) : saved;
  });
  route(app, contract.deleteTeam, async ({ params, ...called }) => deleteTeam(actingOf(services, called), params.id));
};

export const sharingRoutes: Routes = (app, services) => {
  route(app, contract.getSharing, async (called) => {
    const { defaults, rules } = await readSharing(actingOf(services, called));
    return {
      defaults: [...defaults].map(([module, level]) => ({ module, level })),
      rules: rules.map(describeRule),
    };
  });
  route(app, contract.putSharingDefault, async ({ params: { module }, body: { level }, ...called }) => {
    const refused = await changeDefault(actingOf(services, called), { module, level });
    return refused === null ? null : noModule(module);
  });
  route(app, contract.createSharingRule, async ({ body, ...called }) => {
    const shared = await shareRecords(actingOf(services, called), body as SharingRule); // criteria are checked there
    if (shared.kind === 'shared') return describeRule(shared.rule);
    if (shared.reason === 'unknown_module') return noModule(body.module);
    if (shared.reason === 'unfit') {
      return { kind: 'refused', reason: 'criteria_not_shareable', params: { field: shared.field } };
    }
    if (shared.reason === 'name_taken') return { kind: 'refused', reason: 'name_taken' };
    if (shared.reason === 'nobody') return { kind: 'refused', reason: 'group_unknown' };
    const problems = shared.problems.map((problem) => criteriaProblem(problem, 'body.shared.criteria'));
    return { kind: 'refused', reason: 'invalid_input', problems };
  });
  route(app, contract.deleteSharingRule, async ({ params, ...called }) => {
    return unshareRecords(actingOf(services, called), params.id);
  });
};

type Profile = Awaited<ReturnType<typeof readProfiles>>[number];
type Team = Awaited<ReturnType<typeof readTeams>>[number];
type Rule = Awaited<ReturnType<typeof readSharing>>['rules'][number];

function withId<T extends Stored>({ publicId, ...rest }: T) {
  return { ...rest, id: publicId };
}

function describeProfile(profile: Profile): Value<typeof contract.profile> {
  return { ...withId(profile), permissions: describePermissions(profile.permissions) };
}

export function describePermissions({ modules, otherModules, fields, features, off }: Permissions) {
  return {
    modules: Object.fromEntries(Object.entries(modules).map(([module, given]) => [module, [...given]])),
    otherModules: [...otherModules],
    fields: Object.fromEntries(Object.entries(fields).map(([module, bars]) => [module, { ...bars }])),
    features: [...features],
    off: [...off],
  };
}

function describeTeam(team: Team): Value<typeof contract.team> {
  return { ...withId(team), members: [...team.members] };
}

function describeRule(rule: Rule): Value<typeof contract.sharingRule> {
  const { shared } = rule;
  return {
    ...withId(rule),
    shared: shared.kind === 'meeting' ? { ...shared, criteria: { ...shared.criteria } } : shared,
  };
}
