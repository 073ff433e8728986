// What became of deliveries, taken back into the engine: the delivery is settled under its fence, and the enrollment
// gets its input in the same transaction. Certain failures are tried again for 72 hours; what may have gone out is
// never sent again by itself (C-33).
import type { Held } from '#core/cadence/enrollment.ts';
import type { Fact, FailureReason, SuppressionReason } from '#core/cadence/input.ts';
import type { DeliveryOutcome } from '#core/message/channel.ts';
import { HOUR, type Instant, MINUTE } from '#core/time/instant.ts';
import { pauseSenderOf } from '#actions/mail/pause-sender.ts';
import { watchBounces } from '#actions/mail/watch-bounces.ts';
import type { Database, Tx } from '#storage/db.ts';
import type { ClaimedDelivery } from '#storage/deliveries/claim-deliveries.ts';
import { putOff } from '#storage/deliveries/choose-outgoing.ts';
import { settleDeliveries, type SettledState, type Settlement } from '#storage/deliveries/settle-deliveries.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import type { BouncesOfAccount } from '#storage/mail/bounce-tally.ts';
import { addressKey, enrollmentKey, lock } from '#storage/locks.ts';
import { suppress } from '#storage/mail/suppressions.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type Outcome =
  | Exclude<DeliveryOutcome, { kind: 'stopped' }>
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly text: string }
  | { readonly kind: 'suppressed'; readonly reason: SuppressionReason }
  /** Not now: the account that it goes by is paused. */
  | { readonly kind: 'sender_paused'; readonly until: Instant }
  /** Not now, and its round is told why (C-42). */
  | { readonly kind: 'held'; readonly held: Held };

export type Report = {
  readonly delivery: ClaimedDelivery;
  readonly outcome: Outcome;
  /** The recipient, so that a hard refusal is remembered; absent where there is none. */
  readonly addressHash?: Buffer;
};

type Reports = { readonly organization: Organization; readonly reports: readonly Report[]; readonly now: Instant };

export async function reportOutcomes(database: Database, reports: Reports): Promise<void> {
  await database.organization(reports.organization.seat, (tx) => settleReports(tx, reports));
}

/** Inside the caller's transaction. A report of a delivery that is no longer this worker's changes nothing. */
export async function settleReports(tx: Tx, { organization, reports, now }: Reports): Promise<void> {
  const refused = reports.flatMap(({ outcome, addressHash }) => {
    const reason = rememberedFor(outcome);
    return reason === null || addressHash === undefined ? [] : [{ reason, hash: addressHash }];
  });
  // Advisory locks before the rows, as everybody takes them: the inputs below need the rounds'.
  const { seat } = organization;
  await lock(tx, {
    exclusive: refused.map(({ hash }) => addressKey(seat, hash)),
    shared: reports.map(({ delivery }) => enrollmentKey(seat, delivery.enrollment)),
  });
  const verdicts = reports.map((report) => ({ report, verdict: verdictOf(report, now) }));
  const settled = await settleDeliveries(
    tx,
    verdicts.map(({ report, verdict }) => settlementOf(report, verdict)),
    now,
  );
  const held = reports.flatMap(({ delivery: { id }, outcome }) =>
    outcome.kind === 'held' && settled.has(id) ? [{ id, held: outcome.held }] : [],
  );
  if (held.length > 0) await putOff(tx, held);
  const inputs = verdicts.flatMap(({ report: { delivery }, verdict }) => {
    const known = settled.get(delivery.id);
    if (verdict.fact === null || known === undefined) return [];
    // C-33: what may have gone out went out at the dot, however long the server kept silent after it.
    const at = verdict.fact.kind === 'unknown' ? (known.dotAt ?? verdict.at) : verdict.at;
    const { enrollment, repetition } = delivery;
    return [{ enrollment, input: { ...verdict.fact, repetition, at, actor: null } }];
  });
  await addInputs(tx, organization.seat, inputs);
  for (const reason of ['hard_bounced', 'unsubscribed'] as const) {
    const hashes = refused.flatMap((one) => (one.reason === reason ? [one.hash] : []));
    await suppress(tx, { hashes, reason, source: 'refused by the recipient side', at: now });
  }
  const counted = reports.flatMap(({ delivery, outcome }) =>
    countedOf(outcome, settled.get(delivery.id)?.account ?? null),
  );
  await watchBounces(tx, counted, now);
  for (const { delivery, outcome } of reports) {
    if (outcome.kind !== 'refused' || outcome.side !== 'policy') continue;
    await pauseSenderOf(tx, { delivery: delivery.id, channel: delivery.channel, reason: outcome.text, at: now });
  }
}

