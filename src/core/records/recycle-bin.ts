import { DAY } from '#core/time/instant.ts';

/** How long the recycle bin keeps a record at least. */
export const KEPT_FOR_MS = 60 * DAY;
