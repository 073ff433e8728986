// The cadences of an organisation, and the one that people mean by a name.
import type { CadenceContext } from '#actions/cadences/save-cadence.ts';
import { findCadence, findCadenceByName, listCadences, type StoredCadence } from '#storage/cadences/cadences.ts';
import { isUuid } from '#core/uuid.ts';

export type CadencesOf = Pick<CadenceContext, 'database' | 'organization'>;

export async function allCadences({ database, organization }: CadencesOf): Promise<StoredCadence[]> {
  return database.organization(organization.seat, (tx) => listCadences(tx));
}

/** By its name, else by its id. Null: there is none. */
export async function cadenceNamed(
  { database, organization }: CadencesOf,
  name: string,
): Promise<StoredCadence | null> {
  return database.organization(organization.seat, async (tx) => {
    const found = await findCadenceByName(tx, name);
    return found === null && isUuid(name) ? findCadence(tx, name) : found;
  });
}
