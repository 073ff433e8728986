// E-mail templates by name.
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { EmailTemplate } from '#core/cadence/definition.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';

export async function listTemplates(tx: Tx): Promise<EmailTemplate[]> {
  return tx.query<EmailTemplate>(sql`select name, subject, html, text from email_template order by name`);
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
