// Why a message that came in may or may not be an answer to one of ours. Until a person has said so it starts nothing, and
// nothing of the round goes out (K-43, K-45, K-47).
export const doubts = [
  /** It reads like an absence note, though nothing declares it one. */
  'absence_note',
  /** No thread names the message it answers; sender and subject fit one of ours. */
  'no_thread',
  /** The same, and the sender's address is in several records. */
  'shared_address',
] as const;
export type Doubt = (typeof doubts)[number];

export const doubtVerdicts = ['reply', 'no_reply'] as const;
export type DoubtVerdict = (typeof doubtVerdicts)[number];

const PREFIX =
  /^\s*(\[[^\]]{0,40}\]\s*)?(re|fwd?|aw|wg|sv|antw|r|rif|res|回复|回覆|答复|答覆|转发|轉寄|回信)\s*(\[\d{1,3}\])?\s*[:：]/i;
const PREFIXES_MAX = 10;

/** What a subject is about: without the marks of answers, in one case, without spaces. */
export function threadSubject(subject: string): string {
  let rest = subject.slice(0, 1_000);
  for (let n = 0; n < PREFIXES_MAX && PREFIX.test(rest); n++) rest = rest.replace(PREFIX, '');
  return rest.replace(/\s+/g, '').toLowerCase();
}
