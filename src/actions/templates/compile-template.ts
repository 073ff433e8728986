// A template as somebody wrote it, made ready to be kept: MJML compiled, and everything readable in every language.
import type { ReadTemplate } from '#actions/templates/template-facts.ts';
import type { MjmlProblem } from '#core/message/mjml.ts';
import type { CompileMjml, TemplateVariant, WrittenTemplate } from '#core/message/template.ts';

export type WrittenAgain = WrittenTemplate & { readonly variants: readonly TemplateVariant[] };

export type TemplateFault = {
  /** Which variant; null: the template's own content. */
  readonly variant: number | null;
} & (
  | { readonly kind: 'mjml'; readonly problem: MjmlProblem }
  | { readonly kind: 'broken'; readonly why: string }
  | { readonly kind: 'language_twice' }
);

export type Compiled =
  | { readonly kind: 'compiled'; readonly template: WrittenAgain }
  | { readonly kind: 'faulty'; readonly fault: TemplateFault };

export type Compiling = { readonly readTemplate: ReadTemplate; readonly compileMjml: CompileMjml };

export function compileTemplate(compiling: Compiling, { variants, ...own }: WrittenAgain): Compiled {
  const made = compileContent(compiling, own);
  if (made.kind !== 'compiled') return { kind: 'faulty', fault: { ...made, variant: null } };
  const ready: TemplateVariant[] = [];
  for (const [variant, written] of variants.entries()) {
    const { language } = written;
    if (ready.some((other) => other.language === language)) {
      return { kind: 'faulty', fault: { kind: 'language_twice', variant } };
    }
    const content = compileContent(compiling, written);
    if (content.kind !== 'compiled') return { kind: 'faulty', fault: { ...content, variant } };
    ready.push({ language, ...content.content });
  }
  return { kind: 'compiled', template: { ...made.content, variants: ready } };
}

function compileContent({ readTemplate, compileMjml }: Compiling, { subject, html, text, mjml }: WrittenTemplate) {
  const made = mjml === null ? ({ kind: 'compiled', html } as const) : compileMjml(mjml);
  if (made.kind === 'mjml') return { kind: 'mjml', problem: made } as const;
  const content: WrittenTemplate = { subject, html: made.html, text, mjml };
  const facts = readTemplate(content);
  return facts.kind === 'broken' ? facts : ({ kind: 'compiled', content } as const);
}
