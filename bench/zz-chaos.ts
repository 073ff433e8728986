import { startDemo, countCaught } from '../test/demo-process.ts';
import { madeUpLeads } from '#simulation/demo-setup.ts';
import { writeFileSync, mkdirSync, rmSync, chmodSync } from 'node:fs';
for (let i = 0; i < 8; i++) {
  const f = `/tmp/cli-work/chaos-${i}`;
  rmSync(f, { recursive: true, force: true });
  mkdirSync(f);
  chmodSync(f, 0o711);
  writeFileSync(f + '/leads.csv', madeUpLeads(200));
  const at = 1 + Math.floor(Math.random() * 272);
  const d = startDemo(f, f + '/leads.csv');
  let n = 0;
  const t = Date.now();
  while ((n = await countCaught(f)) < at && Date.now() - t < 60000) await new Promise((r) => setTimeout(r, 5));
  await d.kill();
  const r = await startDemo(f, f + '/leads.csv').answer;
  let j: any = {};
  try {
    j = JSON.parse(r.printed);
  } catch {}
  console.log(
    i,
    at,
    n,
    r.code,
    r.errors.slice(0, 300),
    j.ok,
    j.messagesSent,
    JSON.stringify(j.invariants?.filter((x: any) => x.violations > 0)),
    j.report?.followUps?.map((x: any) => x.needsReview).join(),
    j.seconds,
  );
  if (r.code === 0) rmSync(f, { recursive: true, force: true });
}
