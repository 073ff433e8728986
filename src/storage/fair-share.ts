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
type Place = {
  readonly turns: Set<Turn>;
  readonly waiting: (() => void)[];
  seenAt: number;
  /** Whether somebody looks again in a moment. */
  isWatched: boolean;
};

/** For the others when they come, and for the control tables, which are read through the same connections. */
const LEFT_FREE = 2;
/** Somebody who asked this lately will ask again. */
const ABOUT_FOR_MS = 2_000;
/** What takes longer is an export or the like, which mostly waits for its reader: it keeps its connection, but not its share. */
const SHORT_MS = 1_000;

export function shareFairly({ connectionsMax, processors, stopwatch, later }: SharesOptions): Shares {
  const places = new Map<number, Place>();
  const insideOf = new AsyncLocalStorage<Turn>();
  const most = Math.max(1, connectionsMax - LEFT_FREE);
  const share = Math.min(most, Math.max(1, processors - 1));

  const placeOf = (organization: number): Place => {
    const place = places.get(organization) ?? { turns: new Set(), waiting: [], seenAt: 0, isWatched: false };
    places.set(organization, place);
    return place;
  };
  const isAlone = (organization: number): boolean => {
    const lately = stopwatch() - ABOUT_FOR_MS;
    for (const [other, { turns, seenAt }] of places) {
      if (other !== organization && (turns.size > 0 || seenAt > lately)) return false;
    }
    return true;
  };
  const hasRoom = (organization: number, { turns }: Place): boolean => {
    if (turns.size < share) return true;
    if (turns.size >= most) return false;
    if (isAlone(organization)) return true;
    const shortSince = stopwatch() - SHORT_MS;
    return [...turns].filter(({ since }) => since > shortSince).length < share;
  };
  const callIn = (organization: number, place: Place): void => {
    while (place.waiting.length > 0 && hasRoom(organization, place)) place.waiting.shift()?.();
  };

  /** As long as somebody waits: turns become long by themselves. */
  const lookAgain = (organization: number, place: Place): void => {
    if (place.isWatched || place.waiting.length === 0) return;
    place.isWatched = true;
    later(SHORT_MS, () => {
      place.isWatched = false;
      callIn(organization, place);
      lookAgain(organization, place);
    });
  };

  const begin = (place: Place): Turn => {
    const turn = { since: stopwatch(), isOver: false };
    place.turns.add(turn);
    return turn;
  };
  const enter = async (organization: number, place: Place): Promise<Turn> => {
    place.seenAt = stopwatch();
    callIn(organization, place);
    if (place.waiting.length === 0 && hasRoom(organization, place)) return begin(place);
    const turn = new Promise<Turn>((resolve) => place.waiting.push(() => resolve(begin(place))));
    lookAgain(organization, place);
    return turn;
  };

  return {
    run: async (organization, work) => {
      // Whoever has a turn and needs a second connection must not wait for those who wait for the first.
      if (insideOf.getStore()?.isOver === false) return work();
      const place = placeOf(organization);
      const turn = await enter(organization, place);
      try {
        return await insideOf.run(turn, work);
      } finally {
        turn.isOver = true;
        place.turns.delete(turn);
        place.seenAt = stopwatch();
        callIn(organization, place);
      }
    },
  };
}
