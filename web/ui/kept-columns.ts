// Which columns of a table are shown, in which order and how wide, kept in this browser.
import { useState } from 'react';
import type { Column } from '#web/ui/columns.ts';
import { canMove, inOrder, moved, neighbour } from '#web/ui/column-order.ts';

type Kept = {
  readonly visibility: Readonly<Record<string, boolean>>;
  readonly widths: Readonly<Record<string, number>>;
  /** Keys; none: as the table has them. */
  readonly order: readonly string[];
};

export type KeptColumns<Row> = {
  /** In their order. */
  readonly shown: readonly Column<Row>[];
  readonly choice: ColumnsToChoose;
  widthPx(column: Column<Row>): number;
  /** Null: as at first. */
  setWidth(column: Column<Row>, widthPx: number | null): void;
  /** To the place of the other one. */
  move(column: Column<Row>, to: Column<Row>): void;
};

/** Those that may be left out and moved; the hidden ones too. */
export type ColumnsToChoose = {
  readonly columns: readonly ColumnToChoose[];
  reset(): void;
};

export type ColumnToChoose = {
  readonly key: string;
  readonly header: string;
  readonly isShown: boolean;
  toggle(): void;
  /** Null: it is the last one there, or not shown. */
  readonly moveLeft: (() => void) | null;
  readonly moveRight: (() => void) | null;
};

const WIDTH_PX = 168;
const WIDTH_PX_MIN = 72;
const nothing: Kept = { visibility: {}, widths: {}, order: [] };

export function useKeptColumns<Row>(name: string, columns: readonly Column<Row>[]): KeptColumns<Row> {
  const place = placeOf(name);
  const [kept, setKept] = useState<Kept>(() => read(place));
  const keep = (change: Partial<Kept>): void => {
    const after = { ...kept, ...change };
    setKept(after);
    localStorage.setItem(place, JSON.stringify(after));
  };
  const all = inOrder(columns, kept.order);
  const shown = all.filter((column) => isShown(column, kept));
  const move = (column: Column<Row>, to: Column<Row>) => keep({ order: moved(all, column, to) });
  const moveBeside = (column: Column<Row>, by: -1 | 1) => {
    const to = neighbour(shown, column, by);
    return to === null ? null : () => move(column, to);
  };
  return {
    shown,
    choice: {
      columns: all.filter(canMove).map((column) => ({
        key: column.key,
        header: column.header,
        isShown: shown.includes(column),
        toggle: () => keep({ visibility: { ...kept.visibility, [column.key]: !shown.includes(column) } }),
        moveLeft: moveBeside(column, -1),
        moveRight: moveBeside(column, 1),
      })),
      reset: () => keep(nothing),
    },
    widthPx: ({ key, widthPx }) => kept.widths[key] ?? widthPx ?? WIDTH_PX,
    setWidth: ({ key }, widthPx) => {
      const { [key]: _before, ...widths } = kept.widths;
      keep({ widths: widthPx === null ? widths : { ...widths, [key]: Math.max(widthPx, WIDTH_PX_MIN) } });
    },
    move,
  };
}

/** The keys of those that are shown now, in their order. */
export function shownColumns<Row>(name: string, columns: readonly Column<Row>[]): string[] {
  const kept = read(placeOf(name));
  return inOrder(columns, kept.order)
    .filter((column) => isShown(column, kept))
    .map(({ key }) => key);
}

function isShown<Row>({ key, shown }: Column<Row>, { visibility }: Kept): boolean {
  return shown === 'always' || (visibility[key] ?? shown !== 'on_wish');
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
