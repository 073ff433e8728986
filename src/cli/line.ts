import type { Command } from 'commander';
import type { Answer } from '#cli/answer.ts';
import type { Programs, Who } from '#cli/programs.ts';
import type { Terminal } from '#cli/terminal.ts';

/** What every command is given. */
export type Line = {
  readonly terminal: Terminal;
  readonly programs: Programs;
  /** Makes an action of a function that answers; `this` of commander is not needed. */
  readonly answering: <Arguments extends unknown[]>(
    work: (who: Who, ...given: Arguments) => Promise<Answer>,
  ) => (...given: Arguments) => Promise<void>;
  /** Whether --json was said. */
  readonly isForPrograms: () => boolean;
};

/** Adds its commands to the parent. */
export type AddCommands = (parent: Command, line: Line) => void;
