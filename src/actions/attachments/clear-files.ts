// Takes away the bytes of files that nobody can reach: removed ones, and what is left of uploads that broke off.
import { HOUR, type Instant } from '#core/time/instant.ts';
import { forgetCleared, lockClearable } from '#storage/attachments/attachments.ts';
import type { Database } from '#storage/db.ts';
import type { FileStore } from '#storage/files/file-store.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type ClearRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly files: FileStore;
  readonly now: Instant;
  readonly limit: number;
};

/** No request takes as long. */
const UPLOAD_WITHIN_MS = HOUR;

/** How many were cleared away. The bytes go before the row: what is interrupted is done again. */
export async function clearFiles({ database, organization, files, now, limit }: ClearRequest): Promise<number> {
  return database.organization(organization.seat, async (tx) => {
    const clearable = await lockClearable(tx, { begunBefore: now - UPLOAD_WITHIN_MS, limit });
    await Promise.all(clearable.map(({ key }) => files.remove({ organization: organization.id, key })));
    await forgetCleared(
      tx,
      clearable.map(({ id }) => id),
    );
    return clearable.length;
  });
}
