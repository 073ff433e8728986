/** How a file writes days that don't begin with the year. */
export const dayOrders = ['year_first', 'month_first', 'day_first'] as const;
export type DayOrder = (typeof dayOrders)[number];

const YEAR_LAST = /^\s*(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?=$|[ T])/;

/** 10/20/2016 as 2016/10/20; what is written otherwise stays. */
export function yearFirst(cell: string, order: DayOrder): string {
  if (order === 'year_first') return cell;
  return cell.replace(YEAR_LAST, order === 'month_first' ? '$4/$1/$3' : '$4/$3/$1');
}

/** The order that the cells of a column are written in; null: they don't tell, or contradict each other. */
export function guessDayOrder(cells: readonly string[]): DayOrder | null {
  const parts = cells.flatMap((cell) => {
    const found = YEAR_LAST.exec(cell);
    return found === null ? [] : [{ first: Number(found[1]), second: Number(found[3]) }];
  });
  const isMonthFirst = parts.some(({ second }) => second > 12);
  const isDayFirst = parts.some(({ first }) => first > 12);
  if (isMonthFirst === isDayFirst) return null;
  return isMonthFirst ? 'month_first' : 'day_first';
}
