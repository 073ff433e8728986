// The TXT records of a name, as the system's resolver knows them, or other servers.
import { Resolver } from 'node:dns/promises';
import type { ResolveTexts } from '#core/message/domain-records.ts';

const TIMEOUT_MS = 3_000;
const TRIES = 2;
const NOTHING_THERE: ReadonlySet<string> = new Set(['ENODATA', 'ENOTFOUND']);

/** `servers`: ip or ip:port; left out: the system's. */
export function createResolveTexts(servers?: readonly string[]): ResolveTexts {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
  if (servers !== undefined) resolver.setServers(servers);
  return async (name) => {
    try {
      return (await resolver.resolveTxt(name)).map((pieces) => pieces.join(''));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      return NOTHING_THERE.has(code) ? [] : null;
    }
  };
}
