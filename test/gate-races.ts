// P4: stops and final dots at the same instant. Each reader's second letter is due; while it is being sent the round is stopped,
// and as soon as the stop is acknowledged we look whether the letter had passed the gate. If it hadn't, no dot may follow.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { CrmRecord } from '#core/records/field.ts';
import { lettersNamed, stops } from '#test/gate-stops.ts';
import type { Applied, Office } from '#test/office.ts';

export type Raced = {
  readonly races: number;
  /** Stops that were acknowledged before the gate. */
  readonly stoppedBefore: number;
  readonly passedBefore: number;
  /** A dot after an acknowledged stop, none though the gate was passed, or a stop that nobody acknowledged. */
  readonly violations: number;
};

type Race = { readonly lead: CrmRecord; readonly letters: Applied; readonly stop: (typeof stops)[number] };

/** One race in five ends with its whole cadence, a few of which share one. */
const OF_ALL_SHARE = 5;
const CADENCES_OF_THEIR_OWN = 6;

/** `name`: of the cadences and readers, new in this office. */
export async function raceAtTheGate(
  office: Office,
  { count, name }: { readonly count: number; readonly name: string },
): Promise<Raced> {
  const races = await prepare(office, { count, name });
  const acknowledged = await runAll(office, races);
  await office.passDays(1);
  const dots = await secondLetters(office, races);
  const outcomes = races.map(({ lead }) => ({ wasPast: acknowledged.get(lead.id), dots: dots.get(lead.id) ?? 0 }));
  const howMany = (is: (outcome: (typeof outcomes)[number]) => boolean) => outcomes.filter(is).length;
  return {
    races: races.length,
    passedBefore: howMany(({ wasPast }) => wasPast === true),
    stoppedBefore: howMany(({ wasPast }) => wasPast === false),
    violations: howMany((one) => one.wasPast === undefined || one.dots !== (one.wasPast ? 1 : 0)),
  };
}

async function prepare(office: Office, { count, name }: { count: number; name: string }): Promise<Race[]> {
  const shared = await office.apply(lettersNamed(name));
  const own: Applied[] = [];
  for (let i = 0; i < CADENCES_OF_THEIR_OWN; i++) own.push(await office.apply(lettersNamed(`${name} ${i}`)));
  const ofOne = stops.filter(({ ofAll }) => ofAll !== true);
  const disabling = stops.find((stop) => stop.name === 'disabling');
  const readers = await office.leadsNamed(name, count);
  const races = readers.flatMap((lead, i): Race[] => {
    const letters = i < count / OF_ALL_SHARE ? own[i % own.length] : shared;
    const stop = letters === shared ? ofOne[i % ofOne.length] : disabling;
    return letters === undefined || stop === undefined ? [] : [{ lead, letters, stop }];
  });
  for (const letters of [shared, ...own]) {
    const leads = races.filter((race) => race.letters === letters).map(({ lead }) => lead);
    if (leads.length > 0) await office.enrollAll(letters, leads);
  }
  await office.settle();
  office.skip(1, 'hours');
  await office.steps.wake(office.world.organization);
  return races;
}

/** By record: whether its letter had passed the gate when its stop was acknowledged. */
async function runAll(office: Office, races: readonly Race[]): Promise<Map<string, boolean>> {
  const acknowledged = new Map<string, boolean>();
  const ofAll = new Map<Applied, Promise<unknown>>();
  const stopOnce = (race: Race): Promise<unknown> => {
    if (race.stop.ofAll !== true) return race.stop.stop(office, race.lead, race.letters);
    const stopping = ofAll.get(race.letters) ?? race.stop.stop(office, race.lead, race.letters);
    ofAll.set(race.letters, stopping);
    return stopping;
  };
  const stopAndLook = async (race: Race): Promise<void> => {
    await stopOnce(race);
    const [, second = 'none'] = await office.deliveryStates(race.lead);
    acknowledged.set(race.lead.id, ['dot_pending', 'sent'].includes(second));
  };
  const byAddress = new Map(races.map((race, i) => [String(race.lead.values['email']), { race, i }]));
  const stopping: Promise<void>[] = [];
  office.atTheGate = {
    // Some begin to stop while the message is composed, some together with the gate.
    before: async ({ to }) => {
      const found = byAddress.get(to.address);
      if (found === undefined) return;
      stopping.push(stopAndLook(found.race));
      if (found.i % 2 === 0) await nextTurn();
    },
  };
  await slowGates(office, () => office.steps.deliver(office.world.organization));
  await Promise.all(stopping);
  office.atTheGate = {};
  return acknowledged;
}

async function secondLetters(office: Office, races: readonly Race[]): Promise<Map<string, number>> {
  const ids = races.map(({ lead }) => lead.id);
  const got = await office.query<{ record: string; n: number }>(sql`
    select d.record_id as record, count(*)::int as n from caught_message c join delivery d on d.id = c.delivery_id
    where d.record_id = any(${ids}::bigint[]) and d.follow_up <> 1 group by 1`);
  return new Map(got.map(({ record, n }) => [record, n]));
}

/** Each passing takes some milliseconds between its check and its commit: a stop that is not locked out slips in. */
async function slowGates(office: Office, work: () => Promise<unknown>): Promise<void> {
  await office.asOwner(sql`
    create function slow() returns trigger language plpgsql as
      'begin if new.state = ''dot_pending'' then perform pg_sleep(0.004); end if; return null; end'`);
  await office.asOwner(sql`create trigger slow after update on delivery for each row execute function slow()`);
  await work();
  await office.asOwner(sql`drop function slow cascade`);
}
