// The files of a template as its messages carry them. Messages of one batch share what was read.
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { LetterFile } from '#core/message/letter.ts';
import type { FileStore } from '#storage/files/file-store.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import type { FileToSend } from '#storage/templates/templates.ts';

export type FileReader = (files: readonly FileToSend[]) => readonly LetterFile[];

/** `files` undefined: nothing is kept here, so nothing can be read. */
export function readsFiles(organization: Organization, files: FileStore | undefined): FileReader {
  const once = new Map<string, Promise<Uint8Array | null>>();
  const read = (file: FileToSend) => {
    const reading = once.get(file.key) ?? readWhole(organization, files, file);
    once.set(file.key, reading);
    return reading;
  };
  return (wanted) => wanted.map((file) => ({ name: file.name, read: () => read(file) }));
}

/** Null: it is gone, or isn't what was given. */
async function readWhole(
  organization: Organization,
  files: FileStore | undefined,
  { key, hash }: FileToSend,
): Promise<Uint8Array | null> {
  const content = await files?.read({ organization: organization.id, key });
  if (content === undefined || content === null) return null;
  const bytes = await buffer(content);
  return createHash('sha256').update(bytes).digest('hex') === hash ? bytes : null;
}
