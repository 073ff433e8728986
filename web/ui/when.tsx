import { useSyncExternalStore } from 'react';
import { useFormat } from '#web/i18n/format.ts';

const TICK_MS = 30_000;

let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time in epoch milliseconds, which goes on while it is shown. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

type WhenProps = {
  /** As the API writes it. */
  readonly at: string;
  /** relative: '2 days ago'. The tooltip has it to the second. */
  readonly as?: 'relative' | 'dateTime' | 'date';
};

export function When({ at, as = 'relative' }: WhenProps) {
  const format = useFormat();
  const now = useNow();
  return (
    <time dateTime={at} title={format.exact(at)}>
      {as === 'relative' ? format.relative(at, now) : format[as](at)}
    </time>
  );
}
