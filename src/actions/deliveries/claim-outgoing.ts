// E-mails and calls on their way to people. Where business hours, limits of senders or a contact budget are set, what is
// due is chosen: first come, first served, cadences by turns (C-39); what has to wait is put off, and its round told why
// (C-42, C-93). Where nothing is set it is just taken.
import { chooseOutgoing } from '#actions/deliveries/choose-outgoing.ts';
import { type Choosing, type ClaimRequest, loadChoosing } from '#actions/deliveries/load-choosing.ts';
import type { TouchChannel } from '#core/cadence/contact-budget.ts';
import type { Tx } from '#storage/db.ts';
import {
  listWaiting,
  outgoingState,
  putOff,
  type PutOff,
  type WaitingDelivery,
} from '#storage/deliveries/choose-outgoing.ts';
import { claimChosen, claimDeliveries, type ClaimedDelivery } from '#storage/deliveries/claim-deliveries.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import { enrollmentKey, lock, outgoingKey } from '#storage/locks.ts';

export type Outgoing = {
  /** Goes to people: what is chosen among. */
  readonly channel: TouchChannel;
  /** Goes to nobody outside: always taken. */
  readonly beside: readonly 'task'[];
};

/**
 * Nothing: nothing is due, or sending is paused. Whoever claims holds the organisation's lock for it: what one looks at is
 * not another's to take.
 */
export async function claimOutgoing(
  tx: Tx,
  { channel, beside }: Outgoing,
  request: ClaimRequest,
): Promise<ClaimedDelivery[]> {
  const { now, limit, organization } = request;
  const { isPaused, isStandingStill, isGoverned } = await outgoingState(tx);
  if ((isPaused && channel === 'email') || (isStandingStill && channel !== 'call')) return [];
  await lock(tx, { shared: [], exclusive: [outgoingKey(organization.seat)] });
  if (!isGoverned) return claimDeliveries(tx, { channels: [channel, ...beside], now, limit });
  const chosen = await choose(tx, channel, request);
  return beside.length === 0 ? chosen : [...chosen, ...(await claimDeliveries(tx, { channels: beside, now, limit }))];
}

/** What has to wait is out of the way then: fewer than wanted are no sign that nothing more is due. */
async function choose(tx: Tx, channel: TouchChannel, request: ClaimRequest): Promise<ClaimedDelivery[]> {
  const { now, limit } = request;
  for (;;) {
    const waiting = await listWaiting(tx, { channels: [channel], now, limit });
    if (waiting.length === 0) return [];
    const claimed = await claimAmong(tx, request, waiting);
    if (claimed.length > 0 || waiting.length < limit) return claimed;
  }
}

async function claimAmong(
  tx: Tx,
  request: ClaimRequest,
  waiting: readonly WaitingDelivery[],
): Promise<ClaimedDelivery[]> {
  const { organization, now } = request;
  const { seat } = organization;
  // Advisory locks before the rows, as everybody takes them: what is put off tells its round.
  await lock(tx, { shared: waiting.map(({ enrollment }) => enrollmentKey(seat, enrollment)), exclusive: [] });
  const choosing = await loadChoosing(tx, request, waiting);
  const { going, held } = chooseOutgoing(choosing, { waiting, now });
  await tellHeld(tx, choosing, held);
  if (going.length === 0) return [];
  return inOrder(
    await claimChosen(tx, going, now),
    going.map(({ id }) => id),
  );
}

/** A mailbox that is full for the hour says so once: its queue would tell every round each hour. */
async function tellHeld(
  tx: Tx,
  { organization, now }: Choosing,
  held: readonly (PutOff & { readonly delivery: WaitingDelivery })[],
): Promise<void> {
  if (held.length === 0) return;
  const putOffNow = await putOff(tx, held);
  const inputs = held.flatMap(({ id, delivery, held: { reason, until } }) => {
    const isTold = delivery.held === reason && reason === 'mailbox_hour_full';
    if (isTold || !putOffNow.has(id)) return [];
    const { enrollment, followUp } = delivery;
    return [{ enrollment, input: { kind: 'held', followUp, reason, until, at: now, actor: null } as const }];
  });
  await addInputs(tx, organization.seat, inputs);
}

function inOrder(claimed: readonly ClaimedDelivery[], ids: readonly string[]): ClaimedDelivery[] {
  const byId = new Map(claimed.map((one) => [one.id, one]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
