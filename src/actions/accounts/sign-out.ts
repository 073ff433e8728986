import { hashToken } from '#actions/accounts/token.ts';
import type { Instant } from '#core/time/instant.ts';
import { deleteSession } from '#storage/accounts/sessions.ts';
import { writeAuditOfUser } from '#storage/audit/write-audit.ts';
import type { Database } from '#storage/db.ts';

/** Ends the session; one that has ended already is fine. */
export async function signOut(database: Database, token: string, now: Instant): Promise<void> {
  await database.control(async (tx) => {
    const userId = await deleteSession(tx, hashToken(token));
    if (userId !== null) await writeAuditOfUser(tx, userId, { action: 'signed_out', at: now, by: 'user' });
  });
}
