// A short list on a record's page, whole, with columns that can be left out and moved. In a narrow place each row stands as a
// card, its values under each other with the names of their columns.
import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { ChooseColumns } from '#web/ui/choose-columns.tsx';
import type { Column } from '#web/ui/columns.ts';
import { useKeptColumns } from '#web/ui/kept-columns.ts';
import classes from '#web/ui/related-list.module.css';

export type RelatedColumns<Row> = {
  readonly shown: readonly Column<Row>[];
  /** The button that chooses them. */
  readonly choice: ReactNode;
};

/** `name`: under which this browser keeps what was chosen. */
export function useRelatedColumns<Row>(name: string, columns: readonly Column<Row>[]): RelatedColumns<Row> {
  const { shown, choice } = useKeptColumns(name, columns);
  return { shown, choice: <ChooseColumns {...choice} /> };
}

type RelatedListProps<Row> = {
  /** What is listed, for people who don't see the page. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** What can be done with a row, always in sight. */
  readonly actions?: { readonly label: string; readonly of: (row: Row) => ReactNode };
};

export function RelatedList<Row>({ label, columns, rows, rowKey, actions }: RelatedListProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, by the keyboard too.
    <div className={classes['box']} tabIndex={0} role="group" aria-label={label}>
      <table className={classes['table']} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ key, header }) => (
              <th key={key} scope="col">
                {header}
              </th>
            ))}
            {actions === undefined ? null : (
              <th scope="col">
                <VisuallyHidden>{actions.label}</VisuallyHidden>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ key, header, cell }) => (
                <td key={key} data-column={header}>
                  {cell(row)}
                </td>
              ))}
              {actions === undefined ? null : <td className={classes['actions']}>{actions.of(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
