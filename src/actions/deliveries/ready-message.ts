// A message that is ready to go: the channel only has to be asked, and the gate before it.
import type { DeliveryOutcome, Gate } from '#core/message/channel.ts';
import type { ClaimedDelivery } from '#storage/deliveries/claim-deliveries.ts';

export type ReadyMessage = {
  readonly delivery: ClaimedDelivery;
  readonly addressHash: Buffer;
  readonly send: (gate: Gate) => Promise<DeliveryOutcome>;
};
