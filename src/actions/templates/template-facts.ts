// What a template names in all of its languages together.
import type { TemplateFacts } from '#core/cadence/problem.ts';
import type { Template } from '#core/message/template.ts';

/** Reads which record fields a template names; it comes in from the channel that renders it. */
export type ReadTemplate = (template: Template) => TemplateFacts;

export function factsOf(
  readTemplate: ReadTemplate,
  { variants, ...own }: Template & { readonly variants: readonly Template[] },
): TemplateFacts {
  const fields = new Set<string>();
  for (const content of [own, ...variants]) {
    const facts = readTemplate(content);
    if (facts.kind === 'broken') return facts;
    for (const field of facts.fields) fields.add(field);
  }
  return { kind: 'fine', fields: [...fields].sort() };
}
