// What nobody needs any more: records that have lain in the recycle bin for 60 days, opens and clicks long after they were
// graded, what WhatsApp told long ago, and bytes of files that no record has.
import { clearFiles } from '#actions/attachments/clear-files.ts';
import { forgetOldVisits, matchVisits } from '#actions/mail/take-visits.ts';
import { purgeBin } from '#actions/records/purge-bin.ts';
import { forgetOldNews } from '#actions/whatsapp/forget-news.ts';
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
const VISITS_BATCH = 5_000;
/** Removed side by side, from a store that may be far away, while a transaction waits. */
const FILES_BATCH = 20;

export async function clearAway(clearing: Clearing, organization: Organization): Promise<void> {
  const { database, clock, files } = clearing;
  const whileMore = async (work: () => Promise<number>): Promise<void> => {
    while ((await work()) > 0 && clearing.isStopping?.() !== true);
  };
  await whileMore(() => purgeBin({ database, seat: organization.seat, now: clock(), limit: BATCH }));
  const visits = { database, organization, now: clock(), limit: VISITS_BATCH };
  await whileMore(() => matchVisits(visits));
  await whileMore(() => forgetOldVisits(visits));
  await whileMore(() => forgetOldNews(visits));
  if (files === undefined) return;
  await whileMore(() => clearFiles({ database, organization, files, now: clock(), limit: FILES_BATCH }));
}
