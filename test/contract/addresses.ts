// The addresses of an organisation's own things: what stands in a path is found in the list that the path goes through.
import type { Sender } from '#test/api-server.ts';

export type Params = Readonly<Record<string, string>>;
type Thing = Readonly<Record<string, unknown>>;

/** What no list holds. */
const KNOWN: Params = { module: 'leads', field: 'harbour', direction: 'sent', number: '1', mail: '1' };

/** Where things are listed that their own path doesn't list. */
const LISTED_ELSEWHERE: Readonly<Record<string, string>> = {
  '/api/v1/enrollments/:id': '/api/v1/cadences/:id/enrollments',
  '/api/v1/:module/:id': '/api/v1/:module?sort=created_at&limit=1',
  '/api/v1/leads/:id': '/api/v1/leads?sort=created_at&limit=1',
};

/** The params of a path, by which the organisation's own thing is addressed. Throws when there is none. */
export async function paramsOf(path: string, send: Sender): Promise<Params> {
  const found: Record<string, string> = {};
  let pattern = '';
  for (const part of path.split('/').slice(1)) {
    const list = LISTED_ELSEWHERE[`${pattern}/${part}`] ?? pattern;
    pattern += `/${part}`;
    if (!part.startsWith(':')) continue;
    const name = part.slice(1);
    found[name] = KNOWN[name] ?? (await firstOf({ list, name, found }, send));
  }
  return found;
}

type Wanted = { readonly list: string; readonly name: string; readonly found: Params };

async function firstOf({ list, name, found }: Wanted, send: Sender): Promise<string> {
  const isWithin = [...list.matchAll(/:(\w+)/g)].every(([, param]) => found[param ?? ''] !== undefined);
  const address = addressOf(list, isWithin ? found : await paramsOf(list, send));
  const response = await send('GET', address);
  const things = response.statusCode === 200 ? (response.json<{ items?: Thing[] }>().items ?? []) : [];
  const oldest = oldestOf(things);
  const value = oldest?.[name] ?? oldest?.['id'] ?? oldest?.['key'] ?? oldest?.['name'];
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new Error(`nothing for :${name} in ${address}: make one in fill-organization.ts, or an example in examples.ts`);
}

/** Walks make newer ones. Public ids begin with the time; numbers and names come newest first, or in an order of their own. */
function oldestOf(things: readonly Thing[]): Thing | undefined {
  const isDated = things.every(({ id }) => typeof id === 'string' && id.length === 36);
  if (!isDated) return things.at(-1);
  return things.toSorted((one, other) => (String(one['id']) < String(other['id']) ? -1 : 1))[0];
}

export function addressOf(path: string, params: Params): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent((params[name] ?? '').toWellFormed()));
}
