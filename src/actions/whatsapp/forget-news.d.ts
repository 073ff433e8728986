import { type Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
export type ForgetRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly now: Instant;
  readonly limit: number;
};
/** How many were forgotten. */
export declare function forgetOldNews({ database, organization, now, limit }: ForgetRequest): Promise<number>;
