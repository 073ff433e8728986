import { Readable } from 'node:stream';
import { csvOf, exportRecords } from '#actions/exports/export-records.ts';
import { workbookOf } from '#actions/exports/export-workbook.ts';
import { actingOf } from '#api/acting.ts';
import { WORKBOOK_TYPE } from '#api/csv-body.ts';
import { noList, sortOf } from '#api/records/no-list.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/exports.ts';

export const exportRoutes: Routes = (app, services) => {
  route(app, contract.exportRecords, async ({ params: { module }, query, language, ...called }) => {
    const { view = null, criteria = null, format } = query;
    const sort = sortOf(query.sort);
    const exported = await exportRecords(actingOf(services, called), {
      module,
      view,
      criteria,
      sort,
      language,
      format,
    });
    if (exported.kind === 'refused') {
      if (exported.reason === 'not_permitted') return exported;
      const { reason, ...refusal } = noList(exported, { module, sort });
      if (reason === 'cursor_not_valid') throw new Error('an export begins without a cursor');
      return { ...refusal, reason };
    }
    const name = `${exported.module.label[language]}.${format}`;
    if (format === 'csv') {
      return { kind: 'file', name, type: 'text/csv; charset=utf-8', content: Readable.from(csvOf(exported)) };
    }
    const content = await workbookOf(exported);
    if (content === null) return { kind: 'refused', reason: 'export_too_large' };
    return { kind: 'file', name, type: WORKBOOK_TYPE, content };
  });
};
