import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package's own folder, from the bundle in dist as from the sources. */
export function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** Null: this installation has the API alone. */
export function findWebApp(): string | null {
  const folder = join(packageRoot(), 'dist', 'web');
  return existsSync(join(folder, 'index.html')) ? folder : null;
}
