// What decide orders done. Commands are saved with the state and carried out later; the outcome returns as an input.
import type { OfRepetition } from '#core/cadence/input.ts';

export type Command =
  /** Carry the follow-up out by its channel. */
  | ({ readonly kind: 'deliver'; readonly followUp: number } & OfRepetition)
  /** The same for one that was ordered before in this round: under the identity it has, if it came so far. */
  | ({ readonly kind: 'deliver_again'; readonly followUp: number } & OfRepetition)
  /** Hold the delivery back if it has not passed the gate. */
  | { readonly kind: 'cancel_delivery'; readonly followUp: number }
  /** The round ended: untouched tasks to the recycle bin, calls cancelled. */
  | { readonly kind: 'withdraw_activity'; readonly followUp: number };

export type DeliverCommand = Extract<Command, { kind: 'deliver' | 'deliver_again' }>;

export function isDeliver(command: Command): command is DeliverCommand {
  return command.kind === 'deliver' || command.kind === 'deliver_again';
}
