// Puts the cursor into a place of the draft once its field is on the page: 'followUps/welcome/delay'.
import { useEffect, useState } from 'react';
import { placeId } from '#web/features/cadences/builder/builder-context.ts';

const TRIES_MAX = 20;
const TRY_AGAIN_AFTER_MS = 50;

/** The first thing to fill in of a follow-up that is new. */
export function firstFieldOf(id: string): string {
  return `followUps/${id}/first`;
}

export function useCursor(): (path: string) => void {
  const [wish, setWish] = useState<{ readonly path: string } | null>(null);
  useEffect(() => {
    if (wish === null) return undefined;
    let tries = 0;
    const look = () => {
      const found = fieldAt(wish.path);
      tries += 1;
      if (found !== null || tries >= TRIES_MAX) clearInterval(timer);
      found?.focus();
      found?.scrollIntoView({ block: 'nearest' });
    };
    // Parts of the panel are fetched when they are first shown; a popover that closes takes the cursor back first.
    const timer = setInterval(look, TRY_AGAIN_AFTER_MS);
    return () => clearInterval(timer);
  }, [wish]);
  return (path) => setWish({ path });
}

/** The field of the place, or of the nearest place around it. */
function fieldAt(path: string): HTMLElement | null {
  const parts = path.split('/');
  if (parts.at(-1) === 'first')
    return document.querySelector(`[data-first="${CSS.escape(parts[1] ?? '')}"] :is(input, select)`);
  if (parts[0] === 'unenroll') return document.getElementById(`rule-${parts[1] ?? ''}`);
  for (let count = parts.length; count > 0; count--) {
    const found = document.getElementById(placeId(parts.slice(0, count).join('/')));
    if (found !== null) return found;
  }
  return null;
}
