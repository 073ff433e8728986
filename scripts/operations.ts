// Writes src/contract/client/operations.gen.ts from the contract: `tsx scripts/operations.ts`; with --check it only says whether it is
// up to date. A client needs of an endpoint its method and path, and that its body is a file; its types cost nothing. With the contract itself the
// first load would carry zod and every schema.
import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import type { Endpoint } from '#contract/endpoint.ts';

const FILE = new URL('../src/contract/client/operations.gen.ts', import.meta.url);
const CONTRACT = new URL('../src/contract/', import.meta.url);

type Chapter = { readonly name: string; readonly endpoints: readonly (readonly [key: string, endpoint: Endpoint])[] };

const names = readdirSync(CONTRACT).flatMap((file) => /^([a-z-]+)\.ts$/.exec(file)?.[1] ?? []);
const read = await Promise.all(
  names.map(async (name): Promise<Chapter> => {
    const exported: object = await import(new URL(`${name}.ts`, CONTRACT).href);
    const endpoints = Object.entries(exported).filter((entry): entry is [string, Endpoint] => isEndpoint(entry[1]));
    return { name, endpoints };
  }),
);
const chapters = read.filter(({ endpoints }) => endpoints.length > 0);
const text = `// Made by scripts/operations.ts from the contract.
${chapters.map(({ name }) => `import type * as ${camel(name)} from '#contract/${name}.ts';`).join('\n')}

/** Every endpoint of the contract by its id. */
export type Operations = {
${lines(({ name, key, id }) => `  ${id}: typeof ${camel(name)}.${key};`)}
};

type Address = {
  readonly method: string;
  readonly path: string;
  /** It takes a file. */
  readonly body?: string;
};

export const operations = {
${lines(({ id, method, path, body }) => `  ${id}: { method: '${method}', path: '${path}'${fileOf(body)} },`)}
} as const satisfies { readonly [Id in keyof Operations]: Address };
`;

if (process.argv.includes('--check')) {
  const kept = await readFile(FILE, 'utf8').catch(() => '');
  if (kept !== text) {
    process.stderr.write('src/contract/client/operations.gen.ts is not up to date; run: npm run operations\n');
    process.exitCode = 1;
  }
} else {
  await writeFile(FILE, text);
}

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'path' in value && 'access' in value;
}

type Line = Pick<Endpoint, 'id' | 'method' | 'path' | 'body'> & { readonly name: string; readonly key: string };

function lines(write: (line: Line) => string) {
  return chapters
    .flatMap(({ name, endpoints }) => endpoints.map(([key, endpoint]) => ({ ...endpoint, name, key })))
    .map(write)
    .join('\n');
}

function fileOf(body: Endpoint['body']): string {
  return typeof body === 'string' ? `, body: '${body}'` : '';
}

function camel(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
