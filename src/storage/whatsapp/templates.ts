// The message templates of the WhatsApp Business account, as they were there when they were fetched last.
import { sql } from 'kysely';
import type { TemplateNamed, WhatsappTemplate, WhatsappTemplateStatus } from '#core/message/whatsapp.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';

const columns = sql`name, language, category, status, header, body, footer, variables, naming, wants`;

export async function listWhatsappTemplates(tx: Tx): Promise<WhatsappTemplate[]> {
  return tx.query<WhatsappTemplate>(sql`select ${columns} from whatsapp_template order by name, language`);
}

/** All there are: what isn't among them is gone. */
export async function replaceWhatsappTemplates(
  tx: Tx,
  templates: readonly WhatsappTemplate[],
  now: Instant,
): Promise<void> {
  await tx.query(sql`delete from whatsapp_template`);
  await tx.query(sql`
    insert into whatsapp_template (${columns})
    select ${columns} from jsonb_to_recordset(${JSON.stringify(templates)}::jsonb) as t (name text, language text,
      category text, status text, header text, body text, footer text, variables jsonb, naming text, wants text)`);
  await tx.query(sql`update whatsapp_account set synchronised_at = ${instant(now)}`);
}

export async function changeTemplateStatus(
  tx: Tx,
  { name, language }: TemplateNamed,
  status: WhatsappTemplateStatus,
): Promise<void> {
  await tx.query(sql`
    update whatsapp_template set status = ${status} where name = ${name} and language = ${language}`);
}
