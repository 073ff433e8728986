// Which organisations there are, asked for no more often than the loops look by themselves: with a thousand inputs a second,
// asking at every ring was a third of a worker's statements.
import type { Database } from '#storage/db.ts';
import { listOrganizations, type Organization } from '#storage/organizations/organizations.ts';

export type KnownOrganizationsOptions = {
  readonly database: Database;
  /** How long a list is good for. */
  readonly keptMs: number;
  /** Milliseconds that only go forward. */
  readonly stopwatch: () => number;
};

export class KnownOrganizations {
  private readonly options: KnownOrganizationsOptions;
  private kept: Promise<readonly Organization[]> | null = null;
  private askedAt = 0;

  constructor(options: KnownOrganizationsOptions) {
    this.options = options;
  }

  list(): Promise<readonly Organization[]> {
    const { database, keptMs, stopwatch } = this.options;
    if (this.kept !== null && stopwatch() - this.askedAt < keptMs) return this.kept;
    this.askedAt = stopwatch();
    const asked = listOrganizations(database).catch((error: unknown) => {
      this.forget();
      throw error;
    });
    this.kept = asked;
    return asked;
  }

  /** One of them may be there no longer, or the database may be away. */
  forget(): void {
    this.kept = null;
  }
}
