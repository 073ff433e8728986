// Makes dist/ for plain Node and for browsers: src/main.ts bundled into dist/main.js (our sources in one file, packages left
// where they are), web/ built into dist/web. Does nothing where that is newer than everything it is made of; looking takes
// some milliseconds. `node scripts/build.mjs web`: that part alone.
import { execFile } from 'node:child_process';
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** `target` is written last. Paths from the package's folder; the first of `madeOf` is missing where there are no sources. */
const SERVER = {
  name: 'server',
  target: 'dist/main.js',
  madeOf: ['src/main.ts', 'src', 'package.json', 'scripts/build.mjs'],
  build: buildServer,
};
const WEB = {
  name: 'web',
  target: 'dist/web/index.html',
  madeOf: ['web/main.tsx', 'web', 'src/core', 'src/contract', 'package.json', 'scripts/build.mjs'],
  build: buildWeb,
};

/** Builds what is missing or older than its sources, and says what. An installed package without sources is as it is. */
export async function buildIfStale(names = ['server', 'web']) {
  const stale = await staleAmong(names);
  await Promise.all(stale.map(build));
  return stale.map(({ target }) => target);
}

/** The same in a process of its own, for one that lives on: bundlers take half a gigabyte and keep it. */
export async function buildAsideIfStale(names) {
  if ((await staleAmong(names)).length === 0) return;
  await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), ...names]).catch(({ stderr }) => {
    throw new Error(stderr.trim());
  });
}

async function staleAmong(names) {
  const parts = [SERVER, WEB].filter(({ name }) => names.includes(name));
  const areStale = await Promise.all(parts.map(isStale));
  return parts.filter((_, index) => areStale[index]);
}

async function isStale({ target, madeOf }) {
  const built = await modifiedAt(join(ROOT, target));
  const [first, ...sources] = madeOf.map((path) => join(ROOT, path));
  if ((await modifiedAt(first)) === null) return false;
  if (built === null) return true;
  const changes = await Promise.all(sources.map(newestIn));
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

async function build({ target, build: make }) {
  const startedAt = new Date();
  await make();
  // A source changed while we built must count as newer.
  await utimes(join(ROOT, target), startedAt, startedAt);
}

async function buildServer() {
  const { build: bundle } = await import('esbuild');
  const { outputFiles } = await bundle({
    absWorkingDir: ROOT,
    entryPoints: ['src/main.ts'],
    outfile: SERVER.target,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    packages: 'external',
    sourcemap: true,
    write: false,
    logLevel: 'warning',
  });
  // The map first: another start at this moment sees the old pair or the new one.
  for (const { path, contents } of outputFiles.sort((a, b) => b.path.length - a.path.length)) {
    await writeAside(path, contents);
  }
}

async function buildWeb() {
  const vite = await import('vite').catch(() => null);
  if (vite === null) return keepBuilt();
  const made = await inProduction(() =>
    vite.build({ configFile: join(ROOT, 'web/vite.config.ts'), logLevel: 'warn', build: { write: false } }),
  );
  const files = (Array.isArray(made) ? made : [made]).flatMap(({ output }) => output);
  const folder = join(ROOT, 'dist/web');
  const written = await Promise.all(
    files
      .filter(({ fileName }) => fileName !== 'index.html')
      .map((file) => writeCompressed(join(folder, file.fileName), contentOf(file))),
  );
  // What the page names is all there before the page is.
  await writeAside(join(ROOT, WEB.target), contentOf(files.find(({ fileName }) => fileName === 'index.html')));
  await removeOthers(join(folder, 'assets'), new Set(written.flat()));
}

/** Vite builds for the environment that it runs in; tests and development would get React's slow half. */
async function inProduction(work) {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

/** An installation without the packages of development can't build it. */
async function keepBuilt() {
  if ((await modifiedAt(join(ROOT, WEB.target))) === null) {
    throw new Error('the web app is built with the packages of development; install them with npm ci');
  }
}

function contentOf(file) {
  return Buffer.from(file.type === 'chunk' ? file.code : file.source);
}

/** Beside each file what a server sends to browsers that can unpack it. Gives the paths. */
async function writeCompressed(path, content) {
  await writeAside(path, content);
  if (!/\.(?:js|css|svg)$/.test(path)) return [path];
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  await writeAside(`${path}.gz`, await promisify(gzip)(content));
  await writeAside(`${path}.br`, await promisify(brotliCompress)(content, quality));
  return [path, `${path}.gz`, `${path}.br`];
}

/** What is still asked for by pages that were opened before: it goes later. */
const KEPT_MS = 3_600_000;

async function removeOthers(folder, kept) {
  for (const path of (await readdir(folder)).map((name) => join(folder, name))) {
    const writtenAt = kept.has(path) ? null : await modifiedAt(path);
    if (writtenAt !== null && writtenAt < Date.now() - KEPT_MS) await rm(path, { force: true });
  }
}

/** Another start at this moment sees the old file or the new one, never half of one. */
async function writeAside(path, content) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.${process.pid}`, content);
  await rename(`${path}.${process.pid}`, path);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , ...names] = process.argv;
  try {
    const built = await buildIfStale(names.length > 0 ? names : undefined);
    console.log(built.length > 0 ? `built ${built.join(', ')}` : 'dist is up to date');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
