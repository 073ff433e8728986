// Cells of CSV files that a spreadsheet would take for formulas (T22). An apostrophe in front makes them text; ours is taken
// away again when such a file is read.

/** Behind any blanks, control characters and apostrophes: what begins a formula, in full width too. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
const FORMULA = /^(?:[\t\r\n|]|[\s\u0000-\u001f\u007f\u200b\ufeff']*[=+\-@|＝＋－＠｜])/;

export function safeCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text that safeCell made the cell from. */
export function plainCell(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}

export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/** So that Excel reads a file as UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';
