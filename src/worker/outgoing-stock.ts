// Deliveries that are claimed and wait for their turn on the wire. Claimed by the hundred while the wire keeps up: counting what
// was sent and choosing who is next costs about the same for one as for hundreds. Few at a time while it is slow, so that what
// comes due later is not behind them.
import type { ClaimedDelivery } from '#storage/deliveries/claim-deliveries.ts';

export const CLAIMED_MIN = 60;
export const CLAIMED_MAX = 960;
/** A stock that lasts longer was too large. */
const LASTS_MS = 2000;

export type OutgoingStockOptions = {
  readonly claim: (limit: number) => Promise<readonly ClaimedDelivery[]>;
  /** Milliseconds that only go forward. */
  readonly stopwatch: () => number;
};

export class OutgoingStock {
  private readonly options: OutgoingStockOptions;
  private waiting: ClaimedDelivery[] = [];
  private filling: Promise<number> | null = null;
  private size = CLAIMED_MIN;
  private filledAt: number | null = null;

  constructor(options: OutgoingStockOptions) {
    this.options = options;
  }

  /** As many as there are, up to so many; none: nothing is due. */
  async take(count: number): Promise<ClaimedDelivery[]> {
    while (this.waiting.length === 0) {
      this.filling ??= this.fill().finally(() => {
        this.filling = null;
      });
      if ((await this.filling) === 0) break;
    }
    return this.waiting.splice(0, count);
  }

  /** What nobody took. */
  rest(): ClaimedDelivery[] {
    return this.waiting.splice(0);
  }

  private async fill(): Promise<number> {
    const now = this.options.stopwatch();
    if (this.filledAt !== null) {
      const isUsedUpSoon = now - this.filledAt < LASTS_MS;
      this.size = isUsedUpSoon ? Math.min(this.size * 2, CLAIMED_MAX) : Math.max(this.size / 2, CLAIMED_MIN);
    }
    this.filledAt = now;
    const claimed = await this.options.claim(this.size);
    this.waiting.push(...claimed);
    return claimed.length;
  }
}
