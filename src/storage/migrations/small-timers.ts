import { sql } from 'kysely';

// What waits is nearly all that there is: a timer needs no number of its own, and equal times share their place in an index
// of times alone. A tenth of each page of enrollments kept free is enough for rows that are written anew where they stand.
export const smallTimers = sql`
alter table timer drop column id;
create index timer_due on timer (due_at);
alter table enrollment set (fillfactor = 90);
`;

// Timers come and go: the room of those that are gone is used again when a twentieth of them is, not a fifth.
export const timerVacuum = sql`
alter table timer set (autovacuum_vacuum_scale_factor = 0.05);
`;
