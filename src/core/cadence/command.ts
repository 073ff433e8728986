// What decide orders done. Commands are saved with the state and carried out later; the outcome returns as an input.

export type Command =
  /** Carry the follow-up out by its channel. */
  | { readonly kind: 'deliver'; readonly followUp: number }
  /** The same for one that was ordered before in this round: under the identity it has, if it came so far. */
  | { readonly kind: 'deliver_again'; readonly followUp: number }
  /** Hold the delivery back if it has not passed the gate. */
  | { readonly kind: 'cancel_delivery'; readonly followUp: number }
  /** The round ended: untouched tasks to the recycle bin, calls cancelled. */
  | { readonly kind: 'withdraw_activity'; readonly followUp: number };

export function isDeliver(command: Command): boolean {
  return command.kind === 'deliver' || command.kind === 'deliver_again';
}
