// Tasks and calls with what people want to see of them: whose they are, which record they are about.
import { seenRecords } from '#actions/access/seen-records.ts';
import type { Acting } from '#actions/records/acting.ts';
import type { CrmRecord } from '#core/records/field.ts';
import {
  type Activity,
  type ActivityPlace,
  type ActivityState,
  findActivity,
  listActivities as listStored,
  placeOf,
} from '#storage/activities/activities.ts';
import type { Tx } from '#storage/db.ts';
import { listMembers, type Member } from '#storage/organizations/members.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { locateRecord, locateRecords } from '#storage/records/locate-records.ts';
import { loadRecords } from '#storage/records/read-records.ts';

export type ShownActivity = {
  readonly activity: Activity;
  readonly owner: Member | null;
  readonly record: CrmRecord | null;
};

export type ActivityQuery = {
  /** Public id of the member; null: anybody's. */
  readonly owner: string | null;
  /** Public id of a record; null: of all. */
  readonly record: string | null;
  /** Null: of both kinds. */
  readonly kind: Activity['kind'] | null;
  /** Null: open and done ones. */
  readonly state: ActivityState | null;
  readonly after: ActivityPlace | null;
  readonly limit: number;
};

export type ListedActivities =
  | { readonly kind: 'listed'; readonly items: readonly ShownActivity[]; readonly next: ActivityPlace | null }
  | { readonly kind: 'refused'; readonly reason: 'not_found' };

type Reading = Pick<Acting, 'database' | 'organization'>;

export async function listActivities(
  { database, organization }: Reading,
  query: ActivityQuery,
): Promise<ListedActivities> {
  return database.organization(organization.seat, async (tx) => {
    const record = query.record === null ? null : await findRecordId(tx, query.record);
    if (query.record !== null && record === null) return { kind: 'refused', reason: 'not_found' };
    const found = await listStored(tx, { ...query, record, limit: query.limit + 1 });
    const shown = found.slice(0, query.limit);
    const last = found.length > query.limit ? shown.at(-1) : undefined;
    const next = last === undefined ? null : placeOf(last, query.state);
    return { kind: 'listed', items: await showActivities(tx, shown), next };
  });
}

/** By its public id. Null: there is none. */
export async function readActivity({ database, organization }: Reading, id: string): Promise<ShownActivity | null> {
  return database.organization(organization.seat, async (tx) => {
    const activity = await findActivity(tx, id);
    const [shown] = activity === null ? [] : await showActivities(tx, [activity]);
    return shown ?? null;
  });
}

/** Of a record of any module, by its public id. Null: there is none, or none that whoever asks may see. */
export async function findRecordId(tx: Tx, publicId: string): Promise<string | null> {
  const located = await locateRecord(tx, publicId);
  if (located === null) return null;
  return (await seenRecords(tx, located.module, [located.id])).has(located.id) ? located.id : null;
}

/** With their owners and records, in the same order. */
export async function showActivities(tx: Tx, activities: readonly Activity[]): Promise<ShownActivity[]> {
  const members = new Map((await listMembers(tx)).map((member) => [member.publicId, member]));
  const ids = activities.flatMap(({ record }) => (record === null ? [] : [record]));
  const records = new Map<string, CrmRecord>();
  const located = await locateRecords(tx, ids);
  for (const module of new Set(located.map((record) => record.module))) {
    const catalogue = await loadCatalogue(tx, module);
    if (catalogue === null) continue;
    const own = located.filter((record) => record.module === module).map(({ id }) => id);
    for (const [id, record] of await loadRecords(tx, catalogue, own)) records.set(id, record);
  }
  return activities.map((activity) => ({
    activity,
    owner: activity.owner === null ? null : (members.get(activity.owner) ?? null),
    record: activity.record === null ? null : (records.get(activity.record) ?? null),
  }));
}
