// Puts tags on records and takes them off, on up to 1,000 at once. A tag that there isn't yet is made by using it.
import { type NotPermitted, openModule, whyNot } from '#actions/access/open-module.ts';
import { type Acting, changedByUser } from '#actions/records/acting.ts';
import { type CrmRecord, type Field, fieldOf } from '#core/records/field.ts';
import { findTag, inOrder, TAGS, TAGS_MAX, tagName, tagsOf, withTags } from '#core/records/tags.ts';
import type { Tx } from '#storage/db.ts';
import { addLookAgain } from '#storage/enrollments/inputs.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { changeable, lockRecords } from '#storage/records/lock-records.ts';
import { findIds } from '#storage/records/read-records.ts';
import { lockTags, saveTags, tagsField } from '#storage/records/tag-catalogue.ts';
import { updateRecords } from '#storage/records/write-records.ts';

export type Tagging = {
  readonly module: string;
  /** Public ids. */
  readonly records: readonly string[];
  readonly add: readonly string[];
  readonly remove: readonly string[];
};

export type Tagged =
  | {
      readonly kind: 'tagged';
      /** How many records differ now. */
      readonly changed: number;
      /** Public ids of records that aren't there or may not be changed. */
      readonly left: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reason: 'unknown_module' }
  | { readonly kind: 'refused'; readonly reason: 'tag_name_not_valid' | 'too_many_tags' }
  | NotPermitted;

export async function tagRecords(acting: Acting, tagging: Tagging): Promise<Tagged> {
  const { database, organization } = acting;
  return database.organization(organization.seat, (tx) => tagMany(tx, acting, tagging));
}

export async function tagMany(tx: Tx, acting: Acting, tagging: Tagging): Promise<Tagged> {
  const opened = await openTags(tx, tagging);
  if (opened.kind === 'refused') return opened;
  const made = await makeMissing(tx, acting, tagging);
  return made.kind === 'refused' ? made : save(tx, acting, { ...tagging, ...opened, field: made.field });
}

async function openTags(tx: Tx, { module, records }: Tagging) {
  const opened = await openModule(tx, module, 'update');
  if (opened.kind === 'refused') return opened;
  const refusal = records.length > 1 ? await whyNot(tx, opened.catalogue, 'bulk') : null;
  if (refusal !== null) return refusal;
  const isWritten = fieldOf(opened.catalogue.module, TAGS)?.readOnly === false;
  return isWritten
    ? opened
    : ({ kind: 'refused', reason: 'not_permitted', params: { permission: `${module}.${TAGS}` } } as const);
}

type Made =
  | { readonly kind: 'made'; readonly field: Field }
  | Extract<Tagged, { reason: 'tag_name_not_valid' | 'too_many_tags' }>;

async function makeMissing(tx: Tx, { now }: Acting, { module, add }: Tagging): Promise<Made> {
  const names = add.map(tagName);
  if (names.includes(null)) return { kind: 'refused', reason: 'tag_name_not_valid' };
  const known = await lockTags(tx, module, now);
  let field = known;
  for (const name of names) {
    if (name === null || findTag(field, name) !== undefined) continue;
    field = withTags(field, [...tagsOf(field), { name, color: 'gray' }]);
  }
  if (field.options.length > TAGS_MAX) return { kind: 'refused', reason: 'too_many_tags' };
  if (field !== known) await saveTags(tx, module, field);
  return { kind: 'made', field };
}

type Saving = Tagging & { readonly catalogue: Catalogue; readonly field: Field };

async function save(tx: Tx, acting: Acting, { catalogue, field, records, add, remove }: Saving): Promise<Tagged> {
  const { seat } = acting.organization;
  const ids = await findIds(tx, catalogue, records);
  const locked = await lockRecords(tx, seat, { catalogue, ids: [...ids.values()] });
  const yours = await changeable(tx, catalogue, [...locked.keys()]);
  const own = [...locked.values()].filter(({ id }) => yours.has(id));
  const changes = own.map((record) => ({ record, values: { [TAGS]: tagsAfter(record, { field, add, remove }) } }));
  const saved = await updateRecords(tx, catalogue, changes, changedByUser(acting));
  const changed = saved.filter(({ revision }, index) => revision !== own[index]?.revision);
  await addLookAgain(tx, seat, { records: changed.map(({ id }) => id), at: acting.now });
  const done = new Set(own.map(({ publicId }) => publicId));
  return { kind: 'tagged', changed: changed.length, left: records.filter((id) => !done.has(id)) };
}

function tagsAfter({ values }: CrmRecord, { field, add, remove }: Pick<Saving, 'field' | 'add' | 'remove'>) {
  const spelled = (names: readonly string[]) => names.flatMap((name) => findTag(field, name) ?? []);
  const before = values[TAGS] ?? [];
  const chosen = new Set([...(Array.isArray(before) ? before : []), ...spelled(add)]);
  for (const name of spelled(remove)) chosen.delete(name);
  return inOrder(field, chosen);
}

/** The module's tags; null: there is no such module, or its tags may not be seen. */
export async function readTags({ database, organization }: Acting, module: string) {
  return database.organization(organization.seat, async (tx) => {
    const opened = await openModule(tx, module, 'read');
    if (opened.kind === 'refused') return opened;
    const isSeen = fieldOf(opened.catalogue.module, TAGS) !== undefined;
    return { kind: 'read', tags: isSeen ? tagsOf(tagsField(opened.catalogue)) : [] } as const;
  });
}
