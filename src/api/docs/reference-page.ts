// The reference of the API as one page, from the OpenAPI document: chapters by tag, an entry per operation, the schemas at
// the end. Everything is in the page; its script only searches.
import { escapeHtml } from '#api/pages/page.ts';
import { writeSchema } from '#api/docs/write-schema.ts';

export type Schema = Readonly<Record<string, unknown>>;
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema?: Schema };
export type Operation = {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly responses?: Readonly<Record<string, { readonly description?: string; readonly content?: Content }>>;
};
export type ApiDocument = {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
};

type Entry = { readonly method: string; readonly path: string; readonly operation: Operation };

export function writeReference({ info, paths, components }: ApiDocument): string {
  const entries = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Entry => ({ method: method.toUpperCase(), path, operation })),
  );
  const tags = [...new Set(entries.map(tagOf))];
  const schemas = Object.entries(components?.schemas ?? {});
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(info.title)} API</title>
<link rel="stylesheet" href="/api/docs/reference.css">
<script src="/api/docs/reference.js" defer></script>
<header>
<h1>${escapeHtml(info.title)} API <small>${escapeHtml(info.version)}</small></h1>
<p>${escapeHtml(info.description ?? '')} <a href="/api/openapi.json">OpenAPI document</a></p>
<label for="search">Search</label>
<input id="search" type="search" autocomplete="off" placeholder="path, summary, field">
<p id="found" role="status"></p>
</header>
<nav aria-label="Chapters"><ul>${tags.map((tag) => `<li><a href="#${anchor(tag)}">${escapeHtml(tag)}</a>`).join('')}
<li><a href="#schemas">Schemas</a></ul></nav>
<main>
${tags
  .map((tag) =>
    chapter(
      tag,
      entries.filter((entry) => tagOf(entry) === tag),
    ),
  )
  .join('\n')}
<section id="schemas"><h2>Schemas</h2>
${schemas.map(([name, schema]) => part(`schema-${name}`, `<code>${escapeHtml(name)}</code>`, writeSchema(schema))).join('\n')}
</section>
</main>
</html>
`;
}

function tagOf({ operation }: Entry): string {
  return operation.tags?.[0] ?? 'Other';
}

function anchor(tag: string): string {
  return `tag-${tag.toLowerCase().replace(/\W+/g, '-')}`;
}

function chapter(tag: string, entries: readonly Entry[]): string {
  return `<section id="${anchor(tag)}"><h2>${escapeHtml(tag)}</h2>\n${entries.map(describe).join('\n')}\n</section>`;
}

function describe({ method, path, operation }: Entry): string {
  const { operationId, summary = '', parameters = [], requestBody, responses = {} } = operation;
  const title = `<b class="${method.toLowerCase()}">${method}</b> <code>${escapeHtml(path)}</code> ${escapeHtml(summary)}`;
  const answers = Object.entries(responses)
    .filter(([status]) => status !== 'default')
    .map(
      ([status, { description = '', content }]) =>
        `<h3>Answer ${status}</h3>${bodyOf(content) || escapeHtml(description)}`,
    );
  const refusals = (operation.description ?? '').split('\n').filter((line) => line !== '');
  return part(
    operationId,
    title,
    [
      `<p>${access(operation)} Operation <code>${escapeHtml(operationId)}</code>.</p>`,
      parameters.length === 0 ? '' : `<h3>Parameters</h3><ul>${parameters.map(parameter).join('')}</ul>`,
      requestBody === undefined ? '' : `<h3>Body</h3>${bodyOf(requestBody.content)}`,
      ...answers,
      refusals.length === 0 ? '' : `<h3>Refusals</h3><ul>${refusals.map(refusal).join('')}</ul>`,
    ].join('\n'),
  );
}

function part(id: string, title: string, body: string): string {
  return `<details id="${escapeHtml(id)}"><summary>${title}</summary>\n${body}\n</details>`;
}

function access({ security = [] }: Operation): string {
  if (security.length === 0) return 'For anybody.';
  const scopes = security.flatMap(({ apiKey }) => apiKey ?? []);
  if (!security.some((way) => 'apiKey' in way)) return 'For signed-in people only, not for API keys.';
  return scopes.length === 0 ? 'For every session and key.' : `Needs <code>${escapeHtml(scopes.join(', '))}</code>.`;
}

function parameter({ name, in: place, required = false, schema = {} }: Parameter): string {
  const must = required ? ', required' : '';
  return `<li><code>${escapeHtml(name)}</code> <i>in ${escapeHtml(place)}${must}</i> ${writeSchema(schema)}`;
}

function refusal(line: string): string {
  return `<li>${escapeHtml(line.replace(/^- /, '')).replace(/`([^`]+)`/g, '<code>$1</code>')}`;
}

function bodyOf(content: Content = {}): string {
  return Object.entries(content)
    .map(([type, { schema = {} }]) => `<p><i>${escapeHtml(type)}</i> ${writeSchema(schema)}</p>`)
    .join('');
}
