// This file loads postal-mime, so it is imported on demand only.
import { decodeWords } from 'postal-mime';
import { utf8ToBase64 } from './byteString.ts';
import { isReadableText, isWesternText } from './isReadableText.ts';

const WORD = /=\?[^?\s]+\?[QB]\?[^?]*\?=/giu;
const RUN = new RegExp(String.raw`${WORD.source}(?:\s+${WORD.source})*`, 'giu');

/** A word whose end is missing. Source of the form: RFC 2047, section 2. */
const OPEN = /=\?[\w.:*-]+\?[QB](?:\?[^?\s]*\??|$)|=\?(?:utf|iso|windows|us|koi8|euc)-[\w.:*-]*\??$/giu;

const WORD_OR_OPEN = new RegExp(`${WORD.source}|${OPEN.source}`, 'giu');

/** Fewer characters of a word that was cut off are no help. */
const MIN_LENGTH = 3;

export interface DecodedWords {
  readonly text: string;
  /** A word was left out. */
  readonly undecoded: boolean;
}

/** The text of a header with its encoded words as far as they can be decoded. What can't be is left out. */
export function decodedWords(value: string): DecodedWords {
  let undecoded = false;
  const taken = (text: string): string => {
    if (text === '') undecoded = true;
    return text;
  };
  const closed = value.replaceAll(WORD_OR_OPEN, (word) => {
    if (word.endsWith('?=')) return word;
    const text = taken(openWord(word));
    return text === '' ? '' : `=?utf-8?B?${utf8ToBase64(text)}?=`;
  });
  return { text: closed.replaceAll(RUN, (run) => runText(run, taken)), undecoded };
}

/** A character may begin in one word and end in the next, so they are decoded together if that succeeds. */
function runText(run: string, taken: (text: string) => string): string {
  const text = decodeWords(run);
  if (isSound(text)) return text === '' && /\?[QB]\?[^?]/iu.test(run) ? taken('') : text;
  return [...run.matchAll(WORD)].map(([word]) => taken(wordText(word))).join('');
}

function wordText(word: string): string {
  const text = decodeWords(word);
  if (isSound(text)) return text;
  // The charset of a Western language is often declared wrongly.
  const other = decodeWords(word.replace(/^=\?[^?]+/u, '=?windows-1252'));
  return isWesternText(other) && /\p{L}{2}/u.test(other) ? other : '';
}

/** The word as far as it goes, without a character that was cut in two. */
function openWord(word: string): string {
  const [, charset = '', encoding = '', encoded = ''] = /^=\?([^?]+)\?([QB])\??([^?]*)/iu.exec(word) ?? [];
  if (encoding === '') return '';
  const isBase64 = encoding.toUpperCase() === 'B';
  const whole = isBase64
    ? encoded.replaceAll('=', '').slice(0, encoded.length % 4 === 1 ? -1 : undefined)
    : encoded.replace(/=[0-9A-F]?$/iu, '');
  const text = decodeWords(`=?${charset}?${encoding}?${whole}?=`).replace(/\uFFFD$/u, '');
  return isSound(text) && text.trim().length >= MIN_LENGTH ? text : '';
}

function isSound(text: string): boolean {
  return !text.includes('\uFFFD') && isReadableText(text);
}
