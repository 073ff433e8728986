import type { Answer } from '#web/api/call.ts';

/** What a simulation that is done came to. */
export type Result = NonNullable<Answer<'getSimulation'>['result']>;
