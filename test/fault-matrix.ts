// P3: what can go wrong around the final dot, at 24 points of the dialogue, crossed with the death of the sender at each of its
// commits. Each cell is one letter to one reader; afterwards the mail server is well again and days pass, so that everything
// that may be tried again has been.
import type { CrmRecord } from '#core/records/field.ts';
import { type Death, mortalProcess } from '#test/mortal-process.ts';
import type { Applied, Office } from '#test/office.ts';
import { drop, replyThenEnd, replyThenReset, reset, type Script, type Step } from '#test/peers/scripted-smtp-server.ts';

/** `mayBeTaken`: the server may have accepted the message, for all that anybody knows. */
export type FaultPoint = { readonly name: string; readonly script: Script; readonly mayBeTaken: boolean };

const closing = '421 4.3.2 shutting down';
const resetAfter354: Step = (socket) => {
  socket.write('354 go ahead\r\n', () => socket.resetAndDestroy());
};
const halfAnAnswer: Step = (socket) => {
  socket.write('25', () => socket.destroy());
};

const beforeTheDot: readonly (readonly [string, Script])[] = [
  ['dropped at the greeting', { greeting: drop }],
  ['421 at the greeting', { greeting: replyThenEnd(closing) }],
  ['554 at the greeting', { greeting: replyThenEnd('554 5.3.2 not here') }],
  ['dropped at EHLO', { ehlo: drop }],
  ['421 at EHLO', { ehlo: replyThenEnd(closing) }],
  ['dropped at MAIL', { mail: drop }],
  ['421 at MAIL', { mail: replyThenEnd(closing) }],
  ['451 at MAIL', { mail: '451 4.3.0 not now' }],
  ['reset at RCPT', { rcpt: reset }],
  ['451 at RCPT', { rcpt: '451 4.7.1 greylisted' }],
  ['550 at RCPT', { rcpt: '550 5.1.1 nobody of that name' }],
  ['dropped before 354', { data: drop }],
  ['421 before 354', { data: replyThenEnd(closing) }],
  ['451 instead of 354', { data: '451 4.3.0 not now' }],
  ['reset after 354', { data: resetAfter354 }],
  ['dropped within the body', { body: drop }],
];

const atTheDot: readonly (readonly [string, Step, mayBeTaken: boolean])[] = [
  ['dropped after the dot', drop, true],
  ['reset after the dot', reset, true],
  ['250 and a reset', replyThenReset('250 2.0.0 queued'), true],
  ['half an answer to the dot', halfAnAnswer, true],
  ['an answer to the dot that is none', 'what?', true],
  ['421 to the dot', replyThenEnd(closing), false],
  ['451 to the dot', '451 4.3.0 not now', false],
  ['552 to the dot', '552 5.3.4 too large', false],
];

export const faultPoints: readonly FaultPoint[] = [
  ...beforeTheDot.map(([name, script]) => ({ name, script, mayBeTaken: false })),
  ...atTheDot.map(([name, dot, mayBeTaken]) => ({ name, script: { dot }, mayBeTaken })),
];

/** The commits of a sender with one letter: the maker of tasks looks for work beside the first, the other lane beside the second. */
const CLAIM = 0;
const SNAPSHOT = 2;
const GATE = 4;
const OUTCOME = 5;

/** Just before and just after each of them is kept. Null: nobody dies. */
export const deaths: readonly (Death | null)[] = [
  null,
  ...[CLAIM, SNAPSHOT, GATE, OUTCOME].flatMap((at): Death[] => [
    { at, when: 'before_commit' },
    { at, when: 'after_commit' },
  ]),
];

export type Cell = { readonly fault: FaultPoint; readonly death: Death | null };

export type CellResult = Cell & {
  /** Messages that recipients have, or may have. */
  readonly taken: number;
  /** As the delivery stands in the end. */
  readonly state: string;
  readonly verdict: 'once' | 'not_sent_and_said' | 'parked' | 'duplicate' | 'lost';
};

export function everyCell(): Cell[] {
  return faultPoints.flatMap((fault) => deaths.map((death) => ({ fault, death })));
}

/** `letters`: one letter to the reader, whatever comes of it. */
export async function tryCells(
  office: Office,
  letters: Applied,
  { cells, name }: { readonly cells: readonly Cell[]; readonly name: string },
): Promise<CellResult[]> {
  const tried: { cell: Cell; lead: CrmRecord; dots: number }[] = [];
  const readers = await office.leadsNamed(name, cells.length);
  for (const [index, cell] of cells.entries()) {
    const lead = readers[index];
    if (lead === undefined) throw new Error('a reader each');
    await office.enroll(letters, lead);
    tried.push({ cell, lead, dots: await tryOnce(office, cell) });
    await office.leaseRunsOut(lead);
    await office.resumesSending();
    // Whoever comes after the dead takes over, so that the next cell finds nothing of this one.
    await office.passMinute();
  }
  await office.passDays(5);
  return Promise.all(tried.map((one) => judge(office, one)));
}

/** How many final dots the server saw. */
async function tryOnce(office: Office, { fault, death }: Cell): Promise<number> {
  const { organization, database } = office.world;
  const peer = await office.sendsTo(fault.script);
  await office.steps.wake(organization);
  if (death === null) {
    await office.steps.deliver(organization);
    await office.sendsToMailbox();
    return peer.dots;
  }
  const process = mortalProcess(database, death);
  const delivering = office.worker({ database: process.database }).deliver(organization);
  await Promise.race([delivering, process.died]);
  await office.leavesTheDead();
  return peer.dots;
}

async function judge(
  office: Office,
  { cell, lead, dots }: { cell: Cell; lead: CrmRecord; dots: number },
): Promise<CellResult> {
  const [delivery] = await office.deliveries(lead);
  const state = delivery?.state ?? 'none';
  const taken = (await office.got(lead)).length + (cell.fault.mayBeTaken ? dots : 0);
  return { ...cell, taken, state, verdict: verdictOf(taken, state) };
}

function verdictOf(taken: number, state: string): CellResult['verdict'] {
  if (taken > 1) return 'duplicate';
  if (state === 'unconfirmed') return 'parked';
  if (state === 'sent') return taken === 1 ? 'once' : 'lost';
  return ['failed', 'bounced'].includes(state) && taken === 0 ? 'not_sent_and_said' : 'lost';
}
