// What cells of a file mean that are no values of their field as they stand (I-1): "GTXPro" is the product GTX Pro, "Select"
// says nothing, "Google" is to become an option. Whoever imports says it; what nobody says anything of stays wrong.
import { fold } from '#core/records/fold.ts';

export type Meaning = { readonly as: string } | 'empty' | 'add';

/** Field key → cell as it stands in the file → what it means. */
export type Meanings = Readonly<Record<string, Readonly<Record<string, Meaning>>>>;

/** How many letters of a misspelt name may differ, for each one that it has. */
const DISTANCE_SHARE = 0.25;

/** The name that was most likely meant; null: none is like it. */
export function closestName(written: string, names: readonly string[]): string | null {
  const wanted = plain(written);
  if (wanted === '') return null;
  let best: { readonly name: string; readonly distance: number } | null = null;
  for (const name of names) {
    const max = Math.floor(wanted.length * DISTANCE_SHARE);
    const distance = editDistance(wanted, plain(name), best === null ? max : best.distance - 1);
    if (distance !== null) best = { name, distance };
  }
  return best?.name ?? null;
}

function plain(name: string): string {
  return fold(name).replace(/[^\p{L}\p{N}]/gu, '');
}

/** Letters to add, drop or replace; null: more than max. */
function editDistance(a: string, b: string, max: number): number | null {
  if (Math.abs(a.length - b.length) > max) return null;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  const distance = row[b.length] ?? 0;
  return distance <= max ? distance : null;
}
