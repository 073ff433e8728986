import { assert } from '#core/assert.ts';

/** Names that stand as their number in an enrollment's state; append only. What isn't among them (a link, a result) stands as it is. */
const NAMES = [
  'sent',
  'opened',
  'clicked',
  'replied',
  'bounced',
  'unsubscribed',
  'not_opened',
  'not_clicked',
  'not_replied',
  'not_started',
  'deferred',
  'in_progress',
  'completed',
  'waiting_for_input',
  'scheduled',
  'overdue',
  'cancelled',
  'delivered',
  'read',
  'not_read',
  'failed',
] as const;
const NUMBERS: ReadonlyMap<string, number> = new Map(NAMES.map((name, number) => [name, number]));

/** Undefined: it stands as it is. */
export function numberOfName(name: string): number | undefined {
  return NUMBERS.get(name);
}

export function nameOfNumber(number: number): string {
  const name = NAMES[number];
  assert(name !== undefined, `unknown name ${number} in an enrollment's state`);
  return name;
}
