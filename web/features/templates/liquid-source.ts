// Liquid in HTML. An HTML parser would read what stands between the braces as markup, so every {{ … }} and {% … %} passes
// through it as a placeholder and comes back character for character.

const TAG = /\{\{(?:"[^"]*"|'[^']*'|[^"'])*?\}\}|\{%(?:"[^"]*"|'[^']*'|[^"'])*?%\}/gu;
const OPEN = '\uE000';
const CLOSE = '\uE001';
const PLACEHOLDER = /\uE000([0-9a-f]*)\uE001/gu;
const HEX_DIGITS = 4;

/** The source with a placeholder for every tag, also for those in attributes. */
export function maskTags(source: string): string {
  return source.replace(TAG, placeholderOf);
}

export function unmaskTags(html: string): string {
  return html.replace(PLACEHOLDER, (_, hex: string) => tagOf(hex));
}

export function placeholderOf(tag: string): string {
  const units = Array.from({ length: tag.length }, (_, index) => tag.charCodeAt(index));
  return `${OPEN}${units.map((unit) => unit.toString(16).padStart(HEX_DIGITS, '0')).join('')}${CLOSE}`;
}

/** A masked text in its pieces: tags as they were written, and what stands between them. */
export function piecesOf(masked: string): { readonly kind: 'text' | 'tag'; readonly text: string }[] {
  // With a group in the pattern, split gives every second piece to the group.
  const pieces = masked.split(PLACEHOLDER);
  return pieces
    .map((text, index) =>
      index % 2 === 0 ? { kind: 'text' as const, text } : { kind: 'tag' as const, text: tagOf(text) },
    )
    .filter(({ text }) => text !== '');
}

function tagOf(hex: string): string {
  const units = hex.match(/.{4}/gu) ?? [];
  return units.map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('');
}

/** A merge field as the picker makes it. `fallback` null: none; then a record without a value gets no message. */
export type MergeField = { readonly path: string; readonly fallback: string | null };

const FIELD = /^\{\{\s*([a-z_][\w.]*)\s*(?:\|\s*default:\s*(?:"([^"]*)"|'([^']*)')\s*)?\}\}$/u;

/** Null: the tag says more than the picker can. */
export function readMergeField(tag: string): MergeField | null {
  const [, path, double, single] = FIELD.exec(tag) ?? [];
  return path === undefined ? null : { path, fallback: double ?? single ?? null };
}

export function writeMergeField({ path, fallback }: MergeField): string {
  if (fallback === null) return `{{ ${path} }}`;
  const quote = fallback.includes('"') && !fallback.includes("'") ? "'" : '"';
  return `{{ ${path} | default: ${quote}${fallback.replaceAll(quote, '”')}${quote} }}`;
}
