// T5: where a host that people entered leads to. Its name is resolved once, every address that it has must be one of the
// public internet, and the connection goes to the address given here, whatever the name leads to by then.
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isGlobalAddress } from '#channels/http/global-address.ts';
import type { CallFailure } from '#core/net/outbound.ts';

export type Place = { readonly host: string; readonly port: number };
export type Located =
  | { readonly kind: 'located'; readonly address: string }
  | { readonly kind: 'failed'; readonly failure: CallFailure };
export type Locate = (place: Place, signal: AbortSignal) => Promise<Located>;

export type LocateOptions = {
  /** The operator's exceptions, as host:port: whatever they resolve to and whatever the port. */
  readonly allowed: ReadonlySet<string>;
  readonly ports: ReadonlySet<number>;
  readonly resolve?: (host: string) => Promise<readonly string[]>;
};

/** Throws what the resolver throws, or when it takes longer than the signal allows. */
export function createLocate({ allowed, ports, resolve = resolveHost }: LocateOptions): Locate {
  return async ({ host, port }, signal) => {
    const isAllowed = allowed.has(`${isIP(host) === 6 ? `[${host}]` : host.toLowerCase()}:${port}`);
    if (!isAllowed && !ports.has(port)) return { kind: 'failed', failure: 'port_not_allowed' };
    const addresses = isIP(host) > 0 ? [host] : await Promise.race([resolve(host), aborted(signal)]);
    const [address] = addresses;
    if (address === undefined) return { kind: 'failed', failure: 'host_unknown' };
    if (!isAllowed && !addresses.every(isGlobalAddress)) return { kind: 'failed', failure: 'address_not_allowed' };
    return { kind: 'located', address };
  };
}

async function resolveHost(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true, order: 'ipv4first' });
  return found.map(({ address }) => address);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(new Error('took too long')), { once: true }),
  );
}
