// What a command answers with, for programs and for people, and how it says no.

export type Answer = {
  /** One object or array: with --json this and nothing else is on stdout. */
  readonly json: object;
  /** For people. */
  readonly text: string;
  /** refused: the process ends with 1. */
  readonly kind: 'done' | 'refused';
};

/** The command was refused; the message is one sentence that says what is wrong and what to do. */
export class CommandRefusal extends Error {
  override readonly name: string = 'CommandRefusal';
}

/** The command line itself can't be understood. */
export class UsageRefusal extends CommandRefusal {
  override readonly name = 'UsageRefusal';
}

export const exitCodes = { done: 0, refused: 1, usage: 2 } as const;

export function done(json: object, text: string): Answer {
  return { json, text, kind: 'done' };
}
