// The key that signs tokens, for installations that weren't given one: made once and kept beside the embedded database,
// so that links in mails already sent stay valid.
import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '#storage/embedded-refusal.ts';

const SECRET_BYTES = 32;

/** The secret of the data folder; makes it when there is none. For the holder of the folder. */
export async function obtainSecret(folder: string): Promise<string> {
  const path = join(folder, 'secret');
  return (await readSecret(path)) ?? (await makeSecret(path));
}

async function readSecret(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Written aside and renamed: a crash in between leaves no half secret. */
async function makeSecret(path: string): Promise<string> {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const aside = `${path}.unfinished`;
  await rm(aside, { force: true });
  await writeFile(aside, `${secret}\n`, { mode: 0o600, flush: true });
  await rename(aside, path);
  return secret;
}
