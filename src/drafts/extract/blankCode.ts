const FENCE = /^(?: {0,3}>)* {0,3}(?<marks>`{3,}|~{3,})/u;

const INLINE_CODE = /(?<!`)(`{1,2})(?!`)[^\n]{1,2000}?(?<!`)\1(?!`)/gu;

const hidden = [
  ['<!--', '-->'],
  ['<pre', '</pre>'],
  ['<code', '</code>'],
] as const;

/**
 * Blanks out fenced blocks, inline code, and HTML that is code or hidden. An open fence reaches to the end of the text, as
 * it does where Markdown is shown.
 */
export function blankCode(text: string): string {
  const unfenced = text.includes('```') || text.includes('~~~') ? withoutFences(text) : text;
  const prose = unfenced.includes('`')
    ? unfenced.replaceAll(INLINE_CODE, (code) => ' '.repeat(code.length))
    : unfenced;
  return hidden.reduce((text, [open, close]) => blankBetween(text, open, close), prose);
}

function withoutFences(text: string): string {
  let fence: string | undefined;
  const lines = text.split('\n').map((line) => {
    const marks = FENCE.exec(line)?.groups?.['marks'];
    const isFence = marks !== undefined && (fence === undefined || marks.startsWith(fence));
    if (isFence) fence = fence === undefined ? marks : undefined;
    return isFence || fence !== undefined ? ' '.repeat(line.length) : line;
  });
  return lines.join('\n');
}

/** Reads the text once, however often it opens what it never closes. */
function blankBetween(text: string, open: string, close: string): string {
  const parts: string[] = [];
  let done = 0;
  for (let start = text.indexOf(open); start !== -1; start = text.indexOf(open, done)) {
    const end = text.indexOf(close, start);
    if (end === -1) break;
    parts.push(text.slice(done, start), text.slice(start, end).replaceAll(/[^\n]/gu, ' '));
    done = end;
  }
  return parts.join('') + text.slice(done);
}
