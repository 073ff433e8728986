import { Checkbox, UnstyledButton } from '@mantine/core';
import { ChevronDownIcon, ChevronUpIcon } from '@heroicons/react/16/solid';
import { type DragEvent, useState } from 'react';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { canMove } from '#web/ui/column-order.ts';
import type { Column, DataTableProps, Selection, Sort } from '#web/ui/columns.ts';
import classes from '#web/ui/data-table.module.css';
import type { KeptColumns } from '#web/ui/kept-columns.ts';

type HeadProps<Row> = DataTableProps<Row> & { readonly kept: KeptColumns<Row> };

export function DataTableHead<Row>({ kept, sort = null, onSort, selection, rows, rowKey }: HeadProps<Row>) {
  const dragging = useDragging(kept);
  return (
    <thead className={classes['head']}>
      <tr>
        {selection === undefined ? null : (
          <th>
            <ChooseAll selection={selection} keys={rows.map(rowKey)} />
          </th>
        )}
        {kept.shown.map((column) => (
          <th
            key={column.key}
            aria-sort={directionOf(column, sort)}
            data-align={column.align}
            {...dragging.targetOf(column)}
          >
            <span draggable={canMove(column)} className={classes['grip']} {...dragging.gripOf(column)}>
              <Heading column={column} sort={sort} onSort={onSort} />
            </span>
            <Edge widthPx={kept.widthPx(column)} onWiden={(widthPx) => kept.setWidth(column, widthPx)} />
          </th>
        ))}
      </tr>
    </thead>
  );
}

type ChooseAllProps = { readonly selection: Selection; readonly keys: readonly string[] };

function ChooseAll({ selection: { chosen, onChange }, keys }: ChooseAllProps) {
  const { t } = useWords(generalWords);
  const areAll = keys.length > 0 && keys.every((key) => chosen.has(key));
  const others = [...chosen].filter((key) => !keys.includes(key));
  return (
    <Checkbox
      size="xs"
      aria-label={t('selectAll')}
      checked={areAll}
      indeterminate={!areAll && keys.some((key) => chosen.has(key))}
      onChange={() => onChange(new Set(areAll ? others : [...others, ...keys]))}
    />
  );
}

/** A heading that is dragged onto another one takes its place. */
function useDragging<Row>(kept: KeptColumns<Row>) {
  const [dragged, setDragged] = useState<Column<Row> | null>(null);
  const [over, setOver] = useState<Column<Row> | null>(null);
  const end = () => {
    setDragged(null);
    setOver(null);
  };
  return {
    gripOf: (column: Column<Row>) => ({
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.effectAllowed = 'move';
        setDragged(column);
      },
      onDragEnd: end,
    }),
    targetOf: (column: Column<Row>) => {
      if (dragged === null || dragged === column || !canMove(column)) return {};
      const isAfter = kept.shown.indexOf(dragged) < kept.shown.indexOf(column);
      return {
        'data-drop': over === column ? (isAfter ? 'after' : 'before') : undefined,
        onDragOver: (event: DragEvent) => {
          event.preventDefault();
          setOver(column);
        },
        onDrop: (event: DragEvent) => {
          event.preventDefault();
          kept.move(dragged, column);
          end();
        },
      };
    },
  };
}

type EdgeProps = {
  readonly widthPx: number;
  /** Null: as at first. */
  readonly onWiden: (widthPx: number | null) => void;
};

/** The column's right edge, dragged to widen it. */
function Edge({ widthPx, onWiden }: EdgeProps) {
  const [from, setFrom] = useState<{ readonly x: number; readonly widthPx: number } | null>(null);
  return (
    <div
      className={classes['handle']}
      aria-hidden
      data-dragged={from !== null || undefined}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setFrom({ x: event.clientX, widthPx });
      }}
      onPointerMove={(event) => {
        if (from !== null) onWiden(from.widthPx + event.clientX - from.x);
      }}
      onPointerUp={() => setFrom(null)}
      onPointerCancel={() => setFrom(null)}
      onDoubleClick={() => onWiden(null)}
    />
  );
}

type HeadingProps<Row> = {
  readonly column: Column<Row>;
  readonly sort: Sort | null;
  readonly onSort: ((sort: Sort) => void) | undefined;
};

function Heading<Row>({ column, sort, onSort }: HeadingProps<Row>) {
  const { t } = useWords(generalWords);
  if (column.sortable !== true || onSort === undefined)
    return <span className={classes['heading']}>{column.header}</span>;
  const isSorted = sort?.field === column.key;
  const Chevron = isSorted && sort.descending ? ChevronDownIcon : ChevronUpIcon;
  return (
    <UnstyledButton
      className={classes['heading']}
      title={t('sortBy', { column: column.header })}
      onClick={() => onSort({ field: column.key, descending: isSorted && !sort.descending })}
    >
      {column.header}
      <Chevron aria-hidden width={14} data-quiet={!isSorted || undefined} className={classes['chevron']} />
    </UnstyledButton>
  );
}

function directionOf<Row>(column: Column<Row>, sort: Sort | null): 'ascending' | 'descending' | undefined {
  if (sort?.field !== column.key) return undefined;
  return sort.descending ? 'descending' : 'ascending';
}
