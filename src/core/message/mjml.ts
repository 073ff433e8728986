// MJML as people write it, checked before it is compiled: the compiler takes in what it doesn't know and leaves it out. Says at
// which line and element something is wrong. Nothing here may let a template reach a file or another server (T3).

export type MjmlProblem = {
  readonly kind: 'mjml';
  readonly line: number;
  /** What it is about, as it is written; '' where there is none. */
  readonly element: string;
  readonly why: (typeof mjmlFaults)[number];
};

export const mjmlFaults = [
  'not_mjml',
  'unknown_element',
  'no_include',
  'wrong_place',
  'stray_text',
  'attribute_missing',
  'attribute_broken',
  'not_closed',
  'closed_wrongly',
  'tag_broken',
  'too_deep',
  'too_much',
  'not_compiled',
] as const;

const DEPTH_MAX = 100;
const SOURCE_LENGTH_MAX = 200_000;

const IN_COLUMN = 'mj-text mj-image mj-button mj-divider mj-spacer mj-table mj-social mj-navbar mj-raw'.split(' ');
const CONTENT: Readonly<Record<string, readonly string[]>> = {
  '': ['mjml'],
  mjml: ['mj-head', 'mj-body'],
  'mj-head': ['mj-title', 'mj-preview', 'mj-attributes', 'mj-style', 'mj-breakpoint', 'mj-raw'],
  'mj-body': ['mj-wrapper', 'mj-section', 'mj-hero', 'mj-raw'],
  'mj-wrapper': ['mj-section', 'mj-hero', 'mj-raw'],
  'mj-section': ['mj-column', 'mj-group', 'mj-raw'],
  'mj-group': ['mj-column', 'mj-raw'],
  'mj-column': IN_COLUMN,
  'mj-hero': IN_COLUMN,
  'mj-social': ['mj-social-element', 'mj-raw'],
  'mj-navbar': ['mj-navbar-link', 'mj-raw'],
  'mj-image': [],
  'mj-divider': [],
  'mj-spacer': [],
  'mj-breakpoint': [],
};
/** Any element's defaults may stand there. */
const DEFAULTS = 'mj-attributes';
/** What else is known holds text and HTML, which is cleaned when it is sent. */
const KNOWN = new Set([...Object.values(CONTENT).flat(), 'mj-all', 'mj-class']);
/** Without a picture of its own the compiler takes one of somebody else's server. */
const NEEDED: Readonly<Record<string, string>> = { 'mj-image': 'src', 'mj-social-element': 'src' };
const VOID = new Set('area br col hr img link meta source wbr'.split(' '));

const TOKEN = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-zA-Z][\w:.-]*)((?:"[^"]*"|'[^']*'|[^"'<>])*?)(\/?)>|<|[^<]+/g;
const ATTRIBUTES = /^(?:\s+[a-zA-Z][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*$/;

/** Null: it can be compiled. Merge tags count as text. */
export function checkMjml(source: string): MjmlProblem | null {
  if (source.length > SOURCE_LENGTH_MAX) return { kind: 'mjml', line: 1, element: '', why: 'too_much' };
  const hidden = source.replace(MERGE_TAG, (tag) => 'x'.repeat(tag.length));
  const lineAt = (index: number) => {
    const begins = index + (/^\s*/.exec(source.slice(index))?.[0].length ?? 0);
    return source.slice(0, begins).split('\n').length;
  };
  const open: Open[] = [];
  let hasRoot = false;
  for (const token of hidden.matchAll(TOKEN)) {
    const parent = open.at(-1)?.name ?? '';
    const why = faultOf(token, open);
    const element = token[2] ?? parent;
    if (why !== null) return { kind: 'mjml', line: lineAt(token.index), element: inBrackets(element), why };
    hasRoot ||= token[2] === 'mjml';
  }
  const left = open.at(-1);
  if (left === undefined) return hasRoot ? null : { kind: 'mjml', line: 1, element: '', why: 'not_mjml' };
  return { kind: 'mjml', line: lineAt(left.index), element: inBrackets(left.name), why: 'not_closed' };
}

function inBrackets(name: string): string {
  return name === '' ? '' : `<${name}>`;
}

type Open = { readonly name: string; readonly index: number };

/** Opens and closes elements on the way. */
function faultOf(token: RegExpExecArray, open: Open[]): MjmlProblem['why'] | null {
  const [text, slash, name, attributes = '', selfClosed] = token;
  const parent = open.at(-1)?.name ?? '';
  if (text.startsWith('<!--')) return text.endsWith('-->') ? null : 'not_closed';
  if (text === '<') return 'tag_broken';
  if (name === undefined) return faultOfText(text, parent);
  if (slash === '/') return open.pop()?.name === name ? null : 'closed_wrongly';
  const why = faultOfElement(name, parent) ?? faultOfAttributes(name, attributes, parent);
  if (why !== null) return why;
  if (selfClosed !== '/' && !VOID.has(name)) open.push({ name, index: token.index });
  return open.length > DEPTH_MAX ? 'too_deep' : null;
}

function holdsHtml(parent: string): boolean {
  return parent !== DEFAULTS && CONTENT[parent] === undefined;
}

function faultOfText(text: string, parent: string): MjmlProblem['why'] | null {
  if (text.trim() === '' || holdsHtml(parent)) return null;
  return parent === '' ? 'not_mjml' : 'stray_text';
}

function faultOfElement(name: string, parent: string): MjmlProblem['why'] | null {
  if (name === 'mj-include') return 'no_include';
  const isMjml = name.startsWith('mj');
  if (isMjml && !KNOWN.has(name) && name !== 'mjml') return 'unknown_element';
  if (holdsHtml(parent)) return isMjml ? 'wrong_place' : null;
  if (parent === DEFAULTS) return isMjml ? null : 'wrong_place';
  if (CONTENT[parent]?.includes(name) === true) return null;
  return parent === '' ? 'not_mjml' : 'wrong_place';
}

function faultOfAttributes(name: string, attributes: string, parent: string): MjmlProblem['why'] | null {
  if (!ATTRIBUTES.test(attributes)) return 'attribute_broken';
  const needed = parent === DEFAULTS ? undefined : NEEDED[name];
  return needed === undefined || new RegExp(`\\s${needed}\\s*=`).test(attributes) ? null : 'attribute_missing';
}

const MERGE_TAG = /\{\{(?:(?!\{\{|\}\})[\s\S])*\}\}|\{%(?:(?!\{%|%\})[\s\S])*%\}/g;

export type HiddenTags = { readonly hidden: string; readonly restore: (compiled: string) => string };

/** The same text with plain words where merge tags are, whose quotes and brackets no compiler shall read. */
export function hideMergeTags(source: string): HiddenTags {
  let word = 'mergetag';
  while (source.includes(word)) word += 'g';
  const tags: string[] = [];
  const hidden = source.replace(MERGE_TAG, (tag) => `${word}${tags.push(tag) - 1}z`);
  const place = new RegExp(`${word}(\\d+)z`, 'g');
  return { hidden, restore: (compiled) => compiled.replace(place, (_, number) => tags[Number(number)] ?? '') };
}
