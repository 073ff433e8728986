// Every list of the app: columns that can be sorted, widened and left out, rows that can be chosen and are only in the
// document while they are in sight. Arrow keys and j/k go from row to row, x chooses, Enter follows the row's first link.
import { Checkbox, Group, Text } from '@mantine/core';
import { type ColumnDef, useTable } from '@tanstack/react-table';
import { type ReactNode, useMemo, useState } from 'react';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { ColumnButton } from '#web/ui/column-button.tsx';
import { type Column, type DataTableProps, type Features, features, type TableOf } from '#web/ui/columns.ts';
import classes from '#web/ui/data-table.module.css';
import { DataTableHead } from '#web/ui/data-table-head.tsx';
import { DataTableRows } from '#web/ui/data-table-rows.tsx';
import { useKeptColumns } from '#web/ui/kept-columns.ts';
import { lazily, OnDemand } from '#web/ui/on-demand.tsx';

const ColumnChoice = lazily(async () => (await import('#web/ui/column-choice.tsx')).ColumnChoice);

const WIDTH_PX = 168;
const WIDTH_PX_MIN = 72;

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, rows, rowKey, selection } = props;
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  const kept = useKeptColumns(props.name, columns);
  const definitions = useMemo(() => columns.map((column) => definitionOf(column)), [columns]);
  const table: TableOf<Row> = useTable<Features, Row>({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowKey,
    columnResizeMode: 'onChange',
    state: {
      columnVisibility: kept.visibility,
      columnSizing: kept.widths,
      rowSelection: Object.fromEntries([...(selection?.chosen ?? [])].map((key) => [key, true])),
    },
    onColumnVisibilityChange: kept.setVisibility,
    onColumnSizingChange: kept.setWidths,
    onRowSelectionChange: (change) => {
      const before = Object.fromEntries([...(selection?.chosen ?? [])].map((key) => [key, true as const]));
      const after = typeof change === 'function' ? change(before) : change;
      selection?.onChange(new Set(Object.keys(after).filter((key) => after[key] === true)));
    },
  });
  return (
    <div className={classes['frame']}>
      <Toolbar {...props} choice={<Choice table={table} onReset={kept.reset} />} />
      {props.panel}
      <div ref={setBox} className={classes['box']}>
        <table
          className={classes['table']}
          aria-label={props.label}
          aria-rowcount={props.more?.hasMore === true ? -1 : rows.length + 1}
          style={{ width: table.getTotalSize() + (selection === undefined ? 0 : CHOICE_PX) }}
        >
          <colgroup>
            {selection === undefined ? null : <col style={{ width: CHOICE_PX }} />}
            {table.getVisibleLeafColumns().map((column) => (
              <col key={column.id} style={{ width: column.getSize() }} />
            ))}
          </colgroup>
          <DataTableHead table={table} {...props} />
          <DataTableRows table={table} box={box} {...props} />
        </table>
        {rows.length === 0 ? props.empty : null}
      </div>
    </div>
  );
}

const CHOICE_PX = 44;

function definitionOf<Row extends object>(column: Column<Row>): ColumnDef<Features, Row> {
  return {
    id: column.key,
    header: column.header,
    cell: ({ row }) => column.cell(row.original),
    size: column.widthPx ?? WIDTH_PX,
    minSize: WIDTH_PX_MIN,
    enableHiding: column.shown !== 'always',
  };
}

function Toolbar<Row>({ selection, bulk, toolbar, choice }: DataTableProps<Row> & { readonly choice: ReactNode }) {
  const { t } = useWords(generalWords);
  const count = selection?.chosen.size ?? 0;
  return (
    <div className={classes['toolbar']}>
      {count > 0 && selection !== undefined ? (
        <Group gap="sm" wrap="nowrap">
          <Checkbox
            size="xs"
            indeterminate
            checked={false}
            aria-label={t('clearSelection')}
            onChange={() => selection.onChange(new Set())}
          />
          <Text fw={600} size="sm" role="status">
            {selection.says ?? t('selected', { count })}
          </Text>
          {bulk}
        </Group>
      ) : (
        <Group gap="sm">{toolbar}</Group>
      )}
      {choice}
    </div>
  );
}

type ChoiceProps<Row extends object> = { readonly table: TableOf<Row>; readonly onReset: () => void };

function Choice<Row extends object>({ table, onReset }: ChoiceProps<Row>) {
  const choices = table.getAllLeafColumns().map((column) => ({
    key: column.id,
    header: String(column.columnDef.header),
    isShown: column.getIsVisible(),
    toggle: () => column.toggleVisibility(),
    canHide: column.getCanHide(),
  }));
  return (
    <OnDemand button={(open) => <ColumnButton {...open} />}>
      <ColumnChoice choices={choices.filter(({ canHide }) => canHide)} onReset={onReset} />
    </OnDemand>
  );
}
