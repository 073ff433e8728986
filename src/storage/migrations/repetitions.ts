import { sql } from 'kysely';

// Which time of a repeated follow-up an input is about (C-16), as the delivery that it came from says.
export const repetitions = sql`
alter table input add column repetition smallint not null default 0;
`;
