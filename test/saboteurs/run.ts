// Tests the tests (P23): puts one bug after another into a copy of the code and looks whether anybody notices.
//
//   npm run saboteurs [-- --only 7,12]
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sabotaged, type Saboteur, saboteurs } from './saboteurs.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const LEFT_BEHIND = new Set(['.git', '.cache', 'node_modules', 'dist', 'data', 'docs', 'screenshots']);
const CORE_CONFIG = ['--config', 'test/saboteurs/vitest.config.ts'];
const SEEDS = 24;
const MS_MAX = 600_000;

const { values: args } = parseArgs({ options: { only: { type: 'string' } } });

async function copyOfTheCode(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cadenza-saboteurs-'));
  const isWanted = (path: string) => path === ROOT || !LEFT_BEHIND.has(basename(path));
  await cp(ROOT, folder, { recursive: true, filter: isWanted });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

type Step = {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** What it says when it ran and something is wrong: a command that could not run at all notices nothing. */
  readonly notices: RegExp;
};

const simulation: Step = {
  name: 'the simulation',
  command: [process.execPath, 'scripts/run-bundled.mjs', 'test/simulation/sim.ts', '--bail', '--seeds', String(SEEDS)],
  notices: /violations: [1-9]/,
};

/** Those of the core need no database, so none is started for them. */
function testing(files: readonly string[]): Step {
  const config = files.every((file) => file.startsWith('src/core/')) ? CORE_CONFIG : [];
  return {
    name: files.map((file) => basename(file)).join(', '),
    command: ['npx', 'vitest', 'run', '--bail', '1', ...config, ...files],
    notices: /Tests .*failed/,
  };
}

function stepsFor({ tests }: Saboteur): Step[] {
  return tests === undefined ? [simulation] : [testing(tests), simulation];
}

/** The name of the step that failed; null: all went well. */
async function whoNotices(folder: string, steps: readonly Step[]): Promise<string | null> {
  for (const step of steps) if (await doesNotice(folder, step)) return step.name;
  return null;
}

async function doesNotice(cwd: string, { name, command: [program, ...words], notices }: Step): Promise<boolean> {
  const child = spawn(program, words, { cwd, stdio: ['ignore', 'pipe', 'pipe'], timeout: MS_MAX });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const code = await new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  const text = said.join('');
  if (code !== 0 && !notices.test(text)) throw new Error(`${name} could not run:\n${text.slice(-2000)}`);
  return code !== 0;
}

async function whoNoticesSaboteur(folder: string, saboteur: Saboteur): Promise<string | null> {
  const path = join(folder, saboteur.file);
  const honest = await readFile(path, 'utf8');
  await writeFile(path, sabotaged(honest, saboteur));
  try {
    return await whoNotices(folder, stepsFor(saboteur));
  } finally {
    await writeFile(path, honest);
  }
}

const wanted = args.only?.split(',').map(Number);
const chosen = saboteurs.filter((_, i) => wanted === undefined || wanted.includes(i + 1));
const folder = await copyOfTheCode();
let caught = 0;
try {
  const files = [...new Set(chosen.flatMap(({ tests = [] }) => tests))];
  const alarm = await whoNotices(folder, files.length === 0 ? [simulation] : [testing(files), simulation]);
  if (alarm !== null) throw new Error(`${alarm} fail without any saboteur`);
  for (const saboteur of chosen) {
    const by = await whoNoticesSaboteur(folder, saboteur);
    if (by !== null) caught += 1;
    const verdict = by === null ? `NOT CAUGHT (${saboteur.file})` : `caught by ${by}`;
    console.log(`${saboteurs.indexOf(saboteur) + 1}. ${saboteur.what}: ${verdict}`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.log(`saboteurs: ${chosen.length} caught: ${caught}`);
process.exitCode = caught === chosen.length ? 0 : 1;
