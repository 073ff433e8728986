// Every catalogue of the web app, whichever are added: complete in both languages, the same placeholders; and no text that
// people see stands in a component.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { Words } from '#web/i18n/words.ts';

const WEB = resolve(import.meta.dirname, '..');
const files = readdirSync(WEB, { recursive: true, encoding: 'utf8' }).map((name) => join(WEB, name));

const catalogueFiles = files.filter((path) => path.endsWith('words.ts') && !path.endsWith('i18n/words.ts'));
const modules = await Promise.all(catalogueFiles.map((path): Promise<object> => import(path)));
const catalogues = modules.flatMap((module): unknown[] => Object.values(module)).filter(isWords);
const components = files.filter((path) => path.endsWith('.tsx')).map((path) => [relative(WEB, path), path] as const);

function isWords(value: unknown): value is Words {
  return typeof value === 'object' && value !== null && 'name' in value && 'en' in value && 'zh' in value;
}

/** 'found_one' and 'found_other' are forms of 'found'. */
function base(key: string): string {
  return key.replace(/_(?:one|other)$/, '');
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).toSorted();
}

/** By key, of all its forms: 'One lead' may leave out the number. */
function placeholdersOf(sheet: Readonly<Record<string, string>>): Record<string, string[]> {
  const entries = Object.entries(sheet).filter(([key]) => !key.endsWith('_one'));
  return Object.fromEntries(entries.map(([key, text]) => [base(key), placeholders(text)]));
}

describe('catalogues', () => {
  it('have names of their own', () => {
    const names = catalogues.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each(catalogues.map((words) => [words.name, words] as const))('%s says the same in both languages', (_, words) => {
    const { en, zh } = words;
    expect(placeholdersOf(zh)).toEqual(placeholdersOf(en));
    expect(Object.entries({ ...en, ...zh }).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it.each(catalogues.map((words) => [words.name, words] as const))('%s has both forms of its plurals', (_, { en }) => {
    const ones = Object.keys(en).filter((key) => key.endsWith('_one'));
    expect(ones.filter((key) => en[key.replace(/_one$/, '_other')] === undefined)).toEqual([]);
  });
});

const SHOWN = new Set([
  'alt',
  'aria-label',
  'aria-description',
  'description',
  'label',
  'placeholder',
  'text',
  'title',
]);

describe('components', () => {
  it.each(components)('%s shows no text but that of catalogues', (_, path) => {
    const tree = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    const literals: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isJsxText(node) && isText(node.text)) literals.push(node.text.trim());
      if (ts.isJsxAttribute(node) && SHOWN.has(node.name.getText(tree))) literals.push(...literalsIn(node.initializer));
      if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) literals.push(...literalsIn(node));
      ts.forEachChild(node, visit);
    };
    visit(tree);
    expect(literals).toEqual([]);
  });
});

/** What stands there itself, or on a side of a choice. */
function literalsIn(node: ts.Node | undefined): string[] {
  if (node === undefined) return [];
  if (ts.isJsxExpression(node)) return literalsIn(node.expression);
  if (ts.isConditionalExpression(node)) return [...literalsIn(node.whenTrue), ...literalsIn(node.whenFalse)];
  return ts.isStringLiteralLike(node) && isText(node.text) ? [node.text] : [];
}

/** The product is called the same everywhere, and addresses begin alike. */
function isText(text: string): boolean {
  return /\p{L}{2}/u.test(text.replace('Cadenza', '').replace('https://', ''));
}
