// The database servers that test/postgres.ts started for this run.
import { inject } from 'vitest';
import { type TestServer, testServer } from '#test/throw-away-database.ts';

/** The embedded one first; then the given or Debian's, if there is one. For `describe.each`. */
export function postgresServers(): readonly TestServer[] {
  return inject('postgres').map(testServer);
}
