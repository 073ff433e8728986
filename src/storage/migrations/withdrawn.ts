import { sql } from 'kysely';

// Nobody wants it any more, though a mail server may have it already: where that puts it off, it is not tried again.
export const withdrawn = sql`
alter table delivery add column withdrawn boolean not null default false;
`;
