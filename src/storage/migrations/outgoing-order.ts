import { sql } from 'kysely';

// C-39: what is planned, by cadence in the order in which it goes. Beside it an index by time alone was chosen for that,
// and all that was due read for each batch, whenever a burst came before the statistics knew of it.
export const outgoingOrder = sql`
drop index delivery_planned;
create index delivery_planned on delivery (channel, cadence_id, due_at, coalesce(queued_at, due_at), id)
  where state = 'planned';
`;
