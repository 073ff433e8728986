// Characters that the database can't keep: NUL, and halves of surrogate pairs. No value may hold one, wherever it goes.

const UNREADABLE = /[\0\p{Surrogate}]/u;

type Place = { readonly path: string; readonly value: unknown };

/** Where they stand in what JSON or an address gave: 'body.values.city'. A loop, however deep somebody nests a body. */
export function unreadableIn(whole: unknown, path: string): string[] {
  const found: string[] = [];
  const waiting: Place[] = [{ path, value: whole }];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const { path: at, value } = place;
    if (typeof value === 'string' && UNREADABLE.test(value)) found.push(at);
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, part] of Object.entries(value)) {
      if (UNREADABLE.test(key)) found.push(at);
      else waiting.push({ path: `${at}.${key}`, value: part });
    }
  }
  return found;
}
