// Who does something, and what: by chance, through the product's own actions. Each act may be cut off by a crash of the
// process that serves it, and is then asked for again, as people and programs do.
import { type EarlierChoice, enrollRecords } from '#actions/enrollments/enroll-records.ts';
import { unenrollRecords } from '#actions/enrollments/unenroll-records.ts';
import type { Cadence, Lead } from './books.ts';
import { Colleagues } from './colleagues.ts';
import { expectedAnswer } from './enrolling.ts';
import { republish } from './furnishing.ts';
import { pickFrom } from './random.ts';
import { Recipients } from './recipients.ts';
import type { Simulation } from './simulation.ts';
import { Violation } from './watch.ts';

export class People {
  readonly recipients: Recipients;
  readonly colleagues: Colleagues;
  private readonly simulation: Simulation;

  constructor(simulation: Simulation) {
    this.simulation = simulation;
    this.recipients = new Recipients(simulation);
    this.colleagues = new Colleagues(simulation);
  }

  /** One thing that somebody does now. */
  async actOnce(): Promise<void> {
    const { random } = this.simulation;
    const act = random.weighted<() => Promise<void>>([
      [20, () => this.recipients.respond(random.pick(['opened', 'clicked'] as const))],
      [6, () => this.recipients.answer('replied')],
      [1, () => this.recipients.answer('bounced')],
      [1, () => this.recipients.respond('unsubscribed')],
      [14, () => this.colleagues.setStatus()],
      [5, () => this.colleagues.changeRecord()],
      [0.5, () => this.colleagues.deleteLead()],
      [8, () => this.enroll('skip')],
      [4, () => this.enroll('continue')],
      [3, () => this.enroll(random.pick(['restart', 'only_restart', 'only_continue'] as const))],
      [1, () => this.unenroll()],
      [
        this.simulation.books.cadences.some(({ status }) => status === 'disabled') ? 8 : 0.5,
        () => this.colleagues.switchCadence(),
      ],
      [2, () => republish(this.simulation)],
      [5, () => this.colleagues.review()],
      [2, () => this.recipients.switchMailbox()],
    ]);
    await act();
  }

  /** Something that must hold a message back, done while that message is on its way. */
  async stopSomething(): Promise<void> {
    const { random } = this.simulation;
    const act = random.weighted<() => Promise<void>>([
      [3, () => this.unenroll()],
      [2, () => this.recipients.answer('replied')],
      [2, () => this.recipients.respond('unsubscribed')],
      [2, () => this.colleagues.changeRecord()],
      [1, () => this.colleagues.switchCadence()],
      [1, () => this.colleagues.deleteLead()],
    ]);
    await act();
  }

  async enroll(earlier: EarlierChoice, whom = this.anybody()): Promise<void> {
    const { simulation } = this;
    const { definitions } = simulation;
    const { lead, cadence } = whom;
    const result = await simulation.surely('enroll', (at) =>
      enrollRecords({
        ...at,
        definitions,
        cadence: cadence.id,
        records: [lead.id],
        origin: 'manual',
        earlier,
        actor: 1,
      }),
    );
    const answer = result.kind === 'refused' ? result.reason : result.answers.get(lead.id);
    if (answer === undefined) throw new Violation('P1 a record got no answer');
    const told = typeof answer === 'string' ? answer : answer.kind === 'skipped' ? answer.reason : answer.kind;
    simulation.note(`${lead.name} is asked into ${cadence.file.name} (${earlier}): ${told}`);
    const id = typeof answer === 'string' || answer.kind === 'skipped' ? null : answer.enrollment;
    const expected = expectedAnswer(simulation, { lead, cadence, earlier, id });
    if (told !== expected) throw new Violation(`P5 ${lead.name} is answered ${told}, must be ${expected}`);
  }

  private anybody(): { readonly lead: Lead; readonly cadence: Cadence } {
    const { random, books } = this.simulation;
    return { lead: random.pick(books.leads), cadence: random.pick(books.cadences) };
  }

  private async unenroll(): Promise<void> {
    const { simulation } = this;
    const { random, books, definitions, watch } = simulation;
    const kept = pickFrom(
      random,
      [...books.rounds.values()].filter(({ id, round }) => round.status === 'active' && !watch.damaged.has(id)),
    );
    if (kept === null) return;
    const { cadence, lead } = kept;
    await simulation.surely('unenroll', (at) =>
      unenrollRecords({ ...at, definitions, cadence: cadence.id, records: [lead.id], reason: 'manual', actor: 1 }),
    );
    simulation.note(`${lead.name} is taken out of ${cadence.file.name}`);
    // Meanwhile somebody else may have begun another round with it: that is taken out then.
    const latest = books.latest(lead, cadence);
    if (latest?.round.status !== 'active') return;
    books.tell(latest.id, { kind: 'end', reason: 'manual', at: simulation.now });
    books.look(latest, simulation.now);
  }
}
