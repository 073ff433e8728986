// The versions of a cadence as they were published: who, when, what was chosen, and each as a file.
import type { CadencesOf } from '#actions/cadences/find-cadences.ts';
import { type CadenceFile, definitionToFile } from '#core/cadence/file.ts';
import { findCadence, listVersions, loadDefinition, type PublishedVersion } from '#storage/cadences/cadences.ts';
import { listMembers, type Member } from '#storage/organizations/members.ts';

export type ShownVersion = Omit<PublishedVersion, 'publishedBy'> & { readonly publishedBy: Member | null };

/** The newest first; `cadence` is the public id. Null: there is no such cadence. */
export async function readVersions(
  { database, organization }: CadencesOf,
  cadence: string,
): Promise<ShownVersion[] | null> {
  return database.organization(organization.seat, async (tx) => {
    const found = await findCadence(tx, cadence);
    if (found === null) return null;
    const members = new Map((await listMembers(tx)).map((member) => [member.id, member]));
    return (await listVersions(tx, found.id)).map((one) => {
      return { ...one, publishedBy: one.publishedBy === null ? null : (members.get(one.publishedBy) ?? null) };
    });
  });
}

export type VersionFile = {
  readonly file: CadenceFile;
  /** The numbers of its follow-ups by id: the same in every version. */
  readonly followUpNumbers: Readonly<Record<string, number>>;
};

/** Null: there is no such cadence or version. */
export async function readVersion(
  { database, organization }: CadencesOf,
  { cadence, version }: { readonly cadence: string; readonly version: number },
): Promise<VersionFile | null> {
  return database.organization(organization.seat, async (tx) => {
    const found = await findCadence(tx, cadence);
    const definition = found === null ? null : await loadDefinition(tx, found.id, version);
    if (definition === null) return null;
    const numbers = definition.followUps.map(({ id, number }) => [id, number] as const);
    return { file: definitionToFile(definition), followUpNumbers: Object.fromEntries(numbers) };
  });
}
