import { listHeldAnswers, settleAnswer, type WebFormAnswer } from '#actions/web-forms/answers.ts';
import {
  changeWebForm,
  createWebForm,
  deleteWebForm,
  listWebForms,
  renewAddress,
  type WebForm,
} from '#actions/web-forms/web-forms.ts';
import { actingOf } from '#api/acting.ts';
import { placeByCursor, writeCursor } from '#api/cursor.ts';
import { invalidValues } from '#api/records/invalid-values.ts';
import { type Routes, route } from '#api/route.ts';
import { formPath } from '#api/web-forms/web-form-pages.ts';
import type { Value } from '#contract/endpoint.ts';
import * as contract from '#contract/web-forms.ts';

type Described = Value<typeof contract.webForm>;

export const webFormRoutes: Routes = (app, services) => {
  const describe = (organization: string, form: WebForm): Described => {
    const { id: _, publicId: id, key, owner, createdBy, fields, sites, ...rest } = form;
    const url = new URL(formPath(organization, key), services.publicUrl).href;
    return {
      ...rest,
      id,
      url,
      fields: [...fields],
      sites: [...sites],
      owner: person(owner),
      createdBy: person(createdBy),
    };
  };

  route(app, contract.listWebForms, async (called) => {
    const acting = actingOf(services, called);
    const forms = await listWebForms(acting);
    return { items: forms.map((form) => describe(acting.organization.publicId, form)) };
  });

  route(app, contract.createWebForm, async ({ body, ...called }) => {
    const acting = actingOf(services, called);
    const saved = await createWebForm(acting, body);
    return saved.kind === 'refused' ? saved : describe(acting.organization.publicId, saved.form);
  });

  route(app, contract.updateWebForm, async ({ params, body, ...called }) => {
    const acting = actingOf(services, called);
    const saved = await changeWebForm(acting, { ...body, id: params.id });
    return saved.kind === 'refused' ? saved : describe(acting.organization.publicId, saved.form);
  });

  route(app, contract.deleteWebForm, async ({ params, ...called }) => {
    return deleteWebForm(actingOf(services, called), params.id);
  });

  route(app, contract.renewWebFormAddress, async ({ params, ...called }) => {
    const acting = actingOf(services, called);
    const saved = await renewAddress(acting, params.id);
    return saved.kind === 'refused' ? saved : describe(acting.organization.publicId, saved.form);
  });

  route(app, contract.listWebFormAnswers, async ({ params, query, ...called }) => {
    const place = placeByCursor(query.cursor);
    if (place === null) return { kind: 'refused', reason: 'cursor_not_valid' };
    const wanted = { webForm: params.id, before: place.before, limit: query.limit };
    const listed = await listHeldAnswers(actingOf(services, called), wanted);
    if (listed.kind === 'refused') return listed;
    const last = listed.hasMore ? listed.items.at(-1) : undefined;
    return { items: listed.items.map(describeAnswer), nextCursor: last === undefined ? null : writeCursor([last.id]) };
  });

  route(app, contract.settleWebFormAnswer, async ({ params, body, ...called }) => {
    const wanted = { webForm: params.id, answer: params.answer, verdict: body.verdict };
    const settled = await settleAnswer(actingOf(services, called), wanted);
    if (settled.kind === 'refused') return settled;
    return settled.kind === 'settled' ? { lead: settled.lead } : invalidValues(settled.problems, 'entered');
  });
};

function person({ publicId: id, name, active }: WebForm['owner']): Described['owner'] {
  return { id, name, active };
}

function describeAnswer({ publicId: id, receivedAt, reasons, entered }: WebFormAnswer) {
  return { id, receivedAt, reasons: [...reasons], entered: { ...entered } };
}
