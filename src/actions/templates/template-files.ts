// Files that go along with a template's messages: taken in as streams, with their hash, so that what is sent is what was given.
import { createHash, randomBytes } from 'node:crypto';
import { type Readable, Transform } from 'node:stream';
import type { Filing } from '#actions/attachments/read-attachments.ts';
import { FILES_BYTES_MAX, FILES_MAX } from '#core/message/template-files.ts';
import { fileName } from '#core/records/file-name.ts';
import { removeAttachments } from '#storage/attachments/attachments.ts';
import type { Tx } from '#storage/db.ts';
import {
  insertIncomingFile,
  keepFile,
  listTemplateFiles,
  type TemplateFile,
} from '#storage/templates/template-files.ts';
import { findTemplate, lockTemplate } from '#storage/templates/templates.ts';

export type NewTemplateFile = {
  readonly template: string;
  /** As it was sent. */
  readonly name: string;
  readonly bytes: Readable;
};

export type AddedFile =
  | { readonly kind: 'added'; readonly file: TemplateFile }
  | {
      readonly kind: 'refused';
      readonly reason:
        | 'not_found'
        | 'file_name_not_valid'
        | 'attachment_empty'
        | 'template_files_too_many'
        | 'template_files_too_large';
    };

const no = <Reason extends string>(reason: Reason) => ({ kind: 'refused', reason }) as const;

/** Throws what the stream throws; nothing stays of the file then. */
export async function addTemplateFile(filing: Filing, wanted: NewTemplateFile): Promise<AddedFile> {
  const { database, organization, files } = filing;
  const name = fileName(wanted.name);
  if (name === null) return no('file_name_not_valid');
  const key = randomBytes(16).toString('hex');
  const inOrganization = <T>(work: (tx: Tx) => Promise<T>) => database.organization(organization.seat, work);
  const begun = await inOrganization((tx) => begin(tx, filing, { template: wanted.template, name, key }));
  if (begun.kind === 'refused') return begun;
  const giveUp = () => inOrganization((tx) => removeAttachments(tx, [begun.id]));
  const hash = createHash('sha256');
  const bytes = await files
    .write({ organization: organization.id, key }, wanted.bytes.pipe(hashing(hash, wanted.bytes)))
    .catch(async (error: unknown) => {
      await giveUp();
      throw error;
    });
  const file = { id: begun.id, bytes, hash: hash.digest('hex') };
  const kept = bytes === 0 ? no('attachment_empty') : await inOrganization((tx) => keep(tx, wanted.template, file));
  if (kept.kind === 'refused') await giveUp();
  return kept;
}

/** Passes the bytes on; whatever ends the source ends what follows. */
function hashing(hash: ReturnType<typeof createHash>, source: Readable): Transform {
  const passing = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  source.on('error', (error) => passing.destroy(error));
  return passing;
}

type Beginning = { readonly template: string; readonly name: string; readonly key: string };

async function begin(tx: Tx, { actor, now }: Filing, { template, name, key }: Beginning) {
  const found = await lockTemplate(tx, template);
  if (found === null) return no('not_found');
  if ((await listTemplateFiles(tx, found)).length >= FILES_MAX) return no('template_files_too_many');
  const id = await insertIncomingFile(tx, { template: found, key, name, author: actor.id, at: now });
  return { kind: 'begun', id } as const;
}

type Written = { readonly id: string; readonly bytes: number; readonly hash: string };

/** Counted under the template's lock: two that come at once don't both fit in the last place. */
async function keep(tx: Tx, template: string, file: Written): Promise<AddedFile> {
  const found = await lockTemplate(tx, template);
  if (found === null) return no('not_found');
  const others = await listTemplateFiles(tx, found);
  if (others.length >= FILES_MAX) return no('template_files_too_many');
  if (others.reduce((sum, { bytes }) => sum + bytes, file.bytes) > FILES_BYTES_MAX)
    return no('template_files_too_large');
  return { kind: 'added', file: await keepFile(tx, file) };
}

export type FileAddress = {
  readonly template: string;
  /** Public id. */
  readonly file: string;
};

type NoFile = { readonly kind: 'refused'; readonly reason: 'not_found' };

async function findFile(tx: Tx, { template, file }: FileAddress): Promise<TemplateFile | null> {
  const found = await findTemplate(tx, template);
  const files = found === null ? [] : await listTemplateFiles(tx, found.id);
  return files.find(({ publicId }) => publicId === file) ?? null;
}

export async function openTemplateFile({ database, organization, files }: Filing, wanted: FileAddress) {
  const found = await database.organization(organization.seat, (tx) => findFile(tx, wanted));
  if (found === null) return no('not_found');
  const content = await files.read({ organization: organization.id, key: found.key });
  return content === null ? no('file_gone') : ({ kind: 'opened', name: found.name, content } as const);
}

/** Its bytes are cleared away by the worker soon after. */
export async function removeTemplateFile(
  { database, organization }: Pick<Filing, 'database' | 'organization'>,
  wanted: FileAddress,
): Promise<{ readonly kind: 'removed' } | NoFile> {
  return database.organization(organization.seat, async (tx) => {
    const found = await findFile(tx, wanted);
    if (found === null) return no('not_found');
    await removeAttachments(tx, [found.id]);
    return { kind: 'removed' };
  });
}
