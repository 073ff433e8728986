// Tables for people: a heading, a line, rows; wide Chinese characters counted as wide.
import Table from 'cli-table3';

export type Cell = string | number;

const NONE = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
};
const chars = {
  ...NONE,
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** Numbers stand to the right. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const isNumber = head.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'));
  const drawn = new Table({
    chars,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colAligns: isNumber.map((number) => (number ? 'right' : 'left')),
  });
  drawn.push([...head], ...rows.map((row) => row.map(shown)));
  const [first = '', ...others] = drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
  const width = Math.max(...[first, ...others].map((line) => line.length));
  return [first, '─'.repeat(width), ...others].join('\n');
}

/** Without what a terminal would take as an order: names come from outside. */
function shown(cell: Cell): string {
  return typeof cell === 'number' ? cell.toLocaleString('en') : plain(cell);
}

export function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}
