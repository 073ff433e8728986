import {
  type BulkItem,
  type BulkRecords,
  createInBulk,
  deleteInBulk,
  updateInBulk,
} from '#actions/records/bulk-records.ts';
import { actingOf } from '#api/acting.ts';
import { noModule } from '#api/records/no-module.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/bulk-records.ts';
import type { Language } from '#contract/errors.ts';
import { fieldProblem } from '#contract/value-problem-words.ts';

export const bulkRoutes: Routes = (app, services) => {
  route(app, contract.createRecords, async ({ params: { module }, body, language, ...called }) => {
    const records = body.records.map(({ values }) => values);
    const answer = await createInBulk(actingOf(services, called), { module, records });
    const path = (index: number) => `body.records.${index}.values`;
    return describe(answer, { module, done: 'created', language, path });
  });

  route(app, contract.updateRecords, async ({ params: { module }, body, language, ...called }) => {
    const answer = await updateInBulk(actingOf(services, called), { module, ...body });
    return describe(answer, { module, done: 'updated', language, path: () => 'body.values' });
  });

  route(app, contract.deleteRecords, async ({ params: { module }, body, language, ...called }) => {
    const answer = await deleteInBulk(actingOf(services, called), { module, ...body });
    return describe(answer, { module, done: 'deleted', language, path: () => '' });
  });
};

type Saying = {
  readonly module: string;
  readonly done: 'created' | 'updated' | 'deleted';
  readonly language: Language;
  /** Where in the request an item's values stand. */
  readonly path: (index: number) => string;
};

function describe(answer: BulkRecords, { module, done, language, path }: Saying) {
  if (answer.kind === 'refused') return answer.reason === 'unknown_module' ? noModule(module) : answer;
  const items = answer.items.map((item, index) => {
    const { id } = item;
    const result = item.result === 'done' ? done : item.result;
    return { id, result, errors: errorsOf(item, { language, path: path(index) }) };
  });
  return { items };
}

function errorsOf(item: BulkItem, { language, path: place }: { readonly language: Language; readonly path: string }) {
  if (item.result !== 'invalid_input') return [];
  return item.problems.map((problem) => {
    const { path, code, message } = fieldProblem(problem, place);
    return { path, code, message: message[language] };
  });
}
