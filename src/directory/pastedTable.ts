const EMAIL_HEAD = /^(?:(?:user|work|primary|contact|invitee|attendee|guest)\s+)?e-?mails?\b/iu;

const NAME_HEAD =
  /^(?:(?:full|display|user|contact|attendee|guest|participant|invitee)\s+)?name\b|^(?:attendee|participant|person|contact|guest|who)s?$/iu;

const FIRST_HEAD = /^(?:first|given)(?:[\s_-]*name)?$/iu;

const LAST_HEAD = /^(?:last|family|sur)(?:[\s_-]*name)?$/iu;

const ADDRESS = /^<?(?:mailto:)?[^\s@<>,;]+@[^\s@<>,;]+>?$/iu;

/** A person of a table; one of the two is not empty. */
export interface TableRow {
  readonly name: string;
  readonly address: string;
}

/**
 * Reads people that were copied from a sheet, a CSV file or a table of Markdown. Undefined when the text is no table: each
 * row needs the same number of cells, and either a heading tells what they are, or each row has one address.
 */
export function pastedTable(text: string): readonly TableRow[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2) return undefined;
  for (const separator of ['\t', '|', ',', ';']) {
    if (!lines[0]?.includes(separator)) continue;
    const rows = lines.map((line) => cellsOf(line, separator)).filter((cells) => !isRule(cells));
    const width = rows[0]?.length ?? 0;
    if (width < 2 || rows.length < 2 || rows.some((cells) => cells.length !== width)) continue;
    const people = underHeading(rows) ?? besideAddresses(rows);
    if (people !== undefined) return people;
  }
  return undefined;
}

function underHeading([heading = [], ...rows]: readonly (readonly string[])[]):
  | readonly TableRow[]
  | undefined {
  if (heading.some((cell) => cell.includes('@'))) return undefined;
  const column = (head: RegExp) => heading.findIndex((cell) => head.test(cell));
  const [email, name, first, last] = [EMAIL_HEAD, NAME_HEAD, FIRST_HEAD, LAST_HEAD].map(column);
  const isNamed = name !== -1 && /\bname\b/iu.test(heading[name ?? 0] ?? '');
  if (email === -1 && !isNamed && (first === -1 || last === -1)) return undefined;
  return rows.flatMap((cells) => {
    const cell = (at = -1) => cells[at] ?? '';
    const parts = [cell(first), cell(last)].filter((part) => part !== '').join(' ');
    const row = { name: parts || cell(name), address: cell(email) };
    return row.name === '' && row.address === '' ? [] : [row];
  });
}

function besideAddresses(rows: readonly (readonly string[])[]): readonly TableRow[] | undefined {
  const people = rows.flatMap((cells) => {
    const [address, ...more] = cells.filter((cell) => ADDRESS.test(cell));
    const others = cells.filter((cell) => !ADDRESS.test(cell) && cell !== '');
    if (
      address === undefined ||
      more.length > 0 ||
      others.length === 0 ||
      others.some((cell) => cell.includes('@'))
    )
      return [];
    const [first = '', second = ''] = others;
    const isSplit = cells.indexOf(address) === 2 && !/\s/u.test(first) && !/\s/u.test(second);
    return [{ name: isSplit ? `${first} ${second}` : first, address }];
  });
  return people.length === rows.length ? people : undefined;
}

/** The line between the heading and the rows of a Markdown table. */
function isRule(cells: readonly string[]): boolean {
  return cells.every((cell) => /^:?-{1,}:?$/u.test(cell));
}

/** Cells of one row, by the rules of RFC 4180 for quotes. */
function cellsOf(line: string, separator: string): readonly string[] {
  const row = separator === '|' ? line.trim().replaceAll(/^\||\|$/gu, '') : line;
  if (!row.includes('"')) return row.split(separator).map((cell) => cell.trim());
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (const char of row) {
    if (char === '"') isQuoted = !isQuoted;
    else if (char === separator && !isQuoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += char;
  }
  return [...cells, cell.trim()];
}
