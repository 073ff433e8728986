import type { Answer } from '#web/api/call.ts';

/** As its recipient reads it. */
export type Message = Answer<'getCaughtMessage'>;
