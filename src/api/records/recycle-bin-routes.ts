import { eraseRecord } from '#actions/records/erase-record.ts';
import { recordName } from '#actions/records/record-name.ts';
import { listRecycleBin, restoreRecord } from '#actions/records/recycle-bin.ts';
import { actingOf } from '#api/acting.ts';
import { isInstant, readCursor, writeCursor } from '#api/cursor.ts';
import { describeRecord, nameRecord } from '#api/records/describe-record.ts';
import { invalidValues } from '#api/records/invalid-values.ts';
import { noModule, noRecord } from '#api/records/no-module.ts';
import { withETag } from '#api/revision.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/recycle-bin.ts';
import { KEPT_FOR_MS } from '#core/records/recycle-bin.ts';

export const recycleBinRoutes: Routes = (app, services) => {
  route(app, contract.listRecycleBin, async ({ query: { module, cursor, limit }, ...called }) => {
    const before = cursor === undefined ? null : placeOf(cursor);
    if (before === undefined) return { kind: 'refused', reason: 'cursor_not_valid' };
    const page = await listRecycleBin(actingOf(services, called), { module, before, limit });
    if (page.kind === 'refused') return noModule(module);
    const items = page.items.map(({ record, deletedAt, mergedInto }) => {
      const by = record.values['modified_by'];
      const deletedBy = typeof by === 'string' ? by : null;
      const keptUntil = deletedAt + KEPT_FOR_MS;
      const shown = { id: record.publicId, name: recordName(record), mergedInto: nameRecord(mergedInto) };
      return { ...shown, module, deletedAt, deletedBy, keptUntil };
    });
    return { items, nextCursor: page.next === null ? null : writeCursor([page.next.deletedAt, page.next.id]) };
  });

  route(app, contract.restoreRecord, async ({ params: { module, id }, exchange, ...called }) => {
    const restored = await restoreRecord(actingOf(services, called), { module, record: id });
    if (restored.kind === 'restored') return withETag(exchange, describeRecord(restored));
    return restored.reason === 'invalid_input' ? invalidValues(restored.problems) : noRecord(restored, module);
  });

  route(app, contract.eraseRecord, async ({ params: { module, id }, ...called }) => {
    const erased = await eraseRecord(actingOf(services, called), { module, record: id });
    return erased.kind === 'erased' ? null : noRecord(erased, module);
  });
};

/** Undefined: not a cursor of ours. */
function placeOf(cursor: string) {
  const [deletedAt, id] = readCursor(cursor) ?? [];
  const isPlace = isInstant(deletedAt) && typeof id === 'string' && /^[1-9]\d{0,17}$/.test(id);
  return isPlace ? { deletedAt, id } : undefined;
}