/** What the recipient's server took, or refused for good. */
function countedOf(outcome: Outcome, account: number | null): BouncesOfAccount[] {
  const isRefused = outcome.kind === 'refused' && outcome.side === 'recipient';
  if (account === null || (outcome.kind !== 'sent' && !isRefused)) return [];
  return [{ account, attempted: 1, bounced: isRefused ? 1 : 0 }];
}

type Verdict = {
  readonly state: SettledState;
  readonly fact: Fact | null;
  readonly at: Instant;
  readonly dueAt: Instant | null;
  readonly text: string | null;
};

const RETRY_FOR_MS = 72 * HOUR;
const RETRY_DELAY_MS_MAX = 4 * HOUR;
const POLICY_RETRY_MS = 15 * MINUTE;

function verdictOf({ delivery, outcome }: Report, now: Instant): Verdict {
  const { followUp } = delivery;
  const base = { at: now, dueAt: null, text: null, fact: null };
  switch (outcome.kind) {
    case 'sent':
      return {
        ...base,
        state: 'sent',
        fact: { kind: 'carried_out', followUp },
        at: outcome.at,
        text: outcome.response,
      };
    case 'unknown':
      return { ...base, state: 'unconfirmed', fact: { kind: 'unknown', followUp }, text: outcome.text };
    case 'awaited':
      return { ...base, state: 'awaited', text: outcome.text };
    case 'sender_paused':
      return { ...base, state: 'planned', dueAt: outcome.until };
    case 'held': {
      const { reason, until } = outcome.held;
      return { ...base, state: 'planned', fact: { kind: 'held', followUp, reason, until }, dueAt: until };
    }
    case 'suppressed':
      return { ...base, state: 'suppressed', fact: { kind: 'suppressed', followUp, reason: outcome.reason } };
    case 'failed':
      return {
        ...base,
        state: 'failed',
        fact: { kind: 'not_carried_out', followUp, reason: outcome.reason },
        text: outcome.text,
      };
    case 'try_later':
      return retry(delivery, now, outcome.text);
    case 'refused':
      return refusal(delivery, outcome, now);
  }
}

function refusal(
  { followUp }: ClaimedDelivery,
  outcome: Extract<DeliveryOutcome, { kind: 'refused' }>,
  now: Instant,
): Verdict {
  const text = `${outcome.status} ${outcome.text}`.trim();
  const base = { at: now, dueAt: null, text };
  if (outcome.side === 'recipient') return { ...base, state: 'bounced', fact: { kind: 'refused', followUp } };
  if (outcome.side === 'policy') return { ...base, state: 'planned', fact: null, dueAt: now + POLICY_RETRY_MS };
  const reason = outcome.reason ?? (outcome.side === 'content' ? 'refused_content' : 'refused_as_ours');
  return { ...base, state: 'failed', fact: { kind: 'not_carried_out', followUp, reason } };
}

/** Exponential, spread over deliveries by their id so that a server that comes back is not stormed. */
function retry({ id, followUp, attempts, firstAttemptAt }: ClaimedDelivery, now: Instant, text: string): Verdict {
  if (now - firstAttemptAt >= RETRY_FOR_MS) {
    const fact = { kind: 'not_carried_out', followUp, reason: 'retries_exhausted' } as const;
    return { state: 'failed', fact, at: now, dueAt: null, text };
  }
  const delay = Math.min(MINUTE * 2 ** Math.min(attempts, 10), RETRY_DELAY_MS_MAX);
  const spread = (Number(BigInt(id) % 61n) / 60) * 0.5 * delay;
  return { state: 'planned', fact: null, at: now, dueAt: now + Math.round(delay + spread), text };
}

function settlementOf({ delivery }: Report, { state, dueAt, text }: Verdict): Settlement {
  return { id: delivery.id, fence: delivery.fence, state, dueAt, outcome: text?.slice(0, 500) ?? null };
}

/** Why nobody writes there again; null: they may. */
function rememberedFor(outcome: Outcome): 'hard_bounced' | 'unsubscribed' | null {
  if (outcome.kind !== 'refused' || outcome.side !== 'recipient') return null;
  return outcome.remembered === undefined ? 'hard_bounced' : outcome.remembered;
}
