// What is wrong with a follow-up or a rule that was only just added isn't held against whoever is still writing it: a
// field's problems are shown once it was left, a rule's once the whole rule was, and all when publishing was tried.
import { useState } from 'react';
import { type Calm, placeId } from '#web/features/cadences/builder/builder-context.ts';

export function useCalm(): Calm {
  const [fresh, setFresh] = useState<string | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  return {
    isQuiet: (path) => fresh !== null && isWithin(path, fresh) && !left.has(placeId(path)),
    begin: (place) => {
      setFresh(place);
      setLeft(new Set());
    },
    leave: (element) => {
      if (fresh !== null) setLeft((before) => new Set(before).add(element));
    },
    showAll: () => setFresh(null),
  };
}

function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}
