// K-34: what a person answers to a message of an old round, or of another cadence, is on the record's timeline and counts
// for the unenrolment rules of the rounds that run now. It starts and ends no branch of theirs.
import type { Heard } from '#core/cadence/input.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import { listOtherActiveRounds } from '#storage/enrollments/enrollments.ts';
import type { NewInput } from '#storage/enrollments/inputs.ts';

export type Answered = Heard & {
  /** The round that the message was of. */
  readonly enrollment: string;
  readonly record: string;
  readonly module: string;
  readonly at: Instant;
};

/** The inputs of the other rounds, to be added together with the round's own: their locks are taken in one order. */
export async function heardElsewhere(tx: Tx, answered: readonly Answered[]): Promise<NewInput[]> {
  const inputs: NewInput[] = [];
  for (const { response, channel, at, ...message } of answered) {
    const heard = channel === undefined ? { response } : { response, channel };
    const input = { kind: 'heard_elsewhere', ...heard, at, actor: null } as const;
    for (const enrollment of await listOtherActiveRounds(tx, message)) inputs.push({ enrollment, input });
  }
  return inputs;
}
