// The roles and teams that criteria can name: everybody who works with records may, as they may name users.
import type { Acting } from '#actions/records/acting.ts';
import { listPeople, type NamedPeople } from '#storage/access/people.ts';

export function readPeople({
  database,
  organization,
}: Pick<Acting, 'database' | 'organization'>): Promise<NamedPeople[]> {
  return database.organization(organization.seat, listPeople);
}
