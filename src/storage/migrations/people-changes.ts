import { sql } from 'kysely';

// When roles and teams last had other people: criteria may ask who belongs to them.
export const peopleChanges = sql`
alter table setting add column people_changed_at timestamptz;
`;
