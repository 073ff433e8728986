// Undo and redo: every state of a value, those taken back included.

export type History<Value> = {
  readonly past: readonly Value[];
  readonly now: Value;
  readonly future: readonly Value[];
  /** What the last change was about; changes about the same thing are one step. */
  readonly about: string | null;
};

const STEPS_MAX = 200;

export function historyOf<Value>(now: Value): History<Value> {
  return { past: [], now, future: [], about: null };
}

/** `about` null: a step of its own. */
export function changed<Value>(history: History<Value>, now: Value, about: string | null): History<Value> {
  if (now === history.now) return history;
  const isSameStep = about !== null && about === history.about;
  const past = isSameStep ? history.past : [...history.past, history.now].slice(-STEPS_MAX);
  return { past, now, future: [], about };
}

export function undone<Value>(history: History<Value>): History<Value> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future], about: null };
}

export function redone<Value>(history: History<Value>): History<Value> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.now], now: next, future, about: null };
}
