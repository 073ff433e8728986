// Of Mantine's 250 kB of styles a build keeps what is used, each component's beside its code: styles of pages that are
// fetched later come with them. Every component has a cascade layer of its own, in Mantine's order, so the order of
// arrival doesn't matter, and our own styles win over all of them.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const ALL = '@mantine/core/styles.layer.css';
const ONE = '\0mantine-style:';
const CLASS = /m_[0-9a-f]+/g;
/** For every page: variables, and what browsers do differently. */
const GLOBAL = ['default-css-variables', 'baseline', 'global'];

export function mantineStyles(): Plugin {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@mantine/core/styles.css')), 'styles');
  const read = (name: string): string => readFileSync(join(folder, `${name}.css`), 'utf8');
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.css') && !file.endsWith('.layer.css'))
    .map((file) => basename(file, '.css'));
  const components = inOrder(
    names.filter((name) => !GLOBAL.includes(name)),
    read(join('..', 'styles')),
    read,
  );
  const ofClass = new Map(components.flatMap((name) => (read(name).match(CLASS) ?? []).map((one) => [one, name])));
  return {
    name: 'mantine-styles',
    apply: 'build',
    enforce: 'pre',
    resolveId: (source) => {
      if (source === ALL) return { id: `${ONE}global.css`, moduleSideEffects: true };
      return source.startsWith(ONE) ? { id: source, moduleSideEffects: true } : null;
    },
    load: (id) => {
      if (!id.startsWith(ONE)) return null;
      const name = basename(id.slice(ONE.length), '.css');
      if (name !== 'global') return `@layer mantine.${name} {\n${read(name)}\n}`;
      const order = ['global', ...components].map((layer) => `mantine.${layer}`).join(', ');
      return `@layer ${order};\n@layer mantine.global {\n${GLOBAL.map(read).join('\n')}\n}`;
    },
    transform: (code, id) => {
      if (!/@mantine[\\/]core[\\/]esm[\\/].*\.module\.mjs$/.test(id)) return null;
      const used = new Set((code.match(CLASS) ?? []).flatMap((one) => ofClass.get(one) ?? []));
      const imports = [...used].map((name) => `import ${JSON.stringify(`${ONE}${name}.css`)};`);
      return { code: `${imports.join('\n')}\n${code}`, map: null };
    },
  };
}

/** As they stand in the one sheet of all: what builds on something comes after it. */
function inOrder(names: readonly string[], all: string, read: (name: string) => string): string[] {
  const place = (name: string): number => all.indexOf(read(name).match(CLASS)?.[0] ?? name);
  return names.toSorted((a, b) => place(a) - place(b));
}
