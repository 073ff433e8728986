// Rendering a message from its template and one record's data: decides what counts as a fault of the template (an empty
// merge field without fallback above all: never "Hi ,", K-92) and what the parts of the message are. The template
// language comes in as an argument; nothing here may run what a record holds as template code.
import type { MjmlProblem } from '#core/message/mjml.ts';
import type { LanguageTag } from '#core/message/template-languages.ts';

/** `text` null: made from the HTML. */
export type Template = { readonly subject: string; readonly html: string; readonly text: string | null };
/** `mjml` not null: the HTML is compiled from it when it is saved. */
export type WrittenTemplate = Template & { readonly mjml: string | null };
export type TemplateVariant = WrittenTemplate & { readonly language: LanguageTag };
export type CompileMjml = (source: string) => { readonly kind: 'compiled'; readonly html: string } | MjmlProblem;

export type TemplatePart = 'subject' | 'html' | 'text';

export type MergeValue = string | number | boolean | null | readonly MergeValue[];
/** Plain values only; dates and amounts come formatted for the reader. */
export type MergeData = {
  readonly record: Readonly<Record<string, MergeValue>>;
  readonly owner: { readonly name: string; readonly email: string };
  readonly organization: { readonly name: string };
  /** For a template that places its own link to unsubscribe. */
  readonly unsubscribe_url: string;
};

export type TemplateProblem =
  /** `field` is what stands in the template, e.g. `record.first_name`. */
  | { readonly kind: 'empty_field'; readonly part: TemplatePart; readonly field: string }
  | { readonly kind: 'unknown_field'; readonly part: TemplatePart; readonly field: string }
  | { readonly kind: 'syntax'; readonly part: TemplatePart; readonly line: number; readonly text: string }
  /** Longer, or more work, than any message needs. */
  | { readonly kind: 'too_much'; readonly part: TemplatePart; readonly text: string }
  | { readonly kind: 'empty_part'; readonly part: TemplatePart };

export type RenderedTemplate =
  | { readonly kind: 'rendered'; readonly subject: string; readonly html: string; readonly text: string }
  | { readonly kind: 'problem'; readonly problem: TemplateProblem };

/** What a template language must be able to do. `html` escapes every value for its place in HTML. */
export type TemplateLanguage = {
  readonly render: (source: string, part: TemplatePart, data: MergeData) => RenderedPart;
  /** Plain text for colleagues: what is empty is left out, and what can't be read stays as it is written. */
  readonly fill: (source: string, data: MergeData) => string;
  /** Full names of the fields a part refers to, or why it can't be read. */
  readonly fieldsOf: (source: string, part: TemplatePart) => FieldsOfPart;
  readonly textOfHtml: (html: string) => string;
};
export type RenderedPart = { readonly kind: 'text'; readonly text: string } | TemplateProblem;
export type FieldsOfPart = { readonly kind: 'fields'; readonly fields: readonly string[] } | TemplateProblem;

export function renderTemplate(language: TemplateLanguage, template: Template, data: MergeData): RenderedTemplate {
  const subject = renderPart(language, template.subject, 'subject', data);
  if (subject.kind !== 'text') return { kind: 'problem', problem: subject };
  const html = renderPart(language, template.html, 'html', data);
  if (html.kind !== 'text') return { kind: 'problem', problem: html };
  const text = template.text === null ? html : renderPart(language, template.text, 'text', data);
  if (text.kind !== 'text') return { kind: 'problem', problem: text };
  return {
    kind: 'rendered',
    subject: subject.text.replace(/\s+/g, ' ').trim(),
    html: html.text,
    text: template.text === null ? language.textOfHtml(html.text) : text.text,
  };
}

/** Every field the template refers to, each once; parts that can't be read are `checkTemplate`'s business. */
export function mergeFieldsOf(language: TemplateLanguage, template: Template): string[] {
  const fields = partsOf(template).flatMap(([part, source]) => {
    const found = language.fieldsOf(source, part);
    return found.kind === 'fields' ? found.fields : [];
  });
  return [...new Set(fields)].sort();
}

/** All that can be said without a record: parts that can't be read, fields that don't exist. */
export function checkTemplate(
  language: TemplateLanguage,
  template: Template,
  isKnownField: (field: string) => boolean,
): TemplateProblem[] {
  return partsOf(template).flatMap(([part, source]): TemplateProblem[] => {
    const found = language.fieldsOf(source, part);
    if (found.kind !== 'fields') return [found];
    if (source.trim() === '') return [{ kind: 'empty_part', part }];
    const unknown = found.fields.filter((field) => !isKnownField(field));
    return unknown.map((field) => ({ kind: 'unknown_field', part, field }));
  });
}

function partsOf({ subject, html, text }: Template): [TemplatePart, string][] {
  const parts: [TemplatePart, string][] = [
    ['subject', subject],
    ['html', html],
  ];
  return text === null ? parts : [...parts, ['text', text]];
}

function renderPart(language: TemplateLanguage, source: string, part: TemplatePart, data: MergeData): RenderedPart {
  const rendered = language.render(source, part, data);
  if (rendered.kind === 'text' && rendered.text.trim() === '') return { kind: 'empty_part', part };
  return rendered;
}
