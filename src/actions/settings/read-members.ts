import type { Acting } from '#actions/records/acting.ts';
import { listMembers, type Member } from '#storage/organizations/members.ts';

/** Everybody who can own something, the inactive included. */
export async function readMembers({
  database,
  organization,
}: Pick<Acting, 'database' | 'organization'>): Promise<Member[]> {
  return database.organization(organization.seat, (tx) => listMembers(tx));
}
