// Which columns of a table are shown and how wide they are, kept in this browser.
import { type Dispatch, type SetStateAction, useMemo, useState } from 'react';
import type { Column } from '#web/ui/columns.ts';

type Visibility = Record<string, boolean>;
type Widths = Record<string, number>;
type Kept = { readonly visibility: Visibility; readonly widths: Widths };

const nothing: Kept = { visibility: {}, widths: {} };

export function useKeptColumns<Row>(name: string, columns: readonly Column<Row>[]) {
  const place = placeOf(name);
  const [kept, setKept] = useState<Kept>(() => read(place));
  const visibility = useMemo(() => visibilityOf(columns, kept), [columns, kept]);
  const keep = (change: (before: Kept) => Kept): void =>
    setKept((before) => {
      const after = change(before);
      localStorage.setItem(place, JSON.stringify(after));
      return after;
    });
  const setVisibility: Dispatch<SetStateAction<Visibility>> = (change) =>
    keep((before) => ({ ...before, visibility: typeof change === 'function' ? change(visibility) : change }));
  const setWidths: Dispatch<SetStateAction<Widths>> = (change) =>
    keep((before) => ({ ...before, widths: typeof change === 'function' ? change(before.widths) : change }));
  return { visibility, widths: kept.widths, setVisibility, setWidths, reset: () => keep(() => nothing) };
}

/** The keys of those that are shown now, in their order. */
export function shownColumns<Row>(name: string, columns: readonly Column<Row>[]): string[] {
  const visibility = visibilityOf(columns, read(placeOf(name)));
  return columns.map(({ key }) => key).filter((key) => visibility[key] !== false);
}

function visibilityOf<Row>(columns: readonly Column<Row>[], kept: Kept): Visibility {
  const wished = columns.filter(({ shown }) => shown === 'on_wish').map(({ key }) => [key, false] as const);
  return { ...Object.fromEntries(wished), ...kept.visibility };
}

function placeOf(name: string): string {
  return `cadenza.columns.${name}`;
}

function read(place: string): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? 'null');
    return typeof kept === 'object' && kept !== null ? { ...nothing, ...kept } : nothing;
  } catch {
    return nothing;
  }
}
