// timestamptz as a session in UTC prints it: '2026-11-21 22:00:00.123+00'.
import type { Instant } from '#core/time/instant.ts';

/**
 * Years 1000 to 9999; what is finer than a millisecond is cut off. Digit by digit, since every row of the wake loop has one:
 * rewritten to what Date.parse takes, it cost three times as much and left garbage behind.
 */
export function instantFromText(text: string): Instant {
  const end = text.length - '+00'.length;
  return Date.UTC(
    digits(text, 0, 4),
    digits(text, 5, 7) - 1,
    digits(text, 8, 10),
    digits(text, 11, 13),
    digits(text, 14, 16),
    digits(text, 17, 19),
    // '.5' is 500 ms.
    digits(text, 20, Math.min(23, end)) * 10 ** Math.max(0, 23 - Math.max(20, end)),
  );
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) value = value * 10 + text.charCodeAt(at) - 48;
  return value;
}
