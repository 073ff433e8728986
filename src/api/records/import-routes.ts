import { importRecords } from '#actions/imports/import-records.ts';
import { actingOf } from '#api/acting.ts';
import { describeRowError } from '#api/records/describe-row-error.ts';
import { importRefusal } from '#api/records/import-refusal.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/imports.ts';

export const importRoutes: Routes = (app, services) => {
  route(app, contract.importRecords, async ({ params: { module }, query, body, language, ...called }) => {
    const { now: _, ...acting } = actingOf(services, called);
    const { mapping = null, encoding, delimiter = null, key } = query;
    const duplicates = query.duplicates === 'add' ? { kind: query.duplicates } : { kind: query.duplicates, key };
    const imported = await importRecords(
      { ...acting, clock: () => app.clock() },
      { module, source: { bytes: body, encoding, delimiter }, columns: mapping, derive: null, duplicates },
    );
    if (imported.kind === 'refused') return importRefusal(imported, { module, key });
    const { kind: _kind, bytesRead: _bytes, columns, unmapped, errors, ...counts } = imported;
    return {
      ...counts,
      columns: { ...columns },
      unmapped: [...unmapped],
      errors: errors.map((error) => describeRowError(error, language)),
    };
  });
};
