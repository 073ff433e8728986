// every change of a record is an event: who, when, what before → after, and why it happened.
import type { Actor } from '#core/records/actor.ts';
import type { FieldValue, FieldValues } from '#core/records/field.ts';
import type { Instant } from '#core/time/instant.ts';

export type Cause =
  | { readonly kind: 'user' }
  | { readonly kind: 'import'; readonly id: string }
  /** By the public id of the record that stays. */
  | { readonly kind: 'merge'; readonly id: string }
  | { readonly kind: 'automation'; readonly id: string }
  /** What a stranger entered: by the form's public id. */
  | { readonly kind: 'web_form'; readonly id: string };

/** Whose change it is. Null actor: nobody in person. */
export type ChangedBy = { readonly actor: Actor | null; readonly at: Instant; readonly cause: Cause };

/**
 * Field key → [before, after]. `created_at` marks the creation, `deleted_at` the way to the recycle bin, `merged` what the
 * records were called that became part of it.
 */
export type Changes = Readonly<Record<string, readonly [FieldValue, FieldValue]>>;

/** As the history stores it: 'user', 'import:…', 'merge:…', 'automation:…', 'web_form:…'. */
export function causeText(cause: Cause): string {
  return cause.kind === 'user' ? 'user' : `${cause.kind}:${cause.id}`;
}

/** What really differs between the values and what they are to become; keys that are not in `after` stay. */
export function changesBetween(before: FieldValues, after: FieldValues): Changes {
  const changes: Record<string, readonly [FieldValue, FieldValue]> = {};
  for (const [key, value] of Object.entries(after)) {
    const old = before[key] ?? null;
    if (!sameValue(old, value)) changes[key] = [old, value];
  }
  return changes;
}

export function sameValue(a: FieldValue, b: FieldValue): boolean {
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) {
    return a.length === b.length && a.every((text, index) => text === b[index]);
  }
  return a === b;
}
