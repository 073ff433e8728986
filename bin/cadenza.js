#!/usr/bin/env node
// Runs on plain Node: builds what is missing, then hands over to the bundle.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Cadenza needs Node 20.19 or later; this is ${process.versions.node}.`);
  process.exit(1);
}

try {
  const { buildAsideIfStale } = await import('../scripts/build.mjs');
  await buildAsideIfStale(process.argv[2] === 'serve' ? ['server', 'web'] : ['server']);
} catch (error) {
  console.error(`Cadenza can't be built: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

const { main } = await import('../dist/main.js');
await main(process.argv.slice(2));
