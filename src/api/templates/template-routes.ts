import { previewTemplate } from '#actions/templates/preview-template.ts';
import { deleteTemplate, putTemplate, readTemplateNamed, readTemplates } from '#actions/templates/templates.ts';
import { actingOf } from '#api/acting.ts';
import { type Routes, route } from '#api/route.ts';
import type { Value } from '#contract/endpoint.ts';
import { templateProblem } from '#contract/template-problem-words.ts';
import * as contract from '#contract/templates.ts';

type StoredTemplate = NonNullable<Awaited<ReturnType<typeof readTemplateNamed>>>;

export const templateRoutes: Routes = (app, services) => {
  const describe = (template: StoredTemplate): Value<typeof contract.template> => {
    const facts = services.readTemplate(template);
    return { ...template, fields: facts.kind === 'fine' ? [...facts.fields] : [] };
  };

  route(app, contract.listTemplates, async (called) => ({ items: await readTemplates(actingOf(services, called)) }));

  route(app, contract.getTemplate, async ({ params, ...called }) => {
    const found = await readTemplateNamed(actingOf(services, called), params.name);
    return found === null ? { kind: 'refused', reason: 'not_found' } : describe(found);
  });

  route(app, contract.putTemplate, async ({ params, body, ...called }) => {
    const saving = { ...actingOf(services, called), readTemplate: services.readTemplate };
    const saved = await putTemplate(saving, { name: params.name, ...body });
    if (saved.kind === 'saved') return describe(saved.template);
    return { kind: 'refused', reason: saved.reason, params: { why: saved.why } };
  });

  route(app, contract.deleteTemplate, async ({ params, ...called }) => {
    const deleted = await deleteTemplate(actingOf(services, called), params.name);
    if (deleted.kind === 'deleted') return null;
    if (deleted.reason === 'not_found') return { kind: 'refused', reason: 'not_found' };
    return { kind: 'refused', reason: 'template_in_use', params: { cadences: deleted.cadences.join(', ') } };
  });

  route(app, contract.previewTemplate, async ({ body, ...called }) => {
    const { module, record, ...template } = body;
    const unsubscribeUrl = new URL('/t/u/preview', services.publicUrl).href;
    const rendered = await previewTemplate(
      { ...actingOf(services, called), render: services.renderTemplate },
      { template, module, record, unsubscribeUrl },
    );
    if (rendered === null) return { kind: 'refused', reason: 'not_found' };
    if (rendered.kind === 'rendered') return rendered;
    return { kind: 'refused', reason: 'template_not_rendered', problems: [templateProblem(rendered.problem)] };
  });
};
