import { hashToken } from '#actions/accounts/token.ts';
import { deleteSession } from '#storage/accounts/sessions.ts';
import type { Database } from '#storage/db.ts';

/** Ends the session; one that has ended already is fine. */
export async function signOut(database: Database, token: string): Promise<void> {
  await database.control((tx) => deleteSession(tx, hashToken(token)));
}
