import type { Member } from '#actions/accounts/caller.ts';
import { type Preferences, savePreferences } from '#storage/accounts/users.ts';
import type { Database } from '#storage/db.ts';

/** The member as they are afterwards. */
export async function changePreferences(
  database: Database,
  member: Member,
  change: Partial<Preferences>,
): Promise<Member> {
  const preferences = await database.control((tx) => savePreferences(tx, member.id, change));
  return { ...member, preferences };
}
