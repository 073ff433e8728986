import { convertLead } from '#actions/records/convert-lead.ts';
import { listRelated } from '#actions/records/related-lists.ts';
import { actingOf } from '#api/acting.ts';
import { describeRecord } from '#api/records/describe-record.ts';
import { invalidValues } from '#api/records/invalid-values.ts';
import { noRecord } from '#api/records/no-module.ts';
import { withETag } from '#api/revision.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/relations.ts';

export const relationRoutes: Routes = (app, services) => {
  route(app, contract.listRelated, async ({ params: { module, id }, ...called }) => {
    const found = await listRelated(actingOf(services, called), { module, record: id });
    if (found.kind === 'refused') return noRecord(found, module);
    const items = found.lists.map(({ module: other, field, count }) => ({
      module: other.key,
      label: other.label,
      field: field.key,
      fieldLabel: field.label,
      readOnly: field.readOnly,
      partOf: other.partOf ?? null,
      count,
    }));
    return { items };
  });

  route(app, contract.convertLead, async ({ params, body: { account, contact, deal }, exchange, ...called }) => {
    const converted = await convertLead(actingOf(services, called), {
      lead: params.id,
      account: account !== null && 'id' in account ? account.id : (account?.values ?? null),
      contact: contact.values,
      deal: deal?.values ?? null,
    });
    if (converted.kind === 'converted') return withETag(exchange, describeRecord(converted));
    if ('part' in converted) return invalidValues(converted.problems, `body.${converted.part}.values`);
    const { reason } = converted;
    if (reason === 'converted_already') return { kind: 'refused', reason: 'lead_converted_already' };
    return noRecord({ ...converted, reason }, 'leads');
  });
};
