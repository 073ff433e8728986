// Parts of the frame that most visits never show are fetched when they are wanted for the first time.
import { useSyncExternalStore } from 'react';

export type Wanted = {
  want(): void;
  /** Stays true from then on. */
  useIsWanted(): boolean;
};

export function createWanted(): Wanted {
  const listeners = new Set<() => void>();
  let isWanted = false;
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    want: () => {
      isWanted = true;
      for (const listener of listeners) listener();
    },
    useIsWanted: () => useSyncExternalStore(subscribe, () => isWanted),
  };
}
