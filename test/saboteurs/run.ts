// Tests the tests (P23): puts one bug after another into a copy of the code and looks whether anybody notices.
//
//   npm run saboteurs [-- --only 7]
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Saboteur, saboteurs } from './saboteurs.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const LEFT_BEHIND = new Set(['.git', '.cache', 'node_modules', 'dist', 'data', 'docs', 'screenshots']);
const CORE = ['vitest', 'run', '--config', 'test/saboteurs/vitest.config.ts', '--bail', '1'];
const SIMULATION = ['scripts/run-bundled.mjs', 'test/simulation/sim.ts', '--bail', '--seeds', '24'];
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
  readonly command: string;
  readonly args: readonly string[];
  /** What it says when it ran and something is wrong: a command that could not run at all notices nothing. */
  readonly notices: RegExp;
};

function stepsFor({ tests = [] }: Pick<Saboteur, 'tests'>): Step[] {
  const vitest = { command: 'npx', notices: /Tests? .*failed|Test Files .*failed/ };
  const core = { name: 'the tests of the core', ...vitest, args: CORE };
  const simulation = {
    name: 'the simulation',
    command: process.execPath,
    args: SIMULATION,
    notices: /violations: [1-9]/,
  };
  const others = { name: 'the tests of its area', ...vitest, args: ['vitest', 'run', '--bail', '1', ...tests] };
  return tests.length === 0 ? [core, simulation] : [core, simulation, others];
}

/** The name of the step that failed; null: all went well. */
async function whoNotices(folder: string, steps: readonly Step[]): Promise<string | null> {
  for (const step of steps) if (await doesNotice(folder, step)) return step.name;
  return null;
}

async function doesNotice(cwd: string, { name, command, args, notices }: Step): Promise<boolean> {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'], timeout: MS_MAX });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  if (code !== 0 && !notices.test(said)) throw new Error(`${name} could not run:\n${said.slice(-2000)}`);
  return code !== 0;
}

async function whoNoticesSaboteur(folder: string, saboteur: Saboteur): Promise<string | null> {
  const path = join(folder, saboteur.file);
  const honest = await readFile(path, 'utf8');
  const [before, after, ...more] = honest.split(saboteur.find);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`${saboteur.file} does not say once: ${saboteur.find}`);
  }
  await writeFile(path, before + saboteur.replace + after);
  try {
    return await whoNotices(folder, stepsFor(saboteur));
  } finally {
    await writeFile(path, honest);
  }
}

const chosen = saboteurs.filter((_, i) => args.only === undefined || i + 1 === Number(args.only));
const folder = await copyOfTheCode();
let caught = 0;
try {
  const alarm = await whoNotices(folder, stepsFor({ tests: chosen.flatMap(({ tests = [] }) => tests) }));
  if (alarm !== null) throw new Error(`${alarm} fail without any saboteur`);
  for (const saboteur of chosen) {
    const by = await whoNoticesSaboteur(folder, saboteur);
    if (by !== null) caught += 1;
    const verdict = by === null ? 'NOT CAUGHT' : 'caught    ';
    console.log(
      `${verdict} ${saboteurs.indexOf(saboteur) + 1}. ${saboteur.what}${by === null ? ` (${saboteur.file})` : `: ${by}`}`,
    );
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.log(`saboteurs: ${chosen.length} caught: ${caught}`);
process.exitCode = caught === chosen.length ? 0 : 1;
