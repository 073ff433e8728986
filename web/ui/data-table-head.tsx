import { Checkbox, UnstyledButton } from '@mantine/core';
import { ChevronDownIcon, ChevronUpIcon } from '@heroicons/react/16/solid';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import classes from '#web/ui/data-table.module.css';
import type { Column, DataTableProps, Sort, TableOf } from '#web/ui/columns.ts';

type HeadProps<Row extends object> = DataTableProps<Row> & { readonly table: TableOf<Row> };

export function DataTableHead<Row extends object>({
  table,
  columns,
  sort = null,
  onSort,
  selection,
  rows,
}: HeadProps<Row>) {
  const { t } = useWords(generalWords);
  const byKey = new Map(columns.map((column) => [column.key, column]));
  return (
    <thead className={classes['head']}>
      <tr>
        {selection === undefined ? null : (
          <th>
            <Checkbox
              size="xs"
              aria-label={t('selectAll')}
              checked={rows.length > 0 && table.getIsAllRowsSelected()}
              indeterminate={table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected()}
              onChange={table.getToggleAllRowsSelectedHandler()}
            />
          </th>
        )}
        {table.getHeaderGroups()[0]?.headers.map((header) => {
          const column = byKey.get(header.column.id);
          if (column === undefined) return null;
          return (
            <th key={header.id} aria-sort={directionOf(column, sort)} data-align={column.align}>
              <Heading column={column} sort={sort} onSort={onSort} />
              <div
                className={classes['handle']}
                aria-hidden
                data-dragged={header.column.getIsResizing() || undefined}
                onMouseDown={header.getResizeHandler()}
                onTouchStart={header.getResizeHandler()}
                onDoubleClick={() => header.column.resetSize()}
              />
            </th>
          );
        })}
      </tr>
    </thead>
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
