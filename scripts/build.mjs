// Bundles src/main.ts into dist/main.js, for plain Node: our sources in one file, packages left where they are. Does
// nothing when dist is newer than everything it is made of; looking takes some milliseconds.
import { mkdir, readdir, rename, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TARGET = join(ROOT, 'dist', 'main.js');
/** From the package's folder. */
const MADE_OF = ['src', 'package.json', 'scripts/build.mjs'];

/** Builds what is missing or older than its sources. An installed package without sources is as it is. */
export async function buildIfStale() {
  if (!(await isStale())) return false;
  await build();
  return true;
}

async function isStale() {
  const built = await modifiedAt(TARGET);
  if ((await modifiedAt(join(ROOT, 'src', 'main.ts'))) === null) return false;
  if (built === null) return true;
  const changes = await Promise.all(MADE_OF.map((path) => newestIn(join(ROOT, path))));
  return Math.max(...changes) > built;
}

/** Folders count too: a file that was removed or renamed changes its folder. */
async function newestIn(path) {
  const info = await stat(path);
  if (!info.isDirectory()) return path.endsWith('.test.ts') ? 0 : info.mtimeMs;
  const inside = await Promise.all((await readdir(path)).map((name) => newestIn(join(path, name))));
  return Math.max(info.mtimeMs, ...inside);
}

async function modifiedAt(path) {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return null;
  }
}

async function build() {
  const { build: bundle } = await import('esbuild');
  const startedAt = new Date();
  const { outputFiles } = await bundle({
    absWorkingDir: ROOT,
    entryPoints: ['src/main.ts'],
    outfile: TARGET,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    packages: 'external',
    sourcemap: true,
    write: false,
    logLevel: 'warning',
  });
  await mkdir(join(ROOT, 'dist'), { recursive: true });
  // Written aside: another start at this moment sees the old file or the new one. The map first, for the same reason.
  for (const { path, contents } of outputFiles.sort((a, b) => b.path.length - a.path.length)) {
    await writeFile(`${path}.${process.pid}`, contents);
    await rename(`${path}.${process.pid}`, path);
  }
  // A source changed while we bundled must count as newer.
  await utimes(TARGET, startedAt, startedAt);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log((await buildIfStale()) ? 'built dist/main.js' : 'dist/main.js is up to date');
}
