import { createRecord } from '#actions/records/create-record.ts';
import { deleteRecord } from '#actions/records/delete-record.ts';
import { readModule, readRecord } from '#actions/records/read-record.ts';
import { updateRecord } from '#actions/records/update-record.ts';
import { listViewRecords } from '#actions/views/list-view-records.ts';
import { actingOf } from '#api/acting.ts';
import { describeRecord } from '#api/records/describe-record.ts';
import { revisionWanted, withETag } from '#api/revision.ts';
import { type Routes, route } from '#api/route.ts';
import type { Refusal } from '#contract/errors.ts';
import * as contract from '#contract/leads.ts';
import { criteriaProblem, fieldProblem } from '#contract/value-problem-words.ts';
import { assert } from '#core/assert.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';

const module = 'leads';
/** The product brings this module along, so that no action misses it. */
const noModule = 'the leads module is always there';

export const leadRoutes: Routes = (app, services) => {
  const leads = async (acting: Parameters<typeof readModule>[0]) => {
    const found = await readModule(acting, module);
    assert(found !== null, noModule);
    return found;
  };

  route(app, contract.listLeads, async ({ query, ...called }) => {
    const acting = actingOf(services, called);
    const { view = null, criteria = null, cursor = null, limit, sort } = query;
    const count = query.count === true ? 'with' : 'without';
    const listed = await listViewRecords(acting, { module, view, criteria, sort: sortOf(sort), cursor, limit, count });
    if (listed.kind === 'listed') {
      const known = await leads(acting);
      const items = listed.records.map((record) => describeRecord(known, record));
      return { items, nextCursor: listed.next, count: listed.count };
    }
    if (listed.reason === 'bad_criteria') {
      const problems = listed.problems.map((problem) => criteriaProblem(problem, 'query.criteria'));
      return { kind: 'refused', reason: 'invalid_input', problems };
    }
    assert(listed.reason !== 'unknown_module', noModule);
    const field = sortOf(sort)?.field ?? '';
    return { kind: 'refused', reason: listReasons[listed.reason], params: { field } };
  });

  route(app, contract.getLead, async ({ params, exchange, ...called }) => {
    const found = await readRecord(actingOf(services, called), { module, record: params.id });
    if (found === null) return { kind: 'refused', reason: 'not_found' };
    return withETag(exchange, describeRecord(found.module, found.record));
  });

  route(app, contract.createLead, async ({ body, exchange, ...called }) => {
    const acting = actingOf(services, called);
    const created = await createRecord(acting, { module, values: body.values });
    if (created.kind === 'created') return withETag(exchange, describeRecord(await leads(acting), created.record));
    assert(created.reason !== 'unknown_module', noModule);
    return invalid(created.problems);
  });

  route(app, contract.updateLead, async ({ params, body, exchange, ...called }) => {
    const acting = actingOf(services, called);
    const revision = revisionWanted(exchange, body.revision);
    const updated = await updateRecord(acting, { module, record: params.id, revision, values: body.values });
    if (updated.kind === 'updated') return withETag(exchange, describeRecord(await leads(acting), updated.record));
    if (updated.reason === 'invalid_input') return invalid(updated.problems);
    if (updated.reason === 'stale') {
      return { kind: 'refused', reason: 'stale', current: describeRecord(await leads(acting), updated.current) };
    }
    assert(updated.reason !== 'unknown_module', noModule);
    return { kind: 'refused', reason: updated.reason };
  });

  route(app, contract.deleteLead, async ({ params, exchange, ...called }) => {
    const acting = actingOf(services, called);
    const revision = revisionWanted(exchange, null);
    const deleted = await deleteRecord(acting, { module, record: params.id, revision });
    if (deleted.kind === 'deleted') return null;
    if (deleted.reason === 'stale') {
      return { kind: 'refused', reason: 'stale', current: describeRecord(await leads(acting), deleted.current) };
    }
    assert(deleted.reason !== 'unknown_module', noModule);
    return { kind: 'refused', reason: deleted.reason };
  });
};

const listReasons = {
  unknown_view: 'view_unknown',
  not_sortable: 'not_sortable',
  bad_cursor: 'cursor_not_valid',
} as const;

function sortOf(text: string | undefined): { field: string; descending: boolean } | null {
  if (text === undefined) return null;
  return text.startsWith('-') ? { field: text.slice(1), descending: true } : { field: text, descending: false };
}

function invalid(problems: readonly FieldProblem[]): Refusal<'invalid_input'> {
  return {
    kind: 'refused',
    reason: 'invalid_input',
    problems: problems.map((problem) => fieldProblem(problem, 'body.values')),
  };
}
