// How a message goes on with earlier ones (E-3): readers of mail keep together what names the earlier Message-IDs and has the
// same subject.
import type { EmailSettings } from '#core/cadence/definition.ts';
import { fold } from '#core/records/fold.ts';

export type Earlier = { readonly messageId: string; readonly recipient: string; readonly subject: string };

/** What a References header holds at most: RFC 5322 lines are short, and the first and the latest say enough. */
const REFERENCES_MAX = 20;

/** The earlier messages that one to this address goes on with, oldest first. */
export function conversationOf<One extends Earlier>(
  { thread }: EmailSettings,
  address: string,
  earlier: readonly One[],
): readonly One[] {
  if (thread === undefined) return [];
  return earlier.filter(({ recipient }) => fold(recipient) === fold(address)).slice(-REFERENCES_MAX);
}

/** Of a reply: the conversation's, said as replies say it; else the template's own. */
export function subjectIn([first]: readonly Earlier[], own: string): string {
  if (first === undefined) return own;
  return /^(?:re|回复|答复)\s*[:：]/i.test(first.subject) ? first.subject : `Re: ${first.subject}`;
}
