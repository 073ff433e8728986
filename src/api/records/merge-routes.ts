import { findLikelyDuplicates } from '#actions/merging/likely-duplicates.ts';
import { type MergedRecord, mergeRecords } from '#actions/merging/merge-records.ts';
import { previewMerge } from '#actions/merging/preview-merge.ts';
import { actingOf } from '#api/acting.ts';
import { describeRecord } from '#api/records/describe-record.ts';
import { invalidValues } from '#api/records/invalid-values.ts';
import { noRecord } from '#api/records/no-module.ts';
import { revisionWanted, withETag } from '#api/revision.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/merging.ts';

export const mergeRoutes: Routes = (app, services) => {
  route(app, contract.listDuplicates, async ({ params: { module, id }, query, ...called }) => {
    const found = await findLikelyDuplicates(actingOf(services, called), { module, record: id, ...query });
    if (found.kind === 'refused') return found.reason === 'search_too_slow' ? found : noRecord(found, module);
    const { names } = found;
    const items = found.items.map(({ record, reasons }) => {
      return { record: describeRecord({ module: found.module, record, names }), reasons: [...reasons] };
    });
    return { items };
  });

  route(app, contract.previewMerge, async ({ params: { module, id }, body, ...called }) => {
    const preview = await previewMerge(actingOf(services, called), { module, survivor: id, losers: body.records });
    if (preview.kind === 'refused') {
      return isOfMerging(preview) ? preview : noRecord(preview, module);
    }
    const { catalogue, names, records } = preview;
    return {
      records: records.map((record) => describeRecord({ module: catalogue.module, record, names })),
      fields: preview.fields.map(({ field, proposed }) => ({ key: field.key, proposed })),
      cadences: preview.cadences.map(({ cadence, goesOn }) => ({ id: cadence.publicId, name: cadence.name, goesOn })),
    };
  });

  route(app, contract.mergeRecords, async ({ params: { module, id }, body, exchange, ...called }) => {
    const working = { ...actingOf(services, called), definitions: services.definitions };
    const wanted = [{ id, revision: revisionWanted(exchange, body.revision) }, ...body.records];
    const revisions = wanted.flatMap((each): [string, number][] =>
      each.revision == null ? [] : [[each.id, each.revision]],
    );
    const losers = body.records.map((each) => each.id);
    const merge = { module, survivor: id, losers, revisions: new Map(revisions), choices: body.fields };
    const merged = await mergeRecords(working, merge);
    return merged.kind === 'merged' ? withETag(exchange, describeRecord(merged)) : notMerged(merged, module);
  });
};

function notMerged(refused: Exclude<MergedRecord, { kind: 'merged' }>, module: string) {
  if (refused.reason === 'invalid_input') return invalidValues(refused.problems, 'body.fields');
  if (refused.reason === 'stale') return { ...refused, current: describeRecord(refused.current) };
  return isOfMerging(refused) ? refused : noRecord(refused, module);
}

type OfMerging = Extract<MergedRecord, { reason: 'merged_with_itself' | 'merged_after_conversion' }>;

function isOfMerging(refused: { readonly reason: string }): refused is OfMerging {
  return refused.reason === 'merged_with_itself' || refused.reason === 'merged_after_conversion';
}
