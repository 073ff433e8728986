// Liquid as the template language, locked down (T3): own properties of plain data only, tags and filters from a list (no
// include, render, layout; no filter that evaluates a string as code or leaves a value unescaped), limits on length, work
// and output. What a record holds is data: it is never parsed, and in HTML it is escaped.
import { Liquid, LiquidError, type Template as ParsedTemplate, ParseError, TokenizationError } from 'liquidjs';
import type {
  FieldsOfPart,
  MergeData,
  RenderedPart,
  TemplateLanguage,
  TemplatePart,
  TemplateProblem,
} from '#core/message/template.ts';
import { htmlToPlainText } from './html-to-plain-text.ts';
import { plainCopy } from './plain-copy.ts';

const TAGS = new Set('assign if unless case for break continue cycle comment raw #'.split(' '));
const FILTERS = new Set(
  (
    'abs append at_least at_most capitalize ceil compact concat date default divided_by downcase first floor join last ' +
    'lstrip minus modulo newline_to_br plus prepend remove remove_first replace replace_first reverse round rstrip size slice ' +
    'sort sort_natural split strip strip_html strip_newlines times truncate truncatewords uniq upcase url_encode'
  ).split(' '),
);
const SOURCE_LENGTH_MAX = 200_000;
const OUTPUT_LENGTH_MAX = 1_000_000;
/** Items and characters handled, counted by Liquid: the same on every machine, unlike the time limit below it. */
const WORK_MAX = 500_000;
const RENDER_MS_MAX = 2_000;
const CACHED_MAX = 500;

/** An output that came out empty: Liquid says which one when it reports the error. */
class EmptyOutput extends Error {}
class OutputTooLong extends Error {}

/** Markup made by a filter of ours, already safe for its place; also a fallback that was chosen to be empty. */
class Finished {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

type Engine = { readonly liquid: Liquid; readonly parsed: Map<string, ParsedTemplate[]> };

export function createLiquid(): TemplateLanguage {
  const html = createEngine({ escape: escapeHtml, lineBreak: '<br>\n', empty: 'refused' });
  const plain = createEngine({ escape: asItIs, lineBreak: '\n', empty: 'refused' });
  const lenient = createEngine({ escape: asItIs, lineBreak: '\n', empty: 'left_out' });
  const engineOf = (part: TemplatePart) => (part === 'html' ? html : plain);
  return {
    render: (source, part, data) => renderWith(engineOf(part), source, part, data),
    fill: (source, data) => {
      const filled = renderWith(lenient, source, 'text', data);
      return filled.kind === 'text' ? filled.text : source;
    },
    fieldsOf: (source, part) => fieldsWith(engineOf(part), source, part),
    textOfHtml: htmlToPlainText,
  };
}

type EngineOptions = {
  readonly escape: (text: string) => string;
  readonly lineBreak: string;
  readonly empty: 'refused' | 'left_out';
};

function createEngine({ escape, lineBreak, empty }: EngineOptions): Engine {
  const finish = (value: unknown): string => {
    if (value instanceof Finished) return value.text;
    const text = textOf(value);
    if (text.trim() === '') {
      if (empty === 'left_out') return '';
      throw new EmptyOutput();
    }
    if (text.length > OUTPUT_LENGTH_MAX) throw new OutputTooLong();
    return escape(text);
  };
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    dynamicPartials: false,
    templates: {},
    outputEscape: finish,
    parseLimit: SOURCE_LENGTH_MAX,
    memoryLimit: WORK_MAX,
    renderLimit: RENDER_MS_MAX,
    timezoneOffset: 0,
    locale: 'en-US',
  });
  for (const tag of Object.keys(liquid.tags)) if (!TAGS.has(tag)) delete liquid.tags[tag];
  for (const filter of Object.keys(liquid.filters)) if (!FILTERS.has(filter)) liquid.unregisterFilter(filter);
  const fallback = liquid.filters.default;
  liquid.registerFilter('default', function (value, chosen, ...options) {
    const result: unknown = typeof fallback === 'function' ? fallback.call(this, value, chosen, ...options) : value;
    return result === '' ? new Finished('') : result;
  });
  liquid.registerFilter('newline_to_br', (value) => new Finished(escape(textOf(value)).replace(/\r?\n/g, lineBreak)));
  // Every output is escaped for its place already; templates that say so themselves must not show "&amp;amp;".
  liquid.registerFilter('escape', (value: unknown) => value);
  return { liquid, parsed: new Map() };
}

function renderWith(engine: Engine, source: string, part: TemplatePart, data: MergeData): RenderedPart {
  try {
    const template = parseOnce(engine, source);
    const text: unknown = engine.liquid.renderSync(template, plainCopy(data));
    if (typeof text !== 'string' || text.length > OUTPUT_LENGTH_MAX) throw new OutputTooLong();
    return { kind: 'text', text };
  } catch (error) {
    return problemOf(error, part);
  }
}

function fieldsWith(engine: Engine, source: string, part: TemplatePart): FieldsOfPart {
  try {
    return { kind: 'fields', fields: engine.liquid.globalFullVariablesSync(parseOnce(engine, source)) };
  } catch (error) {
    return problemOf(error, part);
  }
}

function parseOnce({ liquid, parsed }: Engine, source: string): ParsedTemplate[] {
  // The type says string; a value from outside that isn't one is how Handlebars was broken into (CVE-2026-33937).
  if (typeof source !== 'string') throw new TypeError('a template must be text');
  const known = parsed.get(source);
  if (known !== undefined) return known;
  const template = liquid.parse(source);
  const oldest = parsed.size < CACHED_MAX ? undefined : parsed.keys().next().value;
  if (oldest !== undefined) parsed.delete(oldest);
  parsed.set(source, template);
  return template;
}

function problemOf(error: unknown, part: TemplatePart): TemplateProblem {
  const cause: unknown = error instanceof LiquidError ? (error.originalError ?? error) : error;
  const text = cause instanceof Error ? cause.message : String(cause);
  if (cause instanceof EmptyOutput && error instanceof LiquidError) {
    return { kind: 'empty_field', part, field: fieldIn(error.token.getText()) };
  }
  const unreadable = error instanceof ParseError || error instanceof TokenizationError;
  if (cause instanceof OutputTooLong) return { kind: 'too_much', part, text: 'the message becomes too long' };
  if (cause instanceof RangeError || text.endsWith('limit exceeded')) return { kind: 'too_much', part, text };
  const line = error instanceof LiquidError ? (error.token.getPosition()[0] ?? 1) : 1;
  return { kind: 'syntax', part, line, text: unreadable ? text.replace(/, line:\d+, col:\d+$/, '') : text };
}

/** "record.first_name" out of "{{ record.first_name | upcase }}". */
function fieldIn(output: string): string {
  return (output.replace(/^\{\{-?|-?\}\}$/g, '').split('|')[0] ?? '').trim();
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(textOf).join('');
  return typeof value === 'object' && !(value instanceof Finished) ? '' : String(value);
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
  '`': '&#96;',
};

function asItIs(text: string): string {
  return text;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (letter) => ENTITIES[letter] ?? letter);
}
