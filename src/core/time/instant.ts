// An instant is a point on the time line, in milliseconds since 1970-01-01T00:00:00Z. Every time in core is one;
// calendar arithmetic lives in calendar.ts and nowhere else. Core never reads a clock: `now` comes in.

/** Milliseconds since the Unix epoch, whole. */
export type Instant = number;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
