// Notes and files on a record's timeline, by when they came.
import type { Instant } from '#core/time/instant.ts';
import { type Attachment, filesAttached } from '#storage/attachments/attachments.ts';
import type { Tx } from '#storage/db.ts';
import type { MailPage } from '#storage/mail/record-mail.ts';
import { type Note, notesWritten } from '#storage/notes/notes.ts';
import { listMembers, type Member } from '#storage/organizations/members.ts';

export type BelongingItem = { readonly at: Instant; readonly actor: Member | null } & (
  | { readonly kind: 'note'; readonly note: Note }
  | { readonly kind: 'attachment'; readonly attachment: Attachment }
);

export async function noteItems(tx: Tx, page: MailPage): Promise<BelongingItem[]> {
  const authorOf = await authors(tx);
  const notes = await notesWritten(tx, page);
  return notes.map((note) => ({ kind: 'note', at: note.createdAt, note, actor: authorOf(note) }));
}

export async function attachmentItems(tx: Tx, page: MailPage): Promise<BelongingItem[]> {
  const authorOf = await authors(tx);
  const attachments = await filesAttached(tx, page);
  return attachments.map((attachment) => {
    return { kind: 'attachment', at: attachment.createdAt, attachment, actor: authorOf(attachment) };
  });
}

async function authors(tx: Tx): Promise<(of: { readonly author: number }) => Member | null> {
  const members = new Map((await listMembers(tx)).map((member) => [member.id, member]));
  return ({ author }) => members.get(author) ?? null;
}
