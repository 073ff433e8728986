import { type Leaving, needsConfirmation, previewView } from '#actions/views/count-leaving.ts';
import { createView } from '#actions/views/create-view.ts';
import { deleteView } from '#actions/views/delete-view.ts';
import { readView, readViews } from '#actions/views/read-views.ts';
import { updateView } from '#actions/views/update-view.ts';
import { actingOf } from '#api/acting.ts';
import { revisionWanted, withETag } from '#api/revision.ts';
import { type Routes, route } from '#api/route.ts';
import type { Value } from '#contract/endpoint.ts';
import type { Language, Refusal } from '#contract/errors.ts';
import { sayProblem } from '#contract/problem-words.ts';
import { criteriaProblem, viewProblem } from '#contract/value-problem-words.ts';
import * as contract from '#contract/views.ts';
import type { Barred } from '#core/cadence/audience-bars.ts';
import { describe } from '#core/criteria/explain.ts';

type StoredView = Awaited<ReturnType<typeof readViews>>[number]['view'];
type Created = Awaited<ReturnType<typeof createView>>;
type ViewProblem = Extract<Created, { reason: 'invalid_input' }>['problems'][number];

export const viewRoutes: Routes = (app, services) => {
  route(app, contract.listViews, async ({ query, language, ...called }) => {
    const listed = await readViews(actingOf(services, called), query.module);
    const items = listed.map(({ view, barred }) => {
      return { ...describeView(view), whyNoAudience: barred === null ? null : whyBarred(view, barred, language) };
    });
    return { items };
  });

  route(app, contract.createView, async ({ body, exchange, ...called }) => {
    const { module, ...view } = body;
    const created = await createView(actingOf(services, called), { module, view });
    if (created.kind === 'created') return withETag(exchange, describeView(created.view));
    if (created.reason === 'invalid_input') return invalid(created.problems);
    return { kind: 'refused', reason: created.reason === 'unknown_module' ? 'not_found' : 'name_taken' };
  });

  route(app, contract.getView, async ({ params, exchange, ...called }) => {
    const acting = actingOf(services, called);
    const found = await readView(acting, params.id);
    if (found === null) return { kind: 'refused', reason: 'not_found' };
    const inWords = describe(found.view.criteria, found.module, called.language);
    return withETag(exchange, { ...describeView(found.view), inWords });
  });

  route(app, contract.updateView, async ({ params, body, exchange, ...called }) => {
    const acting = actingOf(services, called);
    const found = (await readView(acting, params.id))?.view ?? null;
    if (found === null) return { kind: 'refused', reason: 'not_found' };
    const { name = found.name, criteria = found.criteria, columns = found.columns, sort = found.sort } = body;
    const { board = found.board, sharedWith = found.sharedWith } = body;
    const content = { name, criteria, columns, sort, board, sharedWith };
    // What was left out is as it was read just now: without an expected revision it must not undo another change.
    const revision = revisionWanted(exchange, body.revision) ?? found.revision;
    const { leaving } = body;
    const edit = { view: params.id, revision, content, ...(leaving === undefined ? {} : { leaving }) };
    const updated = await updateView(acting, edit);
    if (updated.kind === 'updated') return withETag(exchange, describeView(updated.view));
    if (updated.reason === 'invalid_input') return invalid(updated.problems);
    if (updated.reason === 'stale') return { kind: 'refused', reason: 'stale', current: describeView(updated.current) };
    if (updated.reason === 'many_would_leave') {
      const counts = updated.cadences.map(({ cadence, active, leaving: out }) => `${cadence.name} ${out}/${active}`);
      return { kind: 'refused', reason: updated.reason, params: { counts: counts.join(', ') } };
    }
    return { kind: 'refused', reason: updated.reason };
  });

  route(app, contract.previewView, async ({ params, body, ...called }) => {
    const counted = await previewView(actingOf(services, called), { view: params.id, criteria: body.criteria });
    if (counted.kind === 'counted') return { cadences: counted.cadences.map(describeLeaving) };
    if (counted.reason === 'not_found') return { kind: 'refused', reason: 'not_found' };
    const problems = counted.problems.map((problem) => criteriaProblem(problem, 'body.criteria'));
    return { kind: 'refused', reason: 'invalid_input', problems };
  });

  route(app, contract.deleteView, async ({ params, ...called }) => {
    const deleted = await deleteView(actingOf(services, called), { view: params.id });
    if (deleted.kind === 'deleted') return null;
    if (deleted.reason !== 'in_use') return { kind: 'refused', reason: deleted.reason };
    const cadences = deleted.cadences.map(({ name }) => name).join(', ');
    return { kind: 'refused', reason: 'view_in_use', params: { cadences } };
  });
};

function describeLeaving(leaving: Leaving) {
  const { cadence, ...counts } = leaving;
  return { id: cadence.publicId, name: cadence.name, ...counts, needsConfirmation: needsConfirmation(leaving) };
}

function describeView({
  publicId: id,
  module,
  name,
  criteria,
  columns,
  sort,
  board,
  revision,
  sharedWith,
}: StoredView): Value<typeof contract.view> {
  return {
    id,
    module,
    name,
    criteria: { ...criteria },
    columns: [...columns],
    sort,
    board,
    sharedWith: [...sharedWith],
    revision,
  };
}

function whyBarred({ name }: StoredView, { code, condition }: Barred, language: Language) {
  const params = { view: name, ...condition };
  return { code, condition, message: sayProblem({ severity: 'error', code, path: 'audience', params }, language) };
}

function invalid(problems: readonly ViewProblem[]): Refusal<'invalid_input'> {
  const told = problems.map((problem) => {
    const path = `body.${problem.field}`;
    if (problem.rule === 'bad_criteria') return criteriaProblem(problem.problem, path);
    if (problem.rule === 'not_for_audience') {
      const { cadences, condition } = problem;
      return viewProblem(problem.rule, path, { cadences: cadences.join(', '), ...condition });
    }
    return viewProblem(problem.rule, path, 'value' in problem ? { value: problem.value } : {});
  });
  return { kind: 'refused', reason: 'invalid_input', problems: told };
}
