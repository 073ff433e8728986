// What was said of cells that are no values as they stand, for looking up: by field key and folded cell.
import { fold } from '#core/records/fold.ts';
import type { Meaning, Meanings } from '#core/records/meanings.ts';

export type CellMeanings = ReadonlyMap<string, ReadonlyMap<string, Meaning>>;

export function cellMeanings(meanings: Meanings): CellMeanings {
  const fields = Object.entries(meanings).map(([key, cells]) => {
    return [key, new Map(Object.entries(cells).map(([cell, meaning]) => [fold(cell.trim()), meaning]))] as const;
  });
  return new Map(fields);
}
