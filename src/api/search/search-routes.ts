import { searchRecords } from '#actions/search/search-records.ts';
import { actingOf } from '#api/acting.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/search.ts';

export const searchRoutes: Routes = (app, services) => {
  route(app, contract.searchRecords, async ({ query: { q, limit }, ...called }) => {
    const found = await searchRecords(actingOf(services, called), { typed: q, limit });
    if (found.kind === 'refused') return found;
    const items = found.modules.map(({ module, records }) => ({
      module: module.key,
      label: module.label,
      singular: module.singular ?? module.label,
      records: records.map(({ record, name, matched }) => ({ id: record.publicId, name, matched })),
    }));
    return { items };
  });
};
