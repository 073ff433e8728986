// Making, changing and deleting teams (U-1).
import type { Acting } from '#actions/records/acting.ts';
import type { Refusal } from '#contract/errors.ts';
import { criteriaNaming, notePeopleChanged } from '#storage/access/people.ts';
import { rulesNaming } from '#storage/access/sharing-rules.ts';
import {
  deleteTeam as remove,
  insertTeam,
  listTeams,
  saveTeam,
  type StoredTeam,
  type TeamContent,
} from '#storage/access/teams.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import type { Tx } from '#storage/db.ts';

type Reading = Pick<Acting, 'database' | 'organization'>;

export function readTeams({ database, organization }: Reading): Promise<StoredTeam[]> {
  return database.organization(organization.seat, listTeams);
}

export type SavedTeam = { readonly kind: 'saved'; readonly team: StoredTeam };

/** `id` is the public id of one that there is; null makes one. */
export async function putTeam(
  { database, organization, actor, now }: Acting,
  { id, content }: { readonly id: string | null; readonly content: TeamContent },
): Promise<SavedTeam | Refusal<'not_found' | 'name_taken'>> {
  return database.organization(organization.seat, async (tx) => {
    const found = id === null ? null : await findTeam(tx, id);
    if (id !== null && found === null) return { kind: 'refused', reason: 'not_found' };
    const publicId = found === null ? await insertTeam(tx, content) : await save(tx, found, content);
    if (publicId === null) return { kind: 'refused', reason: 'name_taken' };
    const target = { kind: 'team', id: publicId, name: content.name } as const;
    const action = found === null ? 'team_created' : 'team_changed';
    await writeAudit(tx, { action, actor: actor.id, at: now, target });
    await notePeopleChanged(tx, now);
    const team = await findTeam(tx, publicId);
    if (team === null) throw new Error('a team that was saved can be read');
    return { kind: 'saved', team };
  });
}

async function findTeam(tx: Tx, id: string): Promise<StoredTeam | null> {
  return (await listTeams(tx)).find(({ publicId }) => publicId === id) ?? null;
}

async function save(tx: Tx, { id, publicId }: StoredTeam, content: TeamContent): Promise<string | null> {
  return (await saveTeam(tx, id, content)) ? publicId : null;
}

export async function deleteTeam(
  { database, organization, actor, now }: Acting,
  id: string,
): Promise<null | Refusal<'not_found' | 'team_in_use'>> {
  return database.organization(organization.seat, async (tx) => {
    const team = await findTeam(tx, id);
    if (team === null) return { kind: 'refused', reason: 'not_found' };
    const users = [...(await rulesNaming(tx, id)), ...(await criteriaNaming(tx, id))];
    if (users.length > 0) return { kind: 'refused', reason: 'team_in_use', params: { rules: users.join(', ') } };
    await remove(tx, team.id);
    const target = { kind: 'team', id, name: team.name } as const;
    await writeAudit(tx, { action: 'team_deleted', actor: actor.id, at: now, target });
    return null;
  });
}
