import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '#assembly/package-root.ts';
import { cadenceFile } from '#contract/cadence-file.ts';
import type { CadenceFile } from '#core/cadence/file.ts';

/** One of the example cadences that the package brings. Null: it was installed without them. */
export async function readExample(name: string): Promise<CadenceFile | null> {
  const path = join(packageRoot(), 'examples', 'cadences', name);
  return existsSync(path) ? cadenceFile.parse(parse(readFileSync(path, 'utf8'))) : null;
}
