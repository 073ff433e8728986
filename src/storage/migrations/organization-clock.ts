import { sql } from 'kysely';

// K-64, K-66: the time zone and the version of the time zone data that everything is planned by; null: not noted yet.
export const organizationClock = sql`
alter table setting add column planned_by text;
`;
