// Runs a TypeScript program of ours as production code runs: bundled by esbuild, on plain Node. tsx keeps function names
// and hooks the loader, which costs a measurement a fifth.
//
//   node scripts/run-bundled.mjs bench/engine.ts [arguments of the program]
import { spawn } from 'node:child_process';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const [program, ...args] = process.argv.slice(2);
if (program === undefined) {
  console.error('Which program? node scripts/run-bundled.mjs bench/engine.ts');
  process.exit(2);
}
const outfile = join(ROOT, '.cache', 'bundled', `${basename(program, '.ts')}.mjs`);
await build({
  absWorkingDir: ROOT,
  entryPoints: [program],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
});
const child = spawn(process.execPath, [...process.execArgv, outfile, ...args], { stdio: 'inherit' });
child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
