// What a table of the app is made from: its columns, its rows, what can be done with them.
import type { ReactNode } from 'react';

export type Column<Row> = {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  readonly widthPx?: number;
  readonly sortable?: boolean;
  readonly align?: 'start' | 'end';
  /** always: can't be left out nor moved; on_wish: left out until somebody wants it. */
  readonly shown?: 'always' | 'at_first' | 'on_wish';
};

export type Sort = { readonly field: string; readonly descending: boolean };

export type Selection = {
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
  /** Instead of their number: more are chosen than are loaded. */
  readonly says?: string | undefined;
};

export type DataTableProps<Row> = {
  /** Under which this browser keeps columns, order and widths. */
  readonly name: string;
  /** What is listed, for people who don't see the page. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly rowName: (row: Row) => string;
  readonly sort?: Sort | null;
  readonly onSort?: (sort: Sort) => void;
  readonly selection?: Selection;
  /** Where the list goes on (usePages gives it). */
  readonly more?: { readonly hasMore: boolean; readonly isLoadingMore: boolean; loadMore(): void };
  readonly toolbar?: ReactNode;
  /** Under the toolbar: what narrows the list down, while somebody edits it. */
  readonly panel?: ReactNode;
  /** Instead of rows when there are none. */
  readonly empty?: ReactNode;
  /** What can be done with the chosen rows; takes the toolbar's place while there are any. */
  readonly bulk?: ReactNode;
};
