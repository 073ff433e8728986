import { createRecord } from '#actions/records/create-record.ts';
import { deleteRecord } from '#actions/records/delete-record.ts';
import { readRecord } from '#actions/records/read-record.ts';
import { updateRecord } from '#actions/records/update-record.ts';
import { listViewRecords } from '#actions/views/list-view-records.ts';
import { actingOf } from '#api/acting.ts';
import { describeRecord } from '#api/records/describe-record.ts';
import { noList, sortOf } from '#api/records/no-list.ts';
import { noRecord } from '#api/records/no-module.ts';
import { revisionWanted, withETag } from '#api/revision.ts';
import { invalidValues } from '#api/records/invalid-values.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/records.ts';

const counts = { true: 'with', false: 'without', exact: 'exact' } as const;

export const recordRoutes: Routes = (app, services) => {
  route(app, contract.listRecords, async ({ params: { module }, query, ...called }) => {
    const acting = actingOf(services, called);
    const { view = null, criteria = null, cursor = null, limit, sort } = query;
    const count = counts[query.count];
    const listed = await listViewRecords(acting, { module, view, criteria, sort: sortOf(sort), cursor, limit, count });
    if (listed.kind === 'listed') {
      const items = listed.records.map((record) => describeRecord({ ...listed, record }));
      return { items, nextCursor: listed.next, count: listed.count };
    }
    return noList(listed, { module, sort: sortOf(sort) });
  });

  route(app, contract.getRecord, async ({ params, exchange, ...called }) => {
    const found = await readRecord(actingOf(services, called), { module: params.module, record: params.id });
    if (found.kind === 'found') return withETag(exchange, describeRecord(found));
    return noRecord(found, params.module);
  });

  route(app, contract.createRecord, async ({ params: { module }, body, exchange, ...called }) => {
    const created = await createRecord(actingOf(services, called), { module, values: body.values });
    if (created.kind === 'created') return withETag(exchange, describeRecord(created));
    return created.reason === 'invalid_input' ? invalidValues(created.problems) : noRecord(created, module);
  });

  route(app, contract.updateRecord, async ({ params: { module, id }, body, exchange, ...called }) => {
    const revision = revisionWanted(exchange, body.revision);
    const edit = { module, record: id, revision, values: body.values };
    const updated = await updateRecord(actingOf(services, called), edit);
    if (updated.kind === 'updated') return withETag(exchange, describeRecord(updated));
    if (updated.reason === 'invalid_input') return invalidValues(updated.problems);
    if (updated.reason === 'stale') return { ...updated, current: describeRecord(updated.current) };
    return noRecord(updated, module);
  });

  route(app, contract.deleteRecord, async ({ params: { module, id }, exchange, ...called }) => {
    const revision = revisionWanted(exchange, null);
    const deleted = await deleteRecord(actingOf(services, called), { module, record: id, revision });
    if (deleted.kind === 'deleted') return null;
    if (deleted.reason === 'stale') return { ...deleted, current: describeRecord(deleted.current) };
    return noRecord(deleted, module);
  });
};
