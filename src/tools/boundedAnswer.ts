import { delimitedData } from './delimitedData.ts';

/** An answer has at most this many bytes in UTF-8, markers and sentences included. */
export const MAX_ANSWER_BYTES = 16 * 1024;

export interface Answer {
  /** Sentences before the data, for the number of rows that are shown. They hold no text of the service. */
  readonly head: (shown: number) => readonly string[];
  /** Lines of data that are always shown. */
  readonly about: readonly string[];
  /** Lines of data of which as many are shown as fit, the first ones first. */
  readonly rows: readonly string[];
}

export interface TextAnswer {
  /** Sentences before the data, for the part of the text that is shown, in UTF-16 units. */
  readonly head: (part: { readonly from: number; readonly to: number }) => readonly string[];
  readonly about: readonly string[];
  readonly text: string;
  readonly from: number;
}

/** An answer with as many rows as fit into the limit. */
export function boundedAnswer({ head, about, rows }: Answer, nonce: string = newNonce()): string {
  const whole = (shown: number): string =>
    [...head(shown), delimitedData([...about, ...rows.slice(0, shown)], nonce)].join('\n');
  const fixed = (shown: number): number =>
    byteLength([...head(shown), delimitedData(about, nonce)].join('\n'));
  let shown = 0;
  let bytes = 0;
  for (const row of rows) {
    bytes += byteLength(row) + 1;
    if (bytes + fixed(shown + 1) > MAX_ANSWER_BYTES) break;
    shown += 1;
  }
  return whole(shown);
}

/** An answer with as much of a text as fits into the limit. */
export function boundedText({ head, about, text, from }: TextAnswer, nonce: string = newNonce()): string {
  const answer = (to: number): string =>
    [
      ...head({ from, to }),
      delimitedData([...about, ...(text === '' ? [] : [text.slice(from, to)])], nonce),
    ].join('\n');
  // The sentences for a part may be longer than those for the whole.
  const heads = [text.length, text.length - 1].map((to) => byteLength(head({ from, to }).join('\n')));
  const free = MAX_ANSWER_BYTES - Math.max(...heads) - byteLength(delimitedData([...about, ''], nonce)) - 1;
  return answer(from + prefixLength(text.slice(from), free));
}

export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Characters of a text that take at most so many bytes; half of a character is none. */
function prefixLength(text: string, bytes: number): number {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(Math.max(0, bytes)));
  return read;
}

function newNonce(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
