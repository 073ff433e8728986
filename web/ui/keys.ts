// Keys that work on the page that is open. Never while somebody writes, never while an input method composes.
import { useEffect, useEffectEvent } from 'react';

export type Key = {
  /** As the browser names it: 'c', '?', '/', 'ArrowDown'; 'mod+k' is Ctrl+K, on a Mac Cmd+K; 'mod+shift+z'. */
  readonly key: string;
  /** What it does, for the list that `?` shows. */
  readonly says: string;
  /** A key with Ctrl works while somebody writes too; left_alone: not this one, fields have it themselves. */
  readonly whileWriting?: 'left_alone';
};

type Bound = Key & { readonly does: () => void };

const bound: Bound[] = [];

/** What works now; a key bound last wins. */
export function boundKeys(): readonly Key[] {
  return bound.filter(({ key }, index) => bound.findLastIndex((other) => other.key === key) === index);
}

export function useKey({ key, says, whileWriting }: Key, does: () => void): void {
  const run = useEffectEvent(does);
  useEffect(() => {
    const binding: Bound = { key, says, does: () => run(), ...(whileWriting === undefined ? {} : { whileWriting }) };
    if (bound.length === 0) document.addEventListener('keydown', onKeyDown);
    bound.push(binding);
    return () => {
      bound.splice(bound.indexOf(binding), 1);
      if (bound.length === 0) document.removeEventListener('keydown', onKeyDown);
    };
  }, [key, says, whileWriting]);
}

/** As it stands on the keyboard: '⌘K', 'Ctrl K', 'Shift Ctrl Z', 'c'. */
export function keyName(key: string): string {
  const mod = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl ';
  const shift = mod === '⌘' ? '⇧' : 'Shift ';
  return key.replace(/^mod\+(shift\+)?(.)$/, (_, isShifted: string | undefined, letter: string) => {
    return (isShifted === undefined ? '' : shift) + mod + letter.toUpperCase();
  });
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.keyCode === COMPOSING || event.altKey) return;
  const isMod = event.ctrlKey || event.metaKey;
  if (!isMod && isWriting(event.target)) return;
  const name = isMod ? `mod+${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}` : event.key;
  const binding = bound.findLast(({ key }) => key === name);
  if (binding === undefined || (binding.whileWriting === 'left_alone' && isWriting(event.target))) return;
  event.preventDefault();
  binding.does();
}

/** What browsers report for keys that an input method takes, also where isComposing is not set yet. */
const COMPOSING = 229;

/** In a field or in a dialog, where keys belong to it. */
function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, [role="dialog"], [role="menu"]') !== null;
}
