import { sql } from 'kysely';

// E-2: templates in several languages, written as MJML, with files that go along.
export const letters = sql`
-- What the HTML was compiled from; null: it was written as HTML.
alter table email_template add column mjml text;
-- A list of {language, subject, html, text, mjml}: who is written to in none of these languages gets the template's own.
alter table email_template add column variants jsonb not null default '[]';

-- A file belongs to a record or to a template. The hash (SHA-256, hexadecimal) is kept of those that are sent.
alter table attachment alter column record_id drop not null;
alter table attachment add column template_id int references email_template (id) on delete set null;
alter table attachment add column hash text;
create index attachment_by_template on attachment (template_id) where template_id is not null;
`;
