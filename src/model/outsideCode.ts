/** The pattern of a backslash before punctuation. Source: CommonMark, Backslash escapes. */
export const MARKDOWN_ESCAPE = String.raw`\\[!-/:-@[-\x60{-~]`;

const SPAN = /(?<!`)(`{1,2})(?!`)[^\n`]{1,2000}(?<!`)\1(?!`)/u;

/** An escape, which can precede a backtick, or code within a line. */
const ESCAPE_OR_SPAN = new RegExp(`${MARKDOWN_ESCAPE}|${SPAN.source}`, 'gu');

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/u;

const INDENTED = /^(?: {4}|\t)/u;

/** Indented lines below these belong to a list or to HTML, or are wrapped. */
const NO_CODE_BELOW = /^[ \t]|^(?:[-*+•]|\d{1,9}[.)])[ \t]|^<|>[ \t]*$/u;

interface Part {
  readonly text: string;
  readonly isCode: boolean;
}

type Change = (text: string) => string;

/** Changes the text around code spans, fenced code and indented code, and the code itself with `changeCode`. */
export function outsideCode(markdown: string, change: Change, changeCode: Change = (code) => code): string {
  const done: string[] = [];
  for (const { text, isCode } of codeBlocks(markdown)) {
    if (isCode) done.push(changeCode(text));
    else changeAroundSpans(text, change, changeCode, done);
  }
  return done.join('');
}

/** A text of a megabyte can have a quarter of a million spans, so nothing is made for each but its text. */
function changeAroundSpans(text: string, change: Change, changeCode: Change, done: string[]): void {
  let end = 0;
  for (const { 0: whole, 1: mark, index } of text.includes('`') ? text.matchAll(ESCAPE_OR_SPAN) : []) {
    if (mark === undefined) continue;
    if (index > end) done.push(change(text.slice(end, index)));
    done.push(changeCode(whole));
    end = index + whole.length;
  }
  if (end < text.length) done.push(change(text.slice(end)));
}

/** Goes line by line, since a pattern would look for the end of each fence through the whole text. */
function codeBlocks(markdown: string): Part[] {
  if (!/^(?: {0,3}(?:```|~~~)| {4}|\t)/mu.test(markdown)) return [{ text: markdown, isCode: false }];
  const parts: { lines: string[]; isCode: boolean }[] = [];
  const lines = new CodeLines();
  for (const line of markdown.split(/(?<=\n)/u)) {
    const isCode = lines.isCode(line.replace(/\r?\n$/u, ''));
    const last = parts.at(-1);
    if (last?.isCode === isCode) last.lines.push(line);
    else parts.push({ lines: [line], isCode });
  }
  return parts.map((part) => ({ text: part.lines.join(''), isCode: part.isCode }));
}

/** A fence that is never closed ends with the text. Source: CommonMark, Fenced code blocks. */
class CodeLines {
  #fence: string | undefined;
  /** The last line with text outside of indented code. */
  #above = '';
  #isAfterBlank = false;
  #isIndented = false;

  isCode(line: string): boolean {
    const [, mark = '', info = ''] = FENCE.exec(line) ?? [];
    if (this.#fence !== undefined) {
      if (mark.startsWith(this.#fence) && info.trim() === '') this.#fence = undefined;
      return true;
    }
    if (mark !== '' && !(mark.startsWith('`') && info.includes('`'))) {
      this.#fence = mark;
      this.#isIndented = false;
      return true;
    }
    return this.#isIndentedCode(line);
  }

  #isIndentedCode(line: string): boolean {
    const isBlank = line.trim() === '';
    if (!isBlank) {
      const isFirst = this.#isAfterBlank && this.#above !== '' && !NO_CODE_BELOW.test(this.#above);
      this.#isIndented = INDENTED.test(line) && (this.#isIndented || isFirst);
      if (!this.#isIndented) this.#above = line;
    }
    this.#isAfterBlank = isBlank;
    return this.#isIndented && !isBlank;
  }
}
