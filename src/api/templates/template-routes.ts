import type { TemplateFault } from '#actions/templates/compile-template.ts';
import { previewTemplate } from '#actions/templates/preview-template.ts';
import {
  deleteTemplate,
  putTemplate,
  readTemplateNamed,
  readTemplates,
  type ShownTemplate,
} from '#actions/templates/templates.ts';
import { actingOf } from '#api/acting.ts';
import { type Routes, route } from '#api/route.ts';
import { describeFile } from '#api/templates/template-file-routes.ts';
import type { Value } from '#contract/endpoint.ts';
import { mjmlProblem } from '#contract/mjml-problem-words.ts';
import { templateProblem } from '#contract/template-problem-words.ts';
import * as contract from '#contract/templates.ts';
import type { MjmlProblem } from '#core/message/mjml.ts';

export const templateRoutes: Routes = (app, services) => {
  const { readTemplate, compileMjml } = services;

  route(app, contract.listTemplates, async (called) => ({ items: await readTemplates(actingOf(services, called)) }));

  route(app, contract.getTemplate, async ({ params, ...called }) => {
    const found = await readTemplateNamed({ ...actingOf(services, called), readTemplate }, params.name);
    return found === null ? { kind: 'refused', reason: 'not_found' } : describe(found);
  });

  route(app, contract.putTemplate, async ({ params, body, ...called }) => {
    const putting = { ...actingOf(services, called), readTemplate, compileMjml };
    const saved = await putTemplate(putting, { name: params.name, ...body });
    if (saved.kind === 'saved') return describe(saved.template);
    const { variant } = saved.fault;
    return refusalOf(saved.fault, variant === null ? undefined : body.variants[variant]?.language);
  });

  route(app, contract.deleteTemplate, async ({ params, ...called }) => {
    const deleted = await deleteTemplate(actingOf(services, called), params.name);
    if (deleted.kind === 'deleted') return null;
    if (deleted.reason === 'not_found') return { kind: 'refused', reason: 'not_found' };
    return { kind: 'refused', reason: 'template_in_use', params: { cadences: deleted.cadences.join(', ') } };
  });

  route(app, contract.previewTemplate, async ({ body, ...called }) => {
    const { module, record, language, ...template } = body;
    const unsubscribeUrl = new URL('/t/u/preview', services.publicUrl).href;
    const preview = await previewTemplate(
      { ...actingOf(services, called), render: services.renderTemplate, compileMjml },
      { template, module, record, language, unsubscribeUrl },
    );
    if (preview === null) return { kind: 'refused', reason: 'not_found' };
    const { rendered, variant, sends } = preview;
    if (rendered.kind === 'rendered') return { ...rendered, sends };
    if (rendered.kind === 'mjml') return notCompiled(rendered.problem, variant);
    const problems = [templateProblem(rendered.problem, variant)];
    return { kind: 'refused', reason: 'template_not_rendered', problems };
  });
};

function describe({ files, ...template }: ShownTemplate): Value<typeof contract.template> {
  return {
    ...template,
    fields: [...template.fields],
    variants: [...template.variants],
    attachments: files.map(describeFile),
  };
}

function refusalOf(fault: TemplateFault, language = '') {
  switch (fault.kind) {
    case 'mjml':
      return notCompiled(fault.problem, fault.variant);
    case 'broken':
      return { kind: 'refused', reason: 'template_broken', params: { why: fault.why } } as const;
    case 'language_twice':
      return { kind: 'refused', reason: 'template_language_twice', params: { language } } as const;
  }
}

function notCompiled(problem: MjmlProblem, variant: number | null) {
  return { kind: 'refused', reason: 'mjml_not_compiled', problems: [mjmlProblem(problem, variant)] } as const;
}
