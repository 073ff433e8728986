// Making, changing and deleting profiles (U-1). What is saved holds for the next request of every holder.
import type { Acting } from '#actions/records/acting.ts';
import type { Refusal } from '#contract/errors.ts';
import {
  deleteProfile as remove,
  insertProfile,
  listProfiles,
  lockProfile,
  type ProfileContent,
  saveProfile,
  type StoredProfile,
} from '#storage/access/profiles.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import type { Tx } from '#storage/db.ts';

export type SavedProfile = { readonly kind: 'saved'; readonly profile: StoredProfile };
type Reading = Pick<Acting, 'database' | 'organization'>;

export function readProfiles({ database, organization }: Reading): Promise<StoredProfile[]> {
  return database.organization(organization.seat, listProfiles);
}

export async function createProfile(
  { database, organization, actor, now }: Acting,
  content: ProfileContent,
): Promise<SavedProfile | Refusal<'name_taken'>> {
  return database.organization(organization.seat, async (tx) => {
    const id = await insertProfile(tx, content);
    if (id === null) return { kind: 'refused', reason: 'name_taken' };
    const target = { kind: 'profile', id, name: content.name } as const;
    await writeAudit(tx, { action: 'profile_created', actor: actor.id, at: now, target });
    return saved(tx, id);
  });
}

type Stale = { readonly kind: 'refused'; readonly reason: 'stale'; readonly current: StoredProfile };

export type ProfileEdit = {
  /** Public id. */
  readonly profile: string;
  /** Null: whatever it is by now. */
  readonly revision: number | null;
  readonly content: Partial<ProfileContent>;
};

export async function changeProfile(
  { database, organization, actor, now }: Acting,
  { profile: id, revision, content }: ProfileEdit,
): Promise<SavedProfile | Stale | Refusal<'not_found' | 'name_taken'>> {
  return database.organization(organization.seat, async (tx) => {
    const found = await lockProfile(tx, id);
    if (found === null) return { kind: 'refused', reason: 'not_found' };
    if (revision !== null && found.revision !== revision) return { kind: 'refused', reason: 'stale', current: found };
    const next = { name: content.name ?? found.name, permissions: content.permissions ?? found.permissions };
    if (!(await saveProfile(tx, found.id, next))) return { kind: 'refused', reason: 'name_taken' };
    const target = { kind: 'profile', id, name: next.name } as const;
    await writeAudit(tx, { action: 'profile_changed', actor: actor.id, at: now, target });
    return saved(tx, id);
  });
}

async function saved(tx: Tx, id: string): Promise<SavedProfile> {
  const profile = await lockProfile(tx, id);
  if (profile === null) throw new Error('a profile that was saved can be read');
  return { kind: 'saved', profile };
}

/** Its holders get the standard profile, which can't be deleted. */
export async function deleteProfile(
  { database, organization, actor, now }: Acting,
  id: string,
): Promise<null | Refusal<'not_found' | 'profile_is_standard'>> {
  return database.organization(organization.seat, async (tx) => {
    const found = await lockProfile(tx, id);
    if (found === null) return { kind: 'refused', reason: 'not_found' };
    if (found.standard) return { kind: 'refused', reason: 'profile_is_standard' };
    await remove(tx, found.id);
    const target = { kind: 'profile', id, name: found.name } as const;
    await writeAudit(tx, { action: 'profile_deleted', actor: actor.id, at: now, target });
    return null;
  });
}
