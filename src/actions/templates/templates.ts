// E-mail templates as people keep them. What a template says is used at the next sending (K-90), so one that can't be
// read is refused here, and one that is being sent isn't deleted (K-91).
import type { ReadTemplate } from '#actions/cadences/cadence-context.ts';
import type { Acting } from '#actions/records/acting.ts';
import type { EmailTemplate } from '#core/cadence/definition.ts';
import {
  findTemplate,
  listStoredTemplates,
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
    return (await listStoredTemplates(tx)).map((template) => ({ ...template, usedBy: usesOf(uses, template.name) }));
  });
}

function usesOf(uses: readonly TemplateUse[], name: string): TemplateUse[] {
  return uses.filter(({ template }) => template === name);
}

/** Null: there is none of that name. */
export async function readTemplateNamed(
  { database, organization }: Reading,
  name: string,
): Promise<StoredTemplate | null> {
  return database.organization(organization.seat, (tx) => findTemplate(tx, name));
}

export type PutTemplate =
  | { readonly kind: 'saved'; readonly template: StoredTemplate }
  | { readonly kind: 'refused'; readonly reason: 'template_broken'; readonly why: string };

/** Makes it, or replaces what it says. */
export async function putTemplate(
  { database, organization, now, readTemplate }: Omit<Acting, 'actor'> & { readonly readTemplate: ReadTemplate },
  template: EmailTemplate,
): Promise<PutTemplate> {
  const facts = readTemplate(template);
  if (facts.kind === 'broken') return { kind: 'refused', reason: 'template_broken', why: facts.why };
  await database.organization(organization.seat, (tx) => saveTemplate(tx, template, now));
  return { kind: 'saved', template: { ...template, modifiedAt: now } };
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
