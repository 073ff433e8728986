// E-mail templates as people keep them. What a template says is used at the next sending (K-90), so one that can't be
// read is refused here, and one that is being sent isn't deleted (K-91).
import type { ReadTemplate } from '#actions/templates/template-facts.ts';
import type { Acting } from '#actions/records/acting.ts';
import {
  type Compiled,
  compileTemplate,
  type TemplateFault,
  type WrittenAgain,
} from '#actions/templates/compile-template.ts';
import { factsOf } from '#actions/templates/template-facts.ts';
import type { CompileMjml } from '#core/message/template.ts';
import type { Tx } from '#storage/db.ts';
import { listTemplateFiles, type TemplateFile } from '#storage/templates/template-files.ts';
import {
  findTemplate,
  listTemplateHeads,
  listTemplateUses,
  removeTemplate,
  saveTemplate,
  type StoredTemplate,
  type TemplateUse,
} from '#storage/templates/templates.ts';

type Reading = Pick<Acting, 'database' | 'organization'>;

/** With the cadences that name each of them. */
export async function readTemplates({ database, organization }: Reading) {
  return database.organization(organization.seat, async (tx) => {
    const uses = await listTemplateUses(tx);
    return (await listTemplateHeads(tx)).map((template) => ({ ...template, usedBy: usesOf(uses, template.name) }));
  });
}

function usesOf(uses: readonly TemplateUse[], name: string): TemplateUse[] {
  return uses.filter(({ template }) => template === name);
}

export type ShownTemplate = StoredTemplate & {
  readonly files: readonly TemplateFile[];
  /** Keys of the record's fields that it names, in whatever language. */
  readonly fields: readonly string[];
};

export type ReadingTemplates = Reading & { readonly readTemplate: ReadTemplate };

/** Null: there is none of that name. */
export async function readTemplateNamed(reading: ReadingTemplates, name: string): Promise<ShownTemplate | null> {
  const { database, organization } = reading;
  return database.organization(organization.seat, (tx) => showTemplate(tx, reading, name));
}

async function showTemplate(tx: Tx, { readTemplate }: ReadingTemplates, name: string): Promise<ShownTemplate | null> {
  const found = await findTemplate(tx, name);
  if (found === null) return null;
  const facts = factsOf(readTemplate, found);
  const fields = facts.kind === 'fine' ? facts.fields : [];
  return { ...found, files: await listTemplateFiles(tx, found.id), fields };
}

export type PuttingTemplates = Omit<Acting, 'actor'> & {
  readonly readTemplate: ReadTemplate;
  readonly compileMjml: CompileMjml;
};

export type PutTemplate =
  | { readonly kind: 'saved'; readonly template: ShownTemplate }
  | { readonly kind: 'refused'; readonly fault: TemplateFault };

/** Makes it, or replaces what it says; its files stay. */
export async function putTemplate(
  putting: PuttingTemplates,
  { name, ...written }: WrittenAgain & { readonly name: string },
): Promise<PutTemplate> {
  const { database, organization, now } = putting;
  const compiled: Compiled = compileTemplate(putting, written);
  if (compiled.kind === 'faulty') return { kind: 'refused', fault: compiled.fault };
  return database.organization(organization.seat, async (tx) => {
    await saveTemplate(tx, { name, ...compiled.template }, now);
    const template = await showTemplate(tx, putting, name);
    if (template === null) throw new Error('a template that was saved is there');
    return { kind: 'saved', template };
  });
}

export type DeletedTemplate =
  | { readonly kind: 'deleted' }
  | { readonly kind: 'refused'; readonly reason: 'not_found' }
  | { readonly kind: 'refused'; readonly reason: 'in_use'; readonly cadences: readonly string[] };

export async function deleteTemplate({ database, organization }: Reading, name: string): Promise<DeletedTemplate> {
  return database.organization(organization.seat, async (tx) => {
    const sending = usesOf(await listTemplateUses(tx), name).filter(({ sends }) => sends);
    if (sending.length > 0) return { kind: 'refused', reason: 'in_use', cadences: sending.map((use) => use.name) };
    return (await removeTemplate(tx, name)) ? { kind: 'deleted' } : { kind: 'refused', reason: 'not_found' };
  });
}
