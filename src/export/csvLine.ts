const SPECIAL = /[",\r\n]/;

/** Characters that make a spreadsheet run a cell as a formula, also in full width. Source: OWASP, CSV Injection. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/u;

const FIRST = "'=+-@\t\r\n＝＋－＠";

/**
 * A line of CSV. A cell that a spreadsheet would run as a formula gets an apostrophe before it, and so does one that already
 * has apostrophes before such a character, so that it can be taken away again. Source: RFC 4180.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(isFormula(cell) ? `'${cell}` : cell)).join(',')}\r\n`;
}

/** The text of a cell before it was made harmless. */
export function originalCell(cell: string): string {
  return cell.startsWith("'") && isFormula(cell) ? cell.slice(1) : cell;
}

/** Most cells are none, which their first character tells. */
function isFormula(cell: string): boolean {
  return cell !== '' && FIRST.includes(cell.charAt(0)) && FORMULA.test(cell);
}

function quoted(cell: string): string {
  return SPECIAL.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
