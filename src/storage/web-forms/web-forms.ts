// Forms on websites (T25), by the organisation's administrators.
import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import type { FormSettings } from '#core/web-forms/web-form.ts';
import { instant, only, type Tx } from '#storage/db.ts';

type Person = { readonly id: number; readonly publicId: string; readonly name: string; readonly active: boolean };

export type WebForm = FormSettings & {
  readonly id: number;
  readonly publicId: string;
  readonly key: string;
  readonly owner: Person;
  readonly createdBy: Person;
  readonly createdAt: Instant;
};

export type WebFormTally = { readonly held: number; readonly taken: number };

const person = (of: 'o' | 'c') =>
  sql`jsonb_build_object('id', ${sql.ref(`${of}.id`)}, 'publicId', ${sql.ref(`${of}.public_id`)},
    'name', ${sql.ref(`${of}.name`)}, 'active', ${sql.ref(`${of}.active`)})`;

const columns = sql`f.id, f.public_id as "publicId", f.key, f.name, f.language, f.fields, f.thanks,
  f.return_url as "returnUrl", f.sites, f.reviewed, f.confirmed, f.active, f.created_at as "createdAt",
  ${person('o')} as owner, ${person('c')} as "createdBy"`;
const tables = sql`web_form f join member o on o.id = f.owner join member c on c.id = f.created_by`;

/** In the order in which they were made. */
export async function listWebForms(tx: Tx): Promise<(WebForm & WebFormTally)[]> {
  return tx.query<WebForm & WebFormTally>(sql`
    select ${columns}, a.held, a.taken from ${tables} cross join lateral (
      select count(*) filter (where state = 'held')::int as held, count(*) filter (where state = 'taken')::int as taken
      from web_form_answer where web_form_id = f.id) a
    order by f.id`);
}

export async function findWebForm(tx: Tx, publicId: string): Promise<WebForm | null> {
  const [found = null] = await tx.query<WebForm>(
    sql`select ${columns} from ${tables} where f.public_id = ${publicId}::uuid`,
  );
  return found;
}

/** As strangers ask for it. */
export async function findWebFormByKey(tx: Tx, key: string): Promise<WebForm | null> {
  const [found = null] = await tx.query<WebForm>(sql`select ${columns} from ${tables} where f.key = ${key}`);
  return found;
}

export async function findWebFormById(tx: Tx, id: number): Promise<WebForm | null> {
  const [found = null] = await tx.query<WebForm>(sql`select ${columns} from ${tables} where f.id = ${id}`);
  return found;
}

/** One answer of a form after the other: what is counted holds. */
export async function lockWebForm(tx: Tx, id: number): Promise<void> {
  await tx.query(sql`select from web_form where id = ${id} for no key update`);
}

export async function countWebForms(tx: Tx): Promise<number> {
  return only(await tx.query<{ count: number }>(sql`select count(*)::int as count from web_form`)).count;
}

/** `owner`: internal id. */
export type SavedForm = FormSettings & { readonly owner: number };
export type NewWebForm = SavedForm & {
  readonly publicId: string;
  readonly key: string;
  readonly createdBy: number;
  readonly now: Instant;
};

export async function insertWebForm(tx: Tx, form: NewWebForm): Promise<void> {
  const { publicId, key, name, language, fields, thanks, returnUrl, sites, reviewed, confirmed, active } = form;
  await tx.query(sql`
    insert into web_form (public_id, key, name, language, fields, thanks, return_url, sites, reviewed, confirmed, active,
      owner, created_by, created_at)
    values (${publicId}, ${key}, ${name}, ${language}, ${JSON.stringify(fields)}::jsonb, ${thanks}, ${returnUrl},
      ${[...sites]}::text[], ${reviewed}, ${confirmed}, ${active}, ${form.owner}, ${form.createdBy}, ${instant(form.now)})`);
}

/** Whoever saves it answers for what it asks from then on. */
export async function saveWebForm(
  tx: Tx,
  { id, ...form }: SavedForm & { readonly id: number; readonly createdBy: number },
): Promise<void> {
  const { name, language, fields, thanks, returnUrl, sites, reviewed, confirmed, active, owner, createdBy } = form;
  await tx.query(sql`
    update web_form set name = ${name}, language = ${language}, fields = ${JSON.stringify(fields)}::jsonb,
      thanks = ${thanks}, return_url = ${returnUrl}, sites = ${[...sites]}::text[], reviewed = ${reviewed},
      confirmed = ${confirmed}, active = ${active}, owner = ${owner}, created_by = ${createdBy}
    where id = ${id}`);
}

export async function replaceKey(tx: Tx, id: number, key: string): Promise<void> {
  await tx.query(sql`update web_form set key = ${key} where id = ${id}`);
}

/** With the answers that wait. */
export async function deleteWebForm(tx: Tx, id: number): Promise<void> {
  await tx.query(sql`delete from web_form where id = ${id}`);
}
