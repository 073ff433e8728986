import { Checkbox, Loader } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect } from 'react';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import classes from '#web/ui/data-table.module.css';
import type { Column, DataTableProps, Selection } from '#web/ui/columns.ts';

const ROW_PX = 40;
const OVERSCAN = 12;
/** The next page is fetched before its end is in sight. */
const LOAD_AHEAD = 15;

type RowsProps<Row> = DataTableProps<Row> & {
  readonly shown: readonly Column<Row>[];
  /** What scrolls; null before it is there. */
  readonly box: HTMLElement | null;
};

export function DataTableRows<Row>({ shown, box, rows, rowKey, rowName, selection, more }: RowsProps<Row>) {
  const { t } = useWords(generalWords);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
  });
  const inSight = virtual.getVirtualItems();
  const last = inSight.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more?.hasMore === true && last >= rows.length - LOAD_AHEAD) more.loadMore();
  }, [last, rows.length, more]);
  const before = inSight[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (inSight.at(-1)?.end ?? 0);
  const walk = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const place = placeOf(event.target);
    if (place === null) return;
    const by = steps[event.key];
    if (by !== undefined) {
      event.preventDefault();
      const next = Math.min(Math.max(place + by, 0), rows.length - 1);
      virtual.scrollToIndex(next);
      // A row that was out of sight is in the document with the next frame.
      if (!focusRow(box, next)) requestAnimationFrame(() => focusRow(box, next));
    } else if (event.key === 'x' && selection !== undefined) {
      event.preventDefault();
      const row = rows[place];
      if (row !== undefined) choose(selection, rowKey(row));
    }
  };
  return (
    <tbody onKeyDown={walk}>
      <Gap heightPx={before} />
      {inSight.map(({ index }) => {
        const row = rows[index];
        if (row === undefined) return null;
        const key = rowKey(row);
        const isChosen = selection?.chosen.has(key) === true;
        return (
          <tr key={key} data-index={index} aria-rowindex={index + 2} aria-selected={isChosen || undefined}>
            {selection === undefined ? null : (
              <td>
                <Checkbox
                  size="xs"
                  aria-label={t('selectRow', { name: rowName(row) })}
                  checked={isChosen}
                  onChange={() => choose(selection, key)}
                />
              </td>
            )}
            {shown.map((column) => (
              <td key={column.key} data-align={column.align}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        );
      })}
      <Gap heightPx={after} />
      {more?.isLoadingMore === true ? (
        <tr>
          <td colSpan={99} className={classes['loading']}>
            <Loader size="xs" aria-label={t('loading')} />
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** Or no longer. */
function choose({ chosen, onChange }: Selection, key: string): void {
  const after = new Set(chosen);
  if (!after.delete(key)) after.add(key);
  onChange(after);
}

/** Holds the place of rows that are out of sight. */
function Gap({ heightPx }: { readonly heightPx: number }) {
  return heightPx > 0 ? <tr aria-hidden style={{ height: heightPx }} /> : null;
}

/** The row of what has the focus. Null: it is being written in. */
function placeOf(target: EventTarget): number | null {
  if (!(target instanceof HTMLElement) || target.closest('input:not([type="checkbox"]), textarea, select') !== null) {
    return null;
  }
  const row = target.closest<HTMLElement>('tr[data-index]');
  return row === null ? null : Number(row.dataset['index']);
}

/** False: there is no such row in the document. */
function focusRow(box: HTMLElement | null, index: number): boolean {
  const target = box?.querySelector<HTMLElement>(`tr[data-index="${index}"] :is(a, button)`) ?? null;
  target?.focus();
  return target !== null;
}
