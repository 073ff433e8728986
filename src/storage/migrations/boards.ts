import { sql } from 'kysely';

// The pick list whose options are the columns of a view that is shown as a board; null: it is a list (V-3).
export const boards = sql`
alter table view add column board text;
`;
