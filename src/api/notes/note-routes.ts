import { addNote, changeNote, readNotes, removeNote, type ShownNote } from '#actions/notes/notes.ts';
import { actingOf } from '#api/acting.ts';
import { placeByCursor, writeCursor } from '#api/cursor.ts';
import { invalidValues } from '#api/records/invalid-values.ts';
import { noRecord } from '#api/records/no-module.ts';
import { revisionWanted, withETag } from '#api/revision.ts';
import { type Routes, route } from '#api/route.ts';
import type { Value } from '#contract/endpoint.ts';
import * as contract from '#contract/notes.ts';

export const noteRoutes: Routes = (app, services) => {
  route(app, contract.listNotes, async ({ params: { module, id }, query, ...called }) => {
    const place = placeByCursor(query.cursor);
    if (place === null) return { kind: 'refused', reason: 'cursor_not_valid' };
    const wanted = { module, record: id, ...place, limit: query.limit };
    const page = await readNotes(actingOf(services, called), wanted);
    if (page.kind === 'refused') return noRecord(page, module);
    return { items: page.items.map(describeNote), nextCursor: page.next === null ? null : writeCursor([page.next]) };
  });

  route(app, contract.createNote, async ({ params: { module, id }, body, exchange, ...called }) => {
    const written = await addNote(actingOf(services, called), { module, record: id, text: body.text });
    if (written.kind === 'written') return withETag(exchange, describeNote(written));
    return written.reason === 'invalid_input' ? invalidValues(written.problems, 'body') : noRecord(written, module);
  });

  route(app, contract.updateNote, async ({ params: { module, id, note }, body, exchange, ...called }) => {
    const revision = revisionWanted(exchange, body.revision);
    const wanted = { module, record: id, note, revision, text: body.text };
    const written = await changeNote(actingOf(services, called), wanted);
    if (written.kind === 'written') return withETag(exchange, describeNote(written));
    if (written.reason === 'invalid_input') return invalidValues(written.problems, 'body');
    if (written.reason === 'stale') return { ...written, current: describeNote(written.current) };
    return written.reason === 'not_the_author' ? written : noRecord(written, module);
  });

  route(app, contract.deleteNote, async ({ params: { module, id, note }, exchange, ...called }) => {
    const wanted = { module, record: id, note, revision: revisionWanted(exchange, null) };
    const removed = await removeNote(actingOf(services, called), wanted);
    if (removed.kind === 'removed') return null;
    if (removed.reason === 'stale') return { ...removed, current: describeNote(removed.current) };
    return removed.reason === 'not_the_author' ? removed : noRecord(removed, module);
  });
};

function describeNote({ note, author }: ShownNote): Value<typeof contract.note> {
  const { publicId: id, revision, text, createdAt, modifiedAt } = note;
  return { id, revision, text, author: describeAuthor(author), createdAt, modifiedAt };
}

function describeAuthor(member: ShownNote['author']): { id: string; name: string } | null {
  return member === null ? null : { id: member.publicId, name: member.name };
}
