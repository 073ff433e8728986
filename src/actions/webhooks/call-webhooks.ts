// Sends what is due and keeps what came of it. Called outside of any transaction: a receiver may take its time.
import type { Seals } from '#actions/accounts/seals.ts';
import { openSecret, signedHeaders } from '#actions/webhooks/signing.ts';
import { switchOff, type Telling, tellSwitchedOff } from '#actions/webhooks/switch-off.ts';
import { type AttemptResult, judge, nextAttemptAt } from '#core/webhooks/attempts.ts';
import type { Outbound } from '#core/net/outbound.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { type ClaimedCall, claimCalls, saveAttempt } from '#storage/webhooks/claim.ts';

export type Calling = Telling & {
  readonly outbound: Outbound;
  readonly seals: Seals;
  readonly clock: () => Instant;
  /** For how long something took. */
  readonly stopwatch: () => number;
};

/** At once; five of them to one receiver. */
const LIMITS = { perWebhook: 5, total: 20 };

/** One round of calls. Gives how many there were. */
export async function callWebhooks(calling: Calling, organization: Organization): Promise<number> {
  const claimed = await calling.database.organization(organization.seat, (tx) =>
    claimCalls(tx, calling.clock(), LIMITS),
  );
  await Promise.all(claimed.map((call) => carryOut(calling, organization, call)));
  return claimed.length;
}

async function carryOut(calling: Calling, organization: Organization, call: ClaimedCall): Promise<void> {
  const started = calling.stopwatch();
  const result = await send(calling, organization, call);
  const tookMs = Math.round(calling.stopwatch() - started);
  const at = calling.clock();
  const verdict = judge(result);
  const nextAt = verdict === 'failed' ? nextAttemptAt(call.attempts, at) : null;
  const off = await calling.database.organization(organization.seat, async (tx) => {
    const isKept = await saveAttempt(tx, call, { ...result, at, tookMs, nextAt });
    if (!isKept || verdict === 'delivered' || nextAt !== null) return null;
    return switchOff(tx, call, { because: verdict === 'gone' ? 'gone' : 'failing', now: at });
  });
  if (off !== null) await tellSwitchedOff(calling, organization, { webhook: off, now: at });
}

async function send(
  { outbound, seals, clock }: Calling,
  { seat }: Organization,
  call: ClaimedCall,
): Promise<AttemptResult> {
  const { url, body, webhook } = call;
  const sealed = [call.secret, ...(call.previousSecret === null ? [] : [call.previousSecret])];
  const secrets = sealed.flatMap((one) => openSecret(seals, { seat, webhook: webhook.publicId }, one) ?? []);
  if (secrets.length === 0) return { status: null, failure: 'secret_lost' };
  const headers = signedHeaders(secrets, { messageId: `msg_${call.publicId}`, body, now: clock() });
  const answered = await outbound.call({ method: 'POST', url, headers, body: Buffer.from(body), answer: 'skip' });
  if (answered.kind === 'failed') return { status: null, failure: answered.failure };
  const { status } = answered;
  return { status, failure: status >= 200 && status < 300 ? null : 'status' };
}
