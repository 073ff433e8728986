// The catalogue of a module's tags: making one, its name and colour, making one of several, taking one away. What records hold
// follows by a job; a tag that a view or cadence asks for stays.
import { type NotPermitted, openModule } from '#actions/access/open-module.ts';
import type { Administering } from '#actions/modules/own-fields.ts';
import { reviewCadences } from '#actions/modules/review-cadences.ts';
import { viewsMissing } from '#actions/modules/views-missing.ts';
import type { Acting } from '#actions/records/acting.ts';
import type { TagWork } from '#actions/tags/replace-tags.ts';
import type { Field, Module } from '#core/records/field.ts';
import { findTag, TAGS_MAX, type Tag, tagName, tagsOf, withTags } from '#core/records/tags.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import type { Tx } from '#storage/db.ts';
import { tellWorkers } from '#storage/enrollments/inputs.ts';
import { insertJob } from '#storage/jobs/jobs.ts';
import { loadWholeCatalogue } from '#storage/records/catalogue.ts';
import { lockTags, type Replacing, saveTags, tagsField } from '#storage/records/tag-catalogue.ts';

/** A member of the union for each reason. */
type Refused<Reason extends string> = Reason extends string
  ? { readonly kind: 'refused'; readonly reason: Reason }
  : never;

export type MadeTag =
  | { readonly kind: 'made'; readonly tag: Tag }
  | Refused<'unknown_module' | 'tag_name_not_valid' | 'tag_taken' | 'too_many_tags'>
  | NotPermitted;

export async function makeTag(
  { database, organization, now }: Acting,
  { module, name: given, color }: Tag & { readonly module: string },
): Promise<MadeTag> {
  const name = tagName(given);
  if (name === null) return { kind: 'refused', reason: 'tag_name_not_valid' };
  return database.organization(organization.seat, async (tx) => {
    const opened = await openModule(tx, module, 'update');
    if (opened.kind === 'refused') return opened;
    const field = await lockTags(tx, module, now);
    if (findTag(field, name) !== undefined) return { kind: 'refused', reason: 'tag_taken' };
    if (field.options.length >= TAGS_MAX) return { kind: 'refused', reason: 'too_many_tags' };
    await saveTags(tx, module, withTags(field, [...tagsOf(field), { name, color }]));
    return { kind: 'made', tag: { name, color } };
  });
}

export type TagChange = { readonly module: string; readonly tag: string } & (
  | { readonly kind: 'recolour'; readonly color: Tag['color'] }
  | { readonly kind: 'rename'; readonly name: string }
  | { readonly kind: 'merge'; readonly into: string }
  | { readonly kind: 'remove' }
);

export type ChangedTag =
  /** Null: it is taken away. */
  | { readonly kind: 'changed'; readonly tag: Tag | null }
  | Refused<'unknown_module' | 'tag_unknown' | 'tag_name_not_valid' | 'tag_taken'>
  | { readonly kind: 'refused'; readonly reason: 'tag_in_use'; readonly uses: readonly string[] };

export async function changeTag(administering: Administering, change: TagChange): Promise<ChangedTag> {
  const { database, organization, now } = administering;
  return database.organization(organization.seat, async (tx) => {
    const catalogue = await loadWholeCatalogue(tx, change.module);
    if (catalogue === null) return { kind: 'refused', reason: 'unknown_module' };
    if (findTag(tagsField(catalogue), change.tag) === undefined) return { kind: 'refused', reason: 'tag_unknown' };
    const field = await lockTags(tx, change.module, now);
    const tag = tagsOf(field).find(({ name }) => name === findTag(field, change.tag));
    if (tag === undefined) return { kind: 'refused', reason: 'tag_unknown' };
    const plan = planChange(field, tag, change);
    if ('reason' in plan) return plan;
    if (plan.replaced !== null) {
      const uses = await usesOf(tx, administering, { module: catalogue.whole.module, field, tag });
      if (uses.length > 0) return { kind: 'refused', reason: 'tag_in_use', uses };
    }
    await saveTags(tx, change.module, withTags(field, plan.tags));
    if (plan.replaced !== null) await startReplacing(tx, administering, { module: change.module, ...plan.replaced });
    return { kind: 'changed', tag: plan.tag };
  });
}

type Plan = {
  readonly tags: readonly Tag[];
  readonly tag: Tag | null;
  /** What records are to hold instead; null: they keep what they hold. */
  readonly replaced: Replacing | null;
};

/** A tag that is replaced stays in the catalogue until no record holds it any more. */
function planChange(
  field: Field,
  tag: Tag,
  change: TagChange,
): Plan | Refused<'tag_name_not_valid' | 'tag_taken' | 'tag_unknown'> {
  const tags = tagsOf(field);
  const from = [tag.name];
  if (change.kind === 'recolour') {
    const painted = { ...tag, color: change.color };
    return { tags: tags.map((each) => (each === tag ? painted : each)), tag: painted, replaced: null };
  }
  if (change.kind === 'remove') return { tags, tag: null, replaced: { from, to: null } };
  if (change.kind === 'merge') {
    const into = tags.find(({ name }) => name === findTag(field, change.into));
    if (into === undefined || into.name === tag.name) return { kind: 'refused', reason: 'tag_unknown' };
    return { tags, tag: into, replaced: { from, to: into.name } };
  }
  const name = tagName(change.name);
  if (name === null) return { kind: 'refused', reason: 'tag_name_not_valid' };
  const taken = findTag(field, name);
  if (taken !== undefined && taken !== tag.name) return { kind: 'refused', reason: 'tag_taken' };
  const renamed = { ...tag, name };
  if (name === tag.name) return { tags, tag, replaced: null };
  const both = tags.flatMap((each) => (each.name === tag.name ? [renamed, each] : [each]));
  return { tags: both, tag: renamed, replaced: { from, to: name } };
}

/** Names of the views and cadences that ask for the tag. */
async function usesOf(
  tx: Tx,
  administering: Administering,
  { module, field, tag }: { readonly module: Module; readonly field: Field; readonly tag: Tag },
): Promise<string[]> {
  const rest = withTags(
    field,
    tagsOf(field).filter(({ name }) => name !== tag.name),
  );
  const without = { ...module, fields: module.fields.map((each) => (each.key === field.key ? rest : each)) };
  const changed = { key: module.key, module: without };
  const { broken } = await reviewCadences(tx, administering, { ...changed, save: false });
  return [...(await viewsMissing(tx, changed)), ...broken].map(({ name }) => name);
}

async function startReplacing(
  tx: Tx,
  { organization, actor, now }: Administering,
  { module, from, to }: Replacing & { readonly module: string },
): Promise<void> {
  const request: TagWork = { tags: { module, from, to } };
  await insertJob(tx, { request, askedBy: actor.id, total: 0 }, now);
  const target = { kind: 'field', id: `${module}.tags`, name: from.join(', ') } as const;
  await writeAudit(tx, { action: 'tag_changed', actor: actor.id, at: now, target, details: { to: to ?? '' } });
  await tellWorkers(tx, organization.seat);
}
