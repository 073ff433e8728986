// K-123: what an error of the WhatsApp Cloud API means, by its code: whose fault it is, and whether trying again helps.
import type { FailureReason } from '#core/cadence/input.ts';
import type { DeliveryOutcome } from '#core/message/channel.ts';

export type ApiError = { readonly code: number; readonly text: string };

const of = (codes: string): ReadonlySet<number> => new Set(codes.split(' ').map(Number));

/** Undeliverable, not in the conversation's window, limits of marketing, opted out, an experiment of Meta's, spam. */
const RECIPIENT = of('131021 131026 131047 131048 131049 131050 130472');
const OPTED_OUT = 131050;
/** Of ours: what there is a name for. */
const NAMED: ReadonlyMap<number, FailureReason> = new Map([
  [132001, 'template_missing'],
  ...[131008, 131009, 132000, 132005, 132012].map((code) => [code, 'template_error'] as const),
]);
/** Limits of the app, the account, the number, the pair of numbers; faults that pass. */
const PASSING = of('1 2 4 80007 130429 131000 131016 131056 131057 133004');
/** Token, rights, payment, an account that is locked or a number that isn't registered: nobody's message would go. */
const POLICY = of('0 3 10 190 368 131005 131031 131042 131045 133010');
/** Rights of the Graph API. */
const RIGHTS = { from: 200, to: 299 } as const;

export type Sorted = Extract<DeliveryOutcome, { readonly kind: 'refused' | 'try_later' }>;

/** `status`: of the HTTP answer; null: the error came with a webhook. What nobody knows is ours: it stops, and says why. */
export function sortError({ code, text }: ApiError, status: number | null): Sorted {
  const refused = { kind: 'refused', status: String(code), text } as const;
  if (RECIPIENT.has(code)) {
    return { ...refused, side: 'recipient', remembered: code === OPTED_OUT ? 'unsubscribed' : null };
  }
  if (PASSING.has(code) || status === 429) return { kind: 'try_later', text: `${code} ${text}` };
  const isRights = (code >= RIGHTS.from && code <= RIGHTS.to) || status === 401 || status === 403;
  if (POLICY.has(code) || isRights) return { ...refused, side: 'policy' };
  return { ...refused, side: 'ours', reason: NAMED.get(code) ?? 'whatsapp_refused' };
}
