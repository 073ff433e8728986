// What a simulated office begins with, and its cadences as they are edited while they run.
import { createCadence, editCadence } from '#actions/cadences/save-cadence.ts';
import { publishCadence } from '#actions/cadences/publish-cadence.ts';
import { createRecord } from '#actions/records/create-record.ts';
import { createView } from '#actions/views/create-view.ts';
import { cadenceFile } from '#contract/cadence-file.ts';
import type { CadenceFile } from '#core/cadence/file.ts';
import { loadNumbers } from '#storage/cadences/cadences.ts';
import type { Cadence } from './books.ts';
import { edited, madeUpCadence, VIEW } from './cadences.ts';
import { madeUpPace, setPace, UNHURRIED } from './pace.ts';
import { planOf } from './plan-of-file.ts';
import type { Asking, Simulation } from './simulation.ts';

export async function furnish(simulation: Simulation): Promise<void> {
  const { random, books, people } = simulation;
  const criteria = { field: 'country', is: 'Ghana' } as const;
  const view = { name: VIEW, criteria, columns: ['last_name'], sort: null };
  await createView({ ...simulation.asking(), actor: simulation.stage.mei }, { module: 'leads', view });
  books.pace = random.chance(0.5) ? UNHURRIED : madeUpPace(random);
  if (books.pace !== UNHURRIED) await setPace(simulation);
  for (const name of ['Ada', 'Ben', 'Chen', 'Dora', 'Efe'].slice(0, random.between(3, 5)))
    await addLead(simulation, name);
  for (const name of ['North', 'South'].slice(0, random.between(1, 2))) await addCadence(simulation, name);
  for (const lead of books.leads) for (const cadence of books.cadences) await people.enroll('skip', { lead, cadence });
}

async function addLead(simulation: Simulation, name: string): Promise<void> {
  const { random, now, stage, books } = simulation;
  const email = random.chance(0.9) ? `${name.toLowerCase()}@customer.invalid` : null;
  const doNotEmail = random.chance(0.15);
  const country = random.chance(0.8) ? 'Ghana' : 'Togo';
  const company = random.chance(0.6) ? 'Lagoon Foods' : null;
  const values = {
    ...{
      last_name: name,
      company,
      email,
      country,
      lead_status: 'New',
      do_not_email: doNotEmail,
      owner: stage.omar.publicId,
    },
    // What a poisoned template can't do without.
    first_name: random.chance(0.7) ? name : null,
  };
  const made = await createRecord({ ...simulation.asking(), actor: stage.mei }, { module: 'leads', values });
  if (made.kind !== 'created') throw new Error(`no lead: ${JSON.stringify(made)}`);
  const { id, publicId } = made.record;
  const facts = { leadStatus: 'New', country, createdAt: now };
  books.leads.push({ id, publicId, name, company, email, facts, doNotEmail, isDeleted: false });
  simulation.note(`${name}: ${email ?? 'no address'}, ${country}, ${company ?? 'of no company'}`);
}

async function addCadence(simulation: Simulation, name: string): Promise<void> {
  const file = madeUpCadence(simulation.random, name);
  const saved = await createCadence(simulation.context(simulation.asking()), cadenceFile.parse(file));
  if (saved.kind !== 'saved') throw new Error(`no cadence: ${JSON.stringify(saved)}`);
  const { id, publicId } = saved.cadence;
  const { done, names, plan } = await publish(simulation, simulation.asking(), {
    id,
    publicId,
    file,
    enrolled: 'move',
    revision: saved.cadence.revision,
  });
  if (done.kind !== 'published') throw new Error(`not published: ${JSON.stringify(done)}`);
  simulation.books.cadences.push({ id, publicId, file, status: 'active', plan, names });
  simulation.note(`${name}: ${inShort(file)}`);
}

/** A colleague edits a cadence while it runs (C-55). */
export async function republish(simulation: Simulation): Promise<void> {
  const { random, books, now } = simulation;
  const cadence = random.pick(books.cadences);
  if (cadence.status !== 'active') return;
  const { publicId } = cadence;
  const file = edited(cadence.file, random, `added-${simulation.trace.length}`);
  const enrolled = random.pick(['move', 'move', 'pin'] as const);
  const saved = await simulation.surely('edit', (at) =>
    editCadence(simulation.context(at), { cadence: publicId, file: cadenceFile.parse(file), revision: null }),
  );
  if (saved.kind !== 'saved') throw new Error(`not saved: ${JSON.stringify(saved)}`);
  const { revision } = saved.cadence;
  const { done, ...published } = await simulation.surely('publish', (at) =>
    publish(simulation, at, { ...cadence, file, enrolled, revision }),
  );
  simulation.note(`${file.name} is published again (${enrolled}): ${done.kind} ${inShort(file)}`);
  if (done.kind !== 'published') return;
  // Of a disabled cadence there is nobody to move; published, it runs.
  const moves = enrolled === 'move' && cadence.status === 'active';
  Object.assign(cadence, { file, status: 'active', ...published });
  for (const { id, round, ...kept } of books.rounds.values()) {
    if (!moves || kept.cadence !== cadence || round.status !== 'active') continue;
    books.tell(id, { kind: 'published', plan: cadence.plan, at: now });
  }
}

type Publishing = Pick<Cadence, 'id' | 'publicId' | 'file'> & {
  readonly enrolled: 'move' | 'pin';
  /** The draft's, as it was saved: somebody else's is not published. */
  readonly revision: number | null;
};

/** And reads the numbers that it gave, in the same transaction. */
function publish(simulation: Simulation, at: Asking, { id, publicId, file, enrolled, revision }: Publishing) {
  return at.database.whole(at.organization.seat, async (tx) => {
    const choices = { existing: 'leave', enrolled } as const;
    const done = await publishCadence(simulation.context(at), { cadence: publicId, revision, ...choices });
    const numbers = await loadNumbers(tx, id);
    const turned = (map: ReadonlyMap<string, number>) => new Map([...map].map(([name, number]) => [number, name]));
    const names = { followUps: turned(numbers.followUps), rules: turned(numbers.rules) };
    return { done, names, plan: planOf(file, done.kind === 'published' ? done.version : 0, numbers.followUps) };
  });
}

function inShort(file: CadenceFile): string {
  return JSON.stringify({ ...file, templates: undefined });
}
