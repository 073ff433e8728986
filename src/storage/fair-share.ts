// T29: no organisation takes all connections. Alone it may have nearly all; while another one is about, one less than there
// are processors, so that what the other asks for finds a connection and a processor at once (bench/neighbours.ts).
import { AsyncLocalStorage } from 'node:async_hooks';

export type Shares = {
  /** Runs the work as soon as the organisation's turn comes; first come, first served within one. */
  run<T>(organization: number, work: () => Promise<T>): Promise<T>;
};

export type SharesOptions = {
  readonly connectionsMax: number;
  readonly processors: number;
  /** Milliseconds that only go forward. */
  readonly stopwatch: () => number;
  readonly later: (durationMs: number, work: () => void) => void;
};

type Turn = { readonly since: number; isOver: boolean };

/** For the others when they come, and for the control tables, which are read through the same connections. */
const LEFT_FREE = 2;
/** Somebody who asked this lately will ask again. */
const ABOUT_FOR_MS = 2_000;
/** What takes longer is an export or the like, which mostly waits for its reader: it keeps its connection, but not its share. */
const SHORT_MS = 1_000;

export function shareFairly(options: SharesOptions): Shares {
  const places: Places = new Map();
  const insideOf = new AsyncLocalStorage<Turn>();
  return {
    run: async (organization, work) => {
      // Whoever has a turn and needs a second connection must not wait for those who wait for the first.
      if (insideOf.getStore()?.isOver === false) return work();
      const place = places.get(organization) ?? new Place(organization, places, options);
      places.set(organization, place);
      const turn = await place.enter();
      try {
        return await insideOf.run(turn, work);
      } finally {
        place.leave(turn);
      }
    },
  };
}

type Places = Map<number, Place>;

/** Of one organisation. */
class Place {
  private readonly turns = new Set<Turn>();
  private readonly waiting: (() => void)[] = [];
  private seenAt = 0;
  /** Whether somebody looks again in a moment. */
  private isWatched = false;
  private readonly most: number;
  private readonly share: number;

  private readonly organization: number;
  private readonly places: Places;
  private readonly options: SharesOptions;

  constructor(organization: number, places: Places, options: SharesOptions) {
    this.organization = organization;
    this.places = places;
    this.options = options;
    const { connectionsMax, processors } = options;
    this.most = Math.max(1, connectionsMax - LEFT_FREE);
    this.share = Math.min(this.most, Math.max(1, processors - 1));
  }

  async enter(): Promise<Turn> {
    this.seenAt = this.options.stopwatch();
    this.callIn();
    if (this.waiting.length === 0 && this.hasRoom()) return this.begin();
    const turn = new Promise<Turn>((resolve) => this.waiting.push(() => resolve(this.begin())));
    this.lookAgain();
    return turn;
  }

  leave(turn: Turn): void {
    turn.isOver = true;
    this.turns.delete(turn);
    this.seenAt = this.options.stopwatch();
    this.callIn();
  }

  private begin(): Turn {
    const turn = { since: this.options.stopwatch(), isOver: false };
    this.turns.add(turn);
    return turn;
  }

  private callIn(): void {
    while (this.waiting.length > 0 && this.hasRoom()) this.waiting.shift()?.();
  }

  /** As long as somebody waits: turns become long by themselves. */
  private lookAgain(): void {
    if (this.isWatched || this.waiting.length === 0) return;
    this.isWatched = true;
    this.options.later(SHORT_MS, () => {
      this.isWatched = false;
      this.callIn();
      this.lookAgain();
    });
  }

  private hasRoom(): boolean {
    const { size } = this.turns;
    if (size < this.share) return true;
    if (size >= this.most) return false;
    if (this.isAlone()) return true;
    const shortSince = this.options.stopwatch() - SHORT_MS;
    return [...this.turns].filter(({ since }) => since > shortSince).length < this.share;
  }

  private isAlone(): boolean {
    const lately = this.options.stopwatch() - ABOUT_FOR_MS;
    for (const [organization, { turns, seenAt }] of this.places) {
      if (organization !== this.organization && (turns.size > 0 || seenAt > lately)) return false;
    }
    return true;
  }
}
