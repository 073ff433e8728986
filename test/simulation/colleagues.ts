// What colleagues do in the office: work on tasks and calls, change records, switch cadences, judge what may have gone out.
import { updateActivity } from '#actions/activities/update-activity.ts';
import { disableCadence, enableCadence } from '#actions/cadences/switch-cadence.ts';
import { reviewFollowUp, type Verdict } from '#actions/enrollments/review-follow-up.ts';
import { deleteRecord } from '#actions/records/delete-record.ts';
import { updateRecord } from '#actions/records/update-record.ts';
import { callStatuses, defaultCallResults, taskStatuses } from '#core/cadence/response.ts';
import { resumeSending } from '#storage/organizations/members.ts';
import type { Cadence, Lead } from './books.ts';
import { pickFrom } from './random.ts';
import type { SeenActivity } from './sight.ts';
import type { Simulation } from './simulation.ts';
import { Violation } from './watch.ts';

export class Colleagues {
  private readonly simulation: Simulation;
  private sequence = 0;

  constructor(simulation: Simulation) {
    this.simulation = simulation;
  }

  async setStatus(): Promise<void> {
    const { simulation } = this;
    const { random, books } = simulation;
    const chosen = pickFrom(
      random,
      simulation.watch.sight.activities.filter(({ isDeleted }) => !isDeleted),
    );
    if (chosen === null) return;
    const edit = this.editOf(chosen);
    const edited = await simulation.surely('set status', ({ database, organization, now }) =>
      updateActivity({ database, organization, actor: 1, now }, { activity: chosen.publicId, ...edit }),
    );
    // As it was just before: this commit has not been looked at yet.
    const activity = simulation.watch.sight.activities.find(({ id }) => id === chosen.id);
    if (activity === undefined || activity.isDeleted) return;
    if (edited.kind === 'refused') throw new Violation(`the activity was refused: ${edited.reason}`);
    const result = edit.result ?? (edit.status === 'completed' ? activity.result : null);
    const kept = books.rounds.get(activity.enrollment);
    if (kept === undefined || (edited.status === activity.status && result === activity.result)) return;
    const step = books.stepName(kept, activity.followUp);
    simulation.note(`${step} of round ${kept.id} is set to ${edited.status} ${result ?? ''}`);
    books.tell(kept.id, { kind: 'status', step, name: edited.status, result, at: simulation.now });
  }

  private editOf({ kind }: SeenActivity): Pick<Parameters<typeof updateActivity>[1], 'status' | 'result'> {
    const { random } = this.simulation;
    if (kind === 'task') return { status: random.pick(taskStatuses) };
    return random.chance(0.5) ? { status: random.pick(callStatuses) } : { result: random.pick(defaultCallResults) };
  }

  async changeRecord(): Promise<void> {
    const { simulation } = this;
    const lead = this.anyLead();
    if (lead === null) return;
    const change = simulation.random.pick<Partial<Lead> | Partial<Lead['facts']>>([
      { leadStatus: 'Not interested' },
      { leadStatus: 'New' },
      { country: simulation.random.pick(['Ghana', 'Togo']) },
      { doNotEmail: !lead.doNotEmail },
      { email: `${lead.name.toLowerCase()}.${++this.sequence}@customer.invalid` },
    ]);
    const names = {
      leadStatus: 'lead_status',
      country: 'country',
      doNotEmail: 'do_not_email',
      email: 'email',
    } as const;
    const values = Object.fromEntries(
      Object.entries(change).map(([key, value]) => [names[key as keyof typeof names], value]),
    );
    await simulation.surely('change record', (at) =>
      updateRecord(
        { ...at, actor: simulation.stage.mei },
        { module: 'leads', record: lead.publicId, revision: null, values },
      ),
    );
    simulation.note(`${lead.name} changes: ${JSON.stringify(values)}`);
    if ('leadStatus' in change || 'country' in change) lead.facts = { ...lead.facts, ...change };
    else Object.assign(lead, change);
  }

  async deleteLead(): Promise<void> {
    const { simulation } = this;
    const lead = this.anyLead();
    if (lead === null || simulation.random.chance(0.5)) return;
    await simulation.surely('delete record', (at) =>
      deleteRecord({ ...at, actor: simulation.stage.mei }, { module: 'leads', record: lead.publicId, revision: null }),
    );
    simulation.note(`${lead.name} is deleted`);
    if (lead.isDeleted) return;
    lead.isDeleted = true;
    for (const { id } of simulation.books.activeRounds(lead)) {
      simulation.books.tell(id, { kind: 'end', reason: 'record_deleted', at: simulation.now });
    }
  }

  async switchCadence(): Promise<void> {
    const { simulation } = this;
    const cadence = simulation.random.pick(simulation.books.cadences);
    if (cadence.status === 'disabled') return this.enable(cadence);
    const done = await simulation.surely('disable', (at) => disableCadence(simulation.context(at), cadence.publicId));
    if (done.kind === 'refused') return;
    simulation.note(`${cadence.file.name} is disabled`);
    cadence.status = 'disabled';
    for (const { id, round, ...kept } of simulation.books.rounds.values()) {
      if (kept.cadence === cadence && round.status === 'active') {
        simulation.books.tell(id, { kind: 'disabled', at: simulation.now });
      }
    }
  }

  async enable(cadence: Cadence): Promise<void> {
    const { simulation } = this;
    const done = await simulation.surely('enable', (at) =>
      enableCadence(simulation.context(at), { cadence: cadence.publicId, existing: 'leave' }),
    );
    if (done.kind === 'switched') cadence.status = 'active';
    simulation.note(`${cadence.file.name} is ${cadence.status}`);
  }

  /** A person looks at what may have gone out. */
  async review(): Promise<void> {
    const { simulation } = this;
    const { random, books } = simulation;
    const open = simulation.watch.sight.deliveries.filter(({ state }) => state === 'unconfirmed');
    const delivery = pickFrom(random, open);
    if (delivery === null) return;
    const verdict = random.pick<Verdict>(['send_again', 'mark_sent', 'skip']);
    const { followUp, repetition, enrollment } = delivery;
    const isTaken = await simulation.surely('review', (at) =>
      reviewFollowUp({ ...at, enrollment, followUp, verdict, actor: 1 }),
    );
    const kept = books.rounds.get(enrollment);
    if (!isTaken || kept === undefined) return;
    const step = books.stepName(kept, followUp);
    simulation.note(`${step} of round ${kept.id} is judged: ${verdict}`);
    if (verdict === 'send_again') simulation.allowSendAgain({ kept, step, time: repetition });
    books.tell(kept.id, { kind: 'verdict', step, verdict, at: simulation.now });
  }

  async resumesSending(): Promise<void> {
    await this.simulation.surely('resume', ({ database, organization }) =>
      database.organization(organization.seat, (tx) => resumeSending(tx)),
    );
    this.simulation.note('sending is resumed');
  }

  private anyLead(): Lead | null {
    const { random, books } = this.simulation;
    return pickFrom(
      random,
      books.leads.filter(({ isDeleted }) => !isDeleted),
    );
  }
}
