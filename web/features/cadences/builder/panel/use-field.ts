// A field of the panel: where the cursor finds it, and what is wrong with it.
import { placeId, useBuilder } from '#web/features/cadences/builder/builder-context.ts';

export type Field = {
  readonly id: string;
  /** All sentences in one; null: nothing is wrong. */
  readonly error: string | null;
};

/** By its place: 'followUps/welcome/delay'. Hints count too. */
export function useField(): (path: string) => Field {
  const { problems, calm } = useBuilder();
  return (path) => {
    const own = (problems ?? [])
      .filter((one) => one.path === path && !calm.isQuiet(path))
      .map(({ message }) => message);
    return { id: placeId(path), error: own.length === 0 ? null : own.join(' ') };
  };
}
