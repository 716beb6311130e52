/** Pages and email addresses, which are copied as they are. */
const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>|\\`[\]*]+|[\w.+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63})+/giu;

/** Signs that can start something within a line. */
const SIGNS = /[\\`*_[\]<~|$]|&(?=#?\w{1,32};)/gu;

const HAS_SIGN = /[\\`*_[\]<~|$&]/u;

const HAS_ADDRESS = /@|:\/\/|www\./iu;

const ITEM = /^(?<indent>[ \t]*)(?<mark>[-*+•]|\d{1,9}[.)])[ \t]+(?=\S)/u;

/** Beginnings of a line that would make it a heading, a quote, a list, a line across the page or the end of a table. */
const LINE_START = /^(?:#{1,6}(?=\s|$)|>|[-+](?=\s|$)|[-=+](?=[-=: ]*$)|:(?=-))/u;

const NUMBER = /^(?<digits>\d{1,9})(?=[.)](?:\s|$))/u;

/** Further levels of a list are drawn like this one. */
const MAX_INDENT = 8;

/**
 * Plain text as Markdown that shows the same text, for notes that are too long for a parser: paragraphs and lines stay, and
 * lines that begin like an item of a list are one. Takes a time that grows with the length alone.
 */
export function plainMarkdown(text: string): string {
  const lines: string[] = [];
  let indent = -2;
  for (const line of text.split('\n')) {
    const item = ITEM.exec(line);
    const trimmed = line.trim();
    if (trimmed === '') {
      indent = -2;
      lines.push('');
      continue;
    }
    if (item === null) {
      lines.push(`${' '.repeat(indent < 0 ? 0 : indent + 2)}${escapedLine(trimmed)}  `);
      continue;
    }
    const { indent: blanks = '', mark = '-' } = item.groups ?? {};
    indent = Math.min(blanks.replaceAll('\t', '  ').length, indent + 2, MAX_INDENT);
    const shownMark = /\d/u.test(mark) ? mark : '-';
    lines.push(`${' '.repeat(indent)}${shownMark} ${escapedLine(line.slice(item[0].length).trim())}`);
  }
  // Two blanks break the line, which makes no sense at the end of a paragraph.
  return lines
    .map((line, index) => (/^ *(?:[^\s-]|-[^ ])/u.test(lines[index + 1] ?? '') ? line : line.trimEnd()))
    .join('\n');
}

function escapedLine(line: string): string {
  return startOfLine(HAS_ADDRESS.test(line) ? besideAddresses(line) : escapedWords(line));
}

function besideAddresses(line: string): string {
  const written: string[] = [];
  let end = 0;
  for (const { 0: address, index } of line.matchAll(ADDRESS)) {
    written.push(escapedWords(line.slice(end, index)), address);
    end = index + address.length;
  }
  written.push(escapedWords(line.slice(end)));
  return written.join('');
}

function startOfLine(line: string): string {
  if (!/^[\d#>\-+=:]/.test(line)) return line;
  return line.replace(LINE_START, String.raw`\$&`).replace(NUMBER, '$<digits>\\');
}

function escapedWords(words: string): string {
  return HAS_SIGN.test(words) ? words.replaceAll(SIGNS, String.raw`\$&`) : words;
}
