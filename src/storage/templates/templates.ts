// E-mail templates by name.
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { EmailTemplate } from '#core/cadence/definition.ts';
import type { TemplateVariant, WrittenTemplate } from '#core/message/template.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';

export type NamedTemplate = WrittenTemplate & { readonly name: string; readonly variants: readonly TemplateVariant[] };
export type StoredTemplate = NamedTemplate & { readonly id: number; readonly modifiedAt: Instant };

const content = sql`name, subject, html, text, mjml, variants`;

export async function listTemplates(tx: Tx): Promise<NamedTemplate[]> {
  return tx.query<NamedTemplate>(sql`select ${content} from email_template order by name`);
}

export type TemplateHead = Pick<StoredTemplate, 'name' | 'subject' | 'modifiedAt'> & {
  /** Beside the template's own. */
  readonly languages: string[];
};

export async function listTemplateHeads(tx: Tx): Promise<TemplateHead[]> {
  return tx.query(sql`
    select name, subject, modified_at as "modifiedAt",
      array(select v ->> 'language' from jsonb_array_elements(variants) as v) as languages
    from email_template order by name`);
}

/** Null: there is none of that name. */
export async function findTemplate(tx: Tx, name: string): Promise<StoredTemplate | null> {
  const rows = await tx.query<StoredTemplate>(sql`
    select id, ${content}, modified_at as "modifiedAt" from email_template where name = ${name}`);
  return rows[0] ?? null;
}

/** Its number; until the end of the transaction nobody changes it or its files. Null: there is none of that name. */
export async function lockTemplate(tx: Tx, name: string): Promise<number | null> {
  const [found] = await tx.query<{ id: number }>(sql`select id from email_template where name = ${name} for update`);
  return found?.id ?? null;
}

export type TemplateUse = {
  readonly template: string;
  /** The cadence's public id and name. */
  readonly id: string;
  readonly name: string;
  /** By the version that runs, or by one that some round is still under. False: only its draft names it. */
  readonly sends: boolean;
};

/** Which cadences name which template. */
export async function listTemplateUses(tx: Tx): Promise<TemplateUse[]> {
  return tx.query(sql`
    select named.template, c.public_id as id, c.name, bool_or(named.sends) as sends
    from cadence c cross join lateral (
      select f -> 'settings' ->> 'template' as template, true as sends
      from cadence_version v, jsonb_array_elements(v.definition -> 'followUps') as f
      where v.cadence_id = c.id and (v.version = c.version or exists (
        select from enrollment e where e.cadence_id = c.id and e.version = v.version and e.status = 0))
      union all
      select t #>> '{}', false from jsonb_path_query(c.draft, 'strict $.followUps.**.email.template') as t
    ) as named
    where named.template is not null
    group by named.template, c.id order by c.name`);
}

/** Its files are nobody's then. False: there was none. */
export async function removeTemplate(tx: Tx, name: string): Promise<boolean> {
  await tx.query(sql`
    update attachment set state = 'removed' where template_id = (select id from email_template where name = ${name})`);
  const rows = await tx.query(sql`delete from email_template where name = ${name} returning id`);
  return rows.length > 0;
}

/** A file that goes along. */
export type FileToSend = { readonly key: string; readonly name: string; readonly hash: string };
export type TemplateToSend = NamedTemplate & { readonly files: readonly FileToSend[] };

/** The templates of these names that exist. */
export async function loadTemplates(tx: Tx, names: readonly string[]): Promise<Map<string, TemplateToSend>> {
  const rows = await tx.hot<TemplateToSend>(
    sql`select ${content}, (
        select coalesce(jsonb_agg(jsonb_build_object('key', a.key, 'name', a.name, 'hash', a.hash) order by a.id), '[]')
        from attachment a where a.template_id = t.id and a.state = 'kept') as files
      from email_template t where name = any(${names}::text[])`,
  );
  return new Map(rows.map((row) => [row.name, row]));
}

/** Makes the template or replaces what it says; a template's text stops nobody (C-55). */
export async function saveTemplate(tx: Tx, template: NamedTemplate, now: Instant): Promise<void> {
  const { name, subject, html, text, mjml, variants } = template;
  await tx.query(sql`
    insert into email_template (public_id, name, subject, html, text, mjml, variants, modified_at)
    values (${uuidv7()}, ${name}, ${subject}, ${html}, ${text}, ${mjml}, ${JSON.stringify(variants)}, ${instant(now)})
    on conflict (name) do update set subject = excluded.subject, html = excluded.html, text = excluded.text,
      mjml = excluded.mjml, variants = excluded.variants, modified_at = excluded.modified_at`);
}

/** What a cadence's file says of a template: other languages stay, and MJML does where the HTML is the one compiled from it. */
export async function bringTemplate(tx: Tx, { name, subject, html, text }: EmailTemplate, now: Instant): Promise<void> {
  await tx.query(sql`
    insert into email_template as t (public_id, name, subject, html, text, modified_at)
    values (${uuidv7()}, ${name}, ${subject}, ${html}, ${text}, ${instant(now)})
    on conflict (name) do update set subject = excluded.subject, html = excluded.html, text = excluded.text,
      mjml = case when t.html = excluded.html then t.mjml end, modified_at = excluded.modified_at`);
}
