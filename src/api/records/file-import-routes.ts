import { Readable } from 'node:stream';
import { cancelImport } from '#actions/imports/cancel-import.ts';
import { failuresFile, type ImportFile, undoneFile } from '#actions/imports/import-files.ts';
import { listImports, readImport, type MemberImport, type ShownImport } from '#actions/imports/read-imports.ts';
import { stageImport } from '#actions/imports/stage-import.ts';
import { startImport, startUndo } from '#actions/imports/start-import.ts';
import { tryImport } from '#actions/imports/try-import.ts';
import { actingOf } from '#api/acting.ts';
import { describeRowError } from '#api/records/describe-row-error.ts';
import { importRefusal } from '#api/records/import-refusal.ts';
import type { FileAnswer } from '#api/route.ts';
import { type Routes, route } from '#api/route.ts';
import type { Value } from '#contract/endpoint.ts';
import { importFileWords } from '#contract/import-words.ts';
import * as contract from '#contract/imports.ts';
import { fieldRuleWords } from '#contract/value-problem-words.ts';

export const fileImportRoutes: Routes = (app, services) => {
  const clock = () => app.clock();

  route(app, contract.stageImport, async ({ query, body, ...called }) => {
    const acting = actingOf(services, called);
    const { module, name: fileName, encoding = null, delimiter = null } = query;
    const source = { bytes: body, encoding, delimiter };
    const staged = await stageImport({ ...acting, clock }, { module, fileName, source });
    if (staged.kind === 'refused') return importRefusal(staged, { module });
    return describeImport(await readImport(acting, staged.id));
  });

  route(app, contract.listImports, async (called) => {
    return { items: (await listImports(actingOf(services, called))).map(summarise) };
  });

  route(app, contract.getImport, async ({ params, ...called }) => {
    const shown = await readImport(actingOf(services, called), params.id);
    return shown === null ? { kind: 'refused', reason: 'not_found' } : describeImport(shown);
  });

  route(app, contract.tryImport, async ({ params, body, language, ...called }) => {
    const tried = await tryImport(actingOf(services, called), params.id, body);
    if (tried.kind === 'refused') return importRefusal(tried, { key: keyOf(body) });
    const { counts, errors, errorsTotal, unknown, unmapped } = tried;
    return {
      counts,
      errors: errors.map((error) => describeRowError(error, language)),
      errorsTotal,
      unknown: [...unknown],
      unmapped: [...unmapped],
    };
  });

  route(app, contract.startImport, async ({ params: { id }, body, ...called }) => {
    const acting = actingOf(services, called);
    const mayAddOptions = called.caller.scopes.includes('admin');
    const started = await startImport(acting, { id, settings: body, mayAddOptions });
    if (started.kind === 'refused') return importRefusal(started, { key: keyOf(body) });
    return describeImport(await readImport(acting, id));
  });

  route(app, contract.cancelImport, async ({ params: { id }, ...called }) => {
    const acting = actingOf(services, called);
    const cancelled = await cancelImport(acting, id);
    if (cancelled.kind === 'refused') {
      return { kind: 'refused', reason: cancelled.reason === 'not_found' ? 'not_found' : 'import_not_now' };
    }
    return describeImport(await readImport(acting, id));
  });

  route(app, contract.undoImport, async ({ params: { id }, ...called }) => {
    const acting = actingOf(services, called);
    const started = await startUndo(acting, id);
    if (started.kind === 'refused') {
      if (started.reason === 'not_permitted') return started;
      return { kind: 'refused', reason: started.reason === 'not_found' ? 'not_found' : 'import_not_now' };
    }
    return describeImport(await readImport(acting, id));
  });

  fileRoutes(app, services);
};

const fileRoutes: Routes = (app, services) => {
  route(app, contract.getImportFailures, async ({ params, language, ...called }) => {
    const { failures, ...words } = importFileWords[language];
    const rule: Parameters<typeof failuresFile>[2]['rule'] = (wrong) => fieldRuleWords(wrong.rule)[language];
    const file = await failuresFile(actingOf(services, called), params.id, { ...words, rule, language });
    return file === null ? { kind: 'refused', reason: 'not_found' } : csvFile(file, failures);
  });

  route(app, contract.getImportUndone, async ({ params, language, ...called }) => {
    const { headings, outcomes, undone } = importFileWords[language];
    const words = { headings, outcome: (outcome: keyof typeof outcomes) => outcomes[outcome], language };
    const file = await undoneFile(actingOf(services, called), params.id, words);
    return file === null ? { kind: 'refused', reason: 'not_found' } : csvFile(file, undone);
  });
};

type Settings = Value<typeof contract.startImport.body>;

function keyOf({ duplicates }: Settings): string {
  return duplicates.kind === 'add' ? '' : duplicates.key;
}

function csvFile({ fileName, lines }: ImportFile, what: string): FileAnswer {
  const name = `${fileName.replace(/\.[^.]*$/, '')} – ${what}.csv`;
  return { kind: 'file', name, type: 'text/csv; charset=utf-8', content: Readable.from(lines) };
}

function summarise(stored: MemberImport) {
  const { publicId: id, module, fileName, state, total, counts, undone, brokenOff, createdAt, finishedAt } = stored;
  return { id, module, fileName, state, total, counts, undone, brokenOff, createdAt, finishedAt };
}

function describeImport(shown: ShownImport | null): Value<typeof contract.getImport.response> {
  if (shown === null) throw new Error('an import that was there a moment ago is gone');
  const { stored, examples, settings, remembered, undone } = shown;
  const count = (outcome: Parameters<typeof undone.get>[0]): number => undone.get(outcome) ?? 0;
  return {
    ...summarise(stored),
    columns: stored.headings.map((heading, index) => ({ heading, examples: [...(examples[index] ?? [])] })),
    settings: { ...settings, columns: { ...settings.columns }, meanings: copied(settings.meanings) },
    remembered,
    undoneAs: {
      binned: count('binned'),
      restored: count('restored'),
      kept: count('kept'),
      refused: count('refused'),
      gone: count('gone'),
    },
  };
}

function copied(meanings: ShownImport['settings']['meanings']): Settings['meanings'] {
  return Object.fromEntries(Object.entries(meanings).map(([field, cells]) => [field, { ...cells }]));
}
