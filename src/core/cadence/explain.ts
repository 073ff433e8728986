// Answers "why did this happen" from the history: each event as a sentence's key and what it names. The sentences
// themselves, in every language, are contract/history-words.ts's.
import type { CadenceDefinition } from '#core/cadence/definition.ts';
import type { EnrollmentEvent } from '#core/cadence/event.ts';
import type { Instant } from '#core/time/instant.ts';

export type ToldEvent = {
  readonly at: Instant;
  readonly kind: EnrollmentEvent['kind'];
  /** The follow-up's id in the cadence; the number where the follow-up is gone. */
  readonly followUp: string | null;
  /** A response, reason, origin or version by its code; a rule by its id. */
  readonly detail: string | null;
  /** How `detail` is to be read. */
  readonly about: 'trigger' | 'response' | 'reason' | 'rule' | 'origin' | 'version' | 'nothing';
  readonly dueAt: Instant | null;
  readonly actor: number | null;
};

/** `definitions`: the versions the round ran under, the newest first, so that removed follow-ups keep their names. */
export function tellHistory(
  events: readonly EnrollmentEvent[],
  definitions: readonly CadenceDefinition[],
): ToldEvent[] {
  const followUps = new Map<number, string>();
  const rules = new Map<number, string>();
  for (const definition of [...definitions].reverse()) {
    for (const { number, id } of definition.followUps) followUps.set(number, id);
    for (const { number, id } of definition.unenroll) rules.set(number, id);
  }
  return events.map((event) => {
    const rule = /^rule:(\d+)$/.exec(event.detail ?? '')?.[1];
    return {
      at: event.at,
      kind: event.kind,
      followUp: event.followUp === null ? null : (followUps.get(event.followUp) ?? `#${event.followUp}`),
      detail: rule === undefined ? event.detail : (rules.get(Number(rule)) ?? `#${rule}`),
      about: rule === undefined ? aboutOf(event) : 'rule',
      dueAt: event.dueAt,
      actor: event.actor,
    };
  });
}

function aboutOf({ kind, detail }: EnrollmentEvent): ToldEvent['about'] {
  if (detail === null) return 'nothing';
  if (kind === 'enrolled') return 'origin';
  if (kind === 'follow_up_scheduled') return 'trigger';
  if (kind === 'response_recorded' || kind === 'heard_elsewhere') return 'response';
  if (kind === 'moved_to_version') return 'version';
  return 'reason';
}
