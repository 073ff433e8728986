// What nobody needs any more: records that have lain in the recycle bin for 60 days, and bytes of files that no record has.
import { clearFiles } from '#actions/attachments/clear-files.ts';
import { purgeBin } from '#actions/records/purge-bin.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import type { FileStore } from '#storage/files/file-store.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type Clearing = {
  readonly database: Database;
  readonly clock: () => Instant;
  /** Left out: files stay. */
  readonly files?: FileStore;
  readonly isStopping?: () => boolean;
};

const BATCH = 200;
/** Removed side by side, from a store that may be far away, while a transaction waits. */
const FILES_BATCH = 20;

export async function clearAway(clearing: Clearing, organization: Organization): Promise<void> {
  const { database, clock, files } = clearing;
  const whileMore = async (work: () => Promise<number>): Promise<void> => {
    while ((await work()) > 0 && clearing.isStopping?.() !== true);
  };
  await whileMore(() => purgeBin({ database, seat: organization.seat, now: clock(), limit: BATCH }));
  if (files === undefined) return;
  await whileMore(() => clearFiles({ database, organization, files, now: clock(), limit: FILES_BATCH }));
}
