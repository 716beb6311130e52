// oxlint-disable-next-line no-control-regex -- they are what is looked for
const TERMINAL = /\u001B(?:\[[0-9;?]{0,32}[A-Za-z]|\][^\u0007\u001B\n]{0,2000}(?:\u0007|\u001B\\))/gu;

// Everything below a blank but tab and line feed, DEL and C1, the byte order mark, and surrogates without a partner.
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFEFF\uD800-\uDFFF]/gu;

export interface CleanText {
  readonly text: string;
  /** How many characters were taken out. */
  readonly removed: number;
}

/**
 * Takes out what no one can see and what a service or a terminal may stumble over: control characters, the sequences
 * that colour a terminal and make links in it, halves of characters. Line ends become `\n`, also those that a word
 * processor makes within a paragraph. Marks of right-to-left text and emoji stay.
 */
export function cleanText(text: string): CleanText {
  const lines = text.replaceAll(/\r\n?|[\v\f\u0085]/gu, '\n');
  const clean = lines.replaceAll(TERMINAL, '').replaceAll(CONTROLS, '');
  return { text: clean, removed: lines.length - clean.length };
}

/** A note as it is sent. Nothing in it is escaped, because the service stores plain text as it is. */
export function noteToSend(text: string): string {
  return cleanText(text).text.trim();
}

/** Text without the characters that a terminal obeys, and without direction overrides, which disguise a text as another. */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, '');
}

/** Folds line breaks, control characters and direction overrides, which would draw over the neighbouring text. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}
