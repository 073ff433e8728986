// Temporary folders for database clusters. A shell that reads from a pipe of ours ends the postmasters in them and removes them:
// when it is told to, and just as well when the test run dies (kill -9 too).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type ThrowAwayFolder = { readonly path: string; remove(): Promise<void> };

/**
 * A line means remove now; an end without one means the run died: then its children get time to fall first.
 * Clusters are looked for in $1/postgres and $1/<any>/postgres, where startEmbedded puts them.
 */
const CLEAN_UP = `read -r _ || sleep 3
for lock in "$1"/postgres/postmaster.pid "$1"/*/postgres/postmaster.pid; do
  pid=$(head -n 1 "$lock" 2>/dev/null) || continue
  ps -ww -o command= -p "$pid" | grep -qF -- "-D $1/" && kill -QUIT "$pid" && sleep 1
done
rm -rf "$1"`;

/** Empty, and under root reachable for the account that runs the database. */
export async function makeThrowAwayFolder(): Promise<ThrowAwayFolder> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'cadenza-test-')));
  await chmod(path, 0o711);
  const guard = spawn('/bin/sh', ['-c', CLEAN_UP, 'sh', path], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  return {
    path,
    remove: async () => {
      guard.ref();
      const done = once(guard, 'exit');
      guard.stdin.end('\n');
      await done;
    },
  };
}
