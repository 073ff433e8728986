// E-mail templates by name.
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { EmailTemplate } from '#core/cadence/definition.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';

export async function listTemplates(tx: Tx): Promise<EmailTemplate[]> {
  return tx.query<EmailTemplate>(sql`select name, subject, html, text from email_template order by name`);
}

export type StoredTemplate = EmailTemplate & { readonly modifiedAt: Instant };

export async function listStoredTemplates(tx: Tx): Promise<Pick<StoredTemplate, 'name' | 'subject' | 'modifiedAt'>[]> {
  return tx.query(sql`select name, subject, modified_at as "modifiedAt" from email_template order by name`);
}

/** Null: there is none of that name. */
export async function findTemplate(tx: Tx, name: string): Promise<StoredTemplate | null> {
  const rows = await tx.query<StoredTemplate>(sql`
    select name, subject, html, text, modified_at as "modifiedAt" from email_template where name = ${name}`);
  return rows[0] ?? null;
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

/** False: there was none. */
export async function removeTemplate(tx: Tx, name: string): Promise<boolean> {
  const rows = await tx.query(sql`delete from email_template where name = ${name} returning id`);
  return rows.length > 0;
}

/** The templates of these names that exist. */
export async function loadTemplates(tx: Tx, names: readonly string[]): Promise<Map<string, EmailTemplate>> {
  const rows = await tx.hot<EmailTemplate>(
    sql`select name, subject, html, text from email_template where name = any(${names}::text[])`,
  );
  return new Map(rows.map((row) => [row.name, row]));
}

/** Makes the template or replaces what it says; a template's text stops nobody (C-55). */
export async function saveTemplate(tx: Tx, template: EmailTemplate, now: Instant): Promise<void> {
  await tx.query(sql`
    insert into email_template (public_id, name, subject, html, text, modified_at)
    values (${uuidv7()}, ${template.name}, ${template.subject}, ${template.html}, ${template.text}, ${instant(now)})
    on conflict (name) do update set subject = excluded.subject, html = excluded.html, text = excluded.text,
      modified_at = excluded.modified_at`);
}
