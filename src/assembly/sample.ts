// An organisation to look around in: Harbour Trading, where Mei manages and Omar sells, with people at addresses that can't
// exist, some views and templates, and a published cadence to enroll somebody in at once. Made through the actions, as
// people would.
import { createUser } from '#actions/accounts/create-user.ts';
import { applyCadence } from '#actions/cadences/apply-cadence.ts';
import type { ReadTemplate } from '#actions/templates/template-facts.ts';
import { saveFileTemplates } from '#actions/cadences/save-cadence.ts';
import type { Acting } from '#actions/records/acting.ts';
import { createRecord } from '#actions/records/create-record.ts';
import { createView } from '#actions/views/create-view.ts';
import { machineHabits } from '#assembly/machine-habits.ts';
import { readExample } from '#assembly/read-example.ts';
import { sampleLeads } from '#assembly/sample-leads.ts';
import { sampleTemplates, sampleViews } from '#assembly/sample-words.ts';
import type { Actor } from '#core/records/actor.ts';
import { HOUR, type Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import { createOrganization, type Organization } from '#storage/organizations/organizations.ts';

export type SampleRequest = {
  readonly database: Database;
  readonly readTemplate: ReadTemplate;
  readonly now: Instant;
  /** Whose language and zone it takes. Left out: this machine's. */
  readonly habits?: ReturnType<typeof machineHabits>;
};

export const SAMPLE_CADENCE = 'feature-adoption.yaml';

export async function makeSample(request: SampleRequest): Promise<void> {
  const { database, now } = request;
  const { language, timeZone } = request.habits ?? machineHabits();
  const organization = await createOrganization(database, {
    name: 'Harbour Trading',
    timeZone,
    language,
    mailFromName: 'Harbour Trading',
    mailFromAddress: 'sales@harbour.invalid',
    now,
  });
  const mei = await hire(request, organization, { name: 'Mei', email: 'mei@harbour.invalid', administrator: true });
  const omar = await hire(request, organization, { name: 'Omar', email: 'omar@harbour.invalid', administrator: false });
  await addLeads({ database, organization, now }, [mei, omar]);
  for (const view of sampleViews[language]) {
    const made = await createView({ database, organization, actor: mei, now }, { module: 'leads', view });
    if (made.kind === 'refused') throw new Error(`the sample view ${view.name} was refused: ${made.reason}`);
  }
  await addCadence(request, organization, mei);
}

type Hired = { readonly name: string; readonly email: string; readonly administrator: boolean };

async function hire({ database, now }: SampleRequest, organization: Organization, person: Hired): Promise<Actor> {
  const user = await createUser(database, organization, { ...person, password: null }, now);
  if ('kind' in user) throw new Error(`${person.name} of the sample organisation was refused: ${user.reason}`);
  return { id: user.id, publicId: user.publicId };
}

/** The newest an hour ago, the oldest some days, and every third one Mei's. */
async function addLeads(acting: Omit<Acting, 'actor'>, [mei, omar]: readonly [Actor, Actor]): Promise<void> {
  const all = sampleLeads();
  for (const [index, values] of all.entries()) {
    const actor = index % 3 === 0 ? mei : omar;
    const made = await createRecord(
      { ...acting, actor, now: acting.now - (all.length - index) * 2 * HOUR },
      { module: 'leads', values },
    );
    if (made.kind === 'refused') throw new Error(`a sample lead was refused: ${JSON.stringify(made)}`);
  }
}

/** The example, for whom one enrolls by hand; without the file there are the templates only. */
async function addCadence(
  { database, readTemplate, now }: SampleRequest,
  organization: Organization,
  { id }: Actor,
): Promise<void> {
  const templates = sampleTemplates[organization.language];
  const example = await readExample(SAMPLE_CADENCE);
  await database.organization(organization.seat, (tx) => saveFileTemplates(tx, { templates }, now));
  if (example === null) return;
  const context = { database, organization, readTemplate, actor: id, now };
  const file = { ...example, audience: 'manual' as const };
  const applied = await applyCadence(context, { file, publish: { existing: 'leave', enrolled: 'move' } });
  if (applied.kind !== 'applied') throw new Error(`the example cadence was refused: ${JSON.stringify(applied)}`);
}
