// The style of the source, checked: sizes, cycles, dead files, and what must not stand where. docs/decisions.md and
// CONTRIBUTING.md say why.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const FILE_LINES_MAX = 500;
/** Longer for a reason. */
const LONG_FILES: Readonly<Record<string, string>> = {
  'src/contract/client/operations.gen.ts': 'generated: a line for each endpoint',
  'test/office.ts':
    'one vocabulary for every story on the real database; split, its words would be looked for in two places',
};
const FUNCTION_LINES_MAX = 70;
/** Markup takes lines without being followed one by one. */
const COMPONENT_LINES_MAX = 120;

type Source = { readonly path: string; readonly text: string; readonly tree: ts.SourceFile };

const sources: readonly Source[] = ['src', 'web', 'test', 'bench'].flatMap(filesIn).map((path) => {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
});
const product = sources.filter(({ path }) => /^(?:src|web)\//.test(path) && !path.endsWith('.test.ts'));
const server = product.filter(({ path }) => path.startsWith('src/'));
const web = product.filter(({ path }) => path.startsWith('web/'));

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('node_modules') && statSync(join(ROOT, path)).isFile());
}

function findings(among: readonly Source[], look: (node: ts.Node, source: Source) => string | null): string[] {
  const found: string[] = [];
  for (const source of among) {
    const visit = (node: ts.Node): void => {
      const finding = look(node, source);
      if (finding !== null) {
        const { line } = source.tree.getLineAndCharacterOfPosition(node.getStart(source.tree));
        found.push(`${source.path}:${line + 1} ${finding}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(source.tree);
  }
  return found;
}

/** Files of ours that a file imports, types included. */
function importsOf({ path, tree }: Source): { readonly specifier: string; readonly file: string | null }[] {
  const specifiers: string[] = [];
  const visit = (node: ts.Node): void => {
    const named = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier : undefined;
    const called =
      ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments[0] : undefined;
    const specifier = named ?? called;
    if (specifier !== undefined && ts.isStringLiteral(specifier)) specifiers.push(specifier.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return specifiers.map((specifier) => ({ specifier, file: fileOf(specifier, path) }));
}

/** Without those of types, which are gone at run time. */
function valuesImportedBy(source: Source): ReturnType<typeof importsOf> {
  const types = new Set<string>();
  for (const statement of source.tree.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    if (isOfTypes(statement.importClause)) types.add(statement.moduleSpecifier.text);
  }
  return importsOf(source).filter(({ specifier }) => !types.has(specifier));
}

function isOfTypes(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = clause.namedBindings;
  return (
    clause.name === undefined &&
    names !== undefined &&
    ts.isNamedImports(names) &&
    names.elements.every((one) => one.isTypeOnly)
  );
}

function fileOf(specifier: string, from: string): string | null {
  if (specifier === '#config') return 'src/config.ts';
  if (/^#(?:test|web)\//.test(specifier)) return specifier.slice(1);
  if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`;
  return specifier.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(from), specifier)) : null;
}

function isComponent(node: ts.Node): boolean {
  return ts.isFunctionDeclaration(node) && /^[A-Z]/.test(node.name?.text ?? '');
}

/** From here everything of the product is reached: the server, the web app, and how that is built. */
const STARTS = ['src/main.ts', 'web/main.tsx', 'web/vite.config.ts'];

describe('tidy', () => {
  it('no file is longer than 500 lines', () => {
    const long = sources.filter(({ text }) => text.split('\n').length > FILE_LINES_MAX).map(({ path }) => path);
    expect(long.filter((path) => LONG_FILES[path] === undefined)).toEqual([]);
  });

  it('no function of the product is longer than 70 lines, no component longer than 120', () => {
    const long = findings(product, (node, { tree }) => {
      if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return null;
      const from = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line;
      const lines = tree.getLineAndCharacterOfPosition(node.getEnd()).line - from + 1;
      // A statement is not code that anybody follows line by line.
      const sql =
        node
          .getText(tree)
          .match(/sql[^`]*`[^`]*`/g)
          ?.join('')
          .split('\n').length ?? 0;
      const max = isComponent(node) ? COMPONENT_LINES_MAX : FUNCTION_LINES_MAX;
      return lines - sql > max ? `is a function of ${lines} lines` : null;
    });
    expect(long).toEqual([]);
  });

  it('imports make no circle', () => {
    const graph = new Map(
      product.map((source) => [source.path, importsOf(source).flatMap(({ file }) => (file === null ? [] : [file]))]),
    );
    const circles: string[] = [];
    const done = new Set<string>();
    const walk = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) {
        circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
        return;
      }
      if (done.has(path)) return;
      for (const next of graph.get(path) ?? []) walk(next, [...trail, path]);
      done.add(path);
    };
    for (const path of graph.keys()) walk(path, []);
    expect(circles).toEqual([]);
  });

  it('no file of the product is dead', () => {
    const reached = new Set<string>();
    const byPath = new Map(sources.map((source) => [source.path, source]));
    const reach = (path: string): void => {
      const source = byPath.get(path);
      if (source === undefined || reached.has(path)) return;
      reached.add(path);
      for (const { file } of importsOf(source)) if (file !== null) reach(file);
    };
    for (const start of STARTS) reach(start);
    const dead = product.map(({ path }) => path).filter((path) => !reached.has(path) && !path.endsWith('.d.ts'));
    expect(dead).toEqual([]);
  });

  it('the web app imports core, contract and itself, and of the contract nothing that brings zod along', () => {
    const reachesZod = (file: string): boolean => {
      const source = sources.find(({ path }) => path === file);
      if (source === undefined) return false;
      return valuesImportedBy(source).some(({ specifier, file: next }) =>
        next === null ? specifier.startsWith('zod') : reachesZod(next),
      );
    };
    const strange = web.flatMap((source) =>
      importsOf(source)
        .filter(({ file }) => file !== null && !/^(?:web|src\/(?:core|contract))\//.test(file))
        .map(({ specifier }) => `${source.path} imports ${specifier}`),
    );
    const heavy = web.flatMap((source) =>
      valuesImportedBy(source)
        .filter(({ file }) => file?.startsWith('src/') === true && reachesZod(file))
        .map(({ specifier }) => `${source.path} imports ${specifier} with zod`),
    );
    expect([...strange, ...heavy]).toEqual([]);
  });

  it('nothing is of type any', () => {
    const anys = findings(sources, (node) => (node.kind === ts.SyntaxKind.AnyKeyword ? 'says any' : null));
    expect(anys).toEqual([]);
  });

  it('the environment is read in config.ts alone', () => {
    const readers = findings(product, (node, { path }) => {
      const reads = ts.isPropertyAccessExpression(node) && node.getText() === 'process.env';
      return reads && path !== 'src/config.ts' ? 'reads process.env' : null;
    });
    expect(readers).toEqual([]);
  });

  it('core knows no clock, no chance and no library but its two', () => {
    const core = product.filter(({ path }) => path.startsWith('src/core/'));
    const impure = findings(core, (node) => {
      if (ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random') return 'uses Math.random';
      const namesDate = ts.isIdentifier(node) && node.text === 'Date' && !ts.isPropertyAccessExpression(node.parent);
      return namesDate ? 'uses Date' : null;
    });
    const strangers = core.flatMap((source) =>
      importsOf(source)
        .filter(({ specifier, file }) => file === null && !['temporal-polyfill', 'decimal.js'].includes(specifier))
        .map(({ specifier }) => `${source.path} imports ${specifier}`),
    );
    expect([...impure, ...strangers]).toEqual([]);
  });

  it('the time comes in as an argument', () => {
    const readers = findings(server, (node, { path }) => {
      if (path === 'src/main.ts' || path.startsWith('src/assembly/')) return null;
      if (ts.isCallExpression(node) && node.expression.getText() === 'Date.now') return 'calls Date.now()';
      const isNow =
        ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0;
      return isNow ? 'makes a Date of now' : null;
    });
    expect(readers).toEqual([]);
  });

  it('T1 statements are written with the sql tag, and raw text only where it is a constant', () => {
    const raw = findings(product, (node) => {
      if (!ts.isCallExpression(node) || node.expression.getText() !== 'sql.raw') return null;
      const [argument] = node.arguments;
      return argument !== undefined && ts.isStringLiteralLike(argument) ? null : 'makes SQL of a value';
    });
    expect(raw).toEqual([]);
  });

  it('files are named in kebab-case and by what they hold', () => {
    const badly = product
      .map(({ path }) => path)
      .filter(
        (path) =>
          !/^(?:[a-z0-9-]+\/)*[a-z0-9-]+(?:\.(?:d|gen|config))?\.tsx?$/.test(path) ||
          /\b(?:utils?|helpers?|common|misc)\b/.test(path),
      );
    expect(badly).toEqual([]);
  });
});
