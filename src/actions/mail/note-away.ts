// K-40: an automatic reply may say when its sender is back. Mail to them can wait for the morning of that day.
import { returnDateIn } from '#core/message/return-date.ts';
import { dayOfDate, localDate, reachedOnDay } from '#core/time/calendar.ts';
import { HOUR, type Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import { noteAway, noteBack } from '#storage/mail/away.ts';
import { releaseHeldByDoubt } from '#storage/mail/doubtful-replies.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

/** By the organisation's clock. Where it opens later, its hours hold (C-39). */
const MORNING_MS = 9 * HOUR;

export type AbsenceNote = {
  readonly organization: Organization;
  /** Of the addresses that they were written to at. */
  readonly hashes: readonly Uint8Array[];
  readonly subject: string;
  readonly text: string;
  readonly at: Instant;
};

export async function noteAbsence(tx: Tx, { organization, hashes, subject, text, at }: AbsenceNote): Promise<void> {
  const { timeZone } = organization;
  const date = returnDateIn(`${subject}\n${text}`, localDate(at, timeZone));
  if (date === null || hashes.length === 0) return;
  await noteAway(tx, { hashes, backAt: reachedOnDay(dayOfDate(date), MORNING_MS, timeZone), now: at });
}

export type Sign = { readonly hashes: readonly Uint8Array[]; readonly enrollment: string; readonly at: Instant };

/** Who answers in person is there, whatever they said before. */
export async function noteReturn(tx: Tx, { hashes, enrollment, at }: Sign): Promise<void> {
  if (await noteBack(tx, hashes)) await releaseHeldByDoubt(tx, [enrollment], at);
}
