// Every list of the app: columns that can be sorted, widened, moved and left out, rows that can be chosen and are only in the
// document while they are in sight. Arrow keys and j/k go from row to row, x chooses, Enter follows the row's first link.
import { Checkbox, Group, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { ChooseColumns } from '#web/ui/choose-columns.tsx';
import type { DataTableProps } from '#web/ui/columns.ts';
import classes from '#web/ui/data-table.module.css';
import { DataTableHead } from '#web/ui/data-table-head.tsx';
import { DataTableRows } from '#web/ui/data-table-rows.tsx';
import { useKeptColumns } from '#web/ui/kept-columns.ts';

const CHOICE_PX = 44;

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, selection } = props;
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  const kept = useKeptColumns(props.name, props.columns);
  const choicePx = selection === undefined ? 0 : CHOICE_PX;
  return (
    <div className={classes['frame']}>
      <Toolbar {...props} choice={<ChooseColumns {...kept.choice} />} />
      {props.panel}
      <div ref={setBox} className={classes['box']}>
        <table
          className={classes['table']}
          data-choice={selection === undefined ? undefined : true}
          aria-label={props.label}
          aria-rowcount={props.more?.hasMore === true ? -1 : rows.length + 1}
          style={{ width: kept.shown.reduce((sum, column) => sum + kept.widthPx(column), choicePx) }}
        >
          <colgroup>
            {selection === undefined ? null : <col style={{ width: CHOICE_PX }} />}
            {kept.shown.map((column) => (
              <col key={column.key} style={{ width: kept.widthPx(column) }} />
            ))}
          </colgroup>
          <DataTableHead kept={kept} {...props} />
          <DataTableRows shown={kept.shown} box={box} {...props} />
        </table>
        {rows.length === 0 ? props.empty : null}
      </div>
    </div>
  );
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
          <Text fw={600} size="sm" role="status" style={{ flex: 'none' }}>
            {selection.says ?? t('selected', { count })}
          </Text>
          {bulk}
        </Group>
      ) : (
        <Group gap="sm" miw={0}>
          {toolbar}
        </Group>
      )}
      {choice}
    </div>
  );
}
