import type { Acting } from '#actions/records/acting.ts';
import { findView, listViews, type StoredView } from '#storage/views/views.ts';

type Reading = Pick<Acting, 'database' | 'organization'>;

/** The views of a module, by name. */
export async function readViews({ database, organization }: Reading, module: string): Promise<StoredView[]> {
  return database.organization(organization.seat, (tx) => listViews(tx, module));
}

/** By its public id. Null: there is none. */
export async function readView({ database, organization }: Reading, view: string): Promise<StoredView | null> {
  return database.organization(organization.seat, (tx) => findView(tx, view));
}
