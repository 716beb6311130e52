/** Scripts that are written without blanks between words: what is looked for is found by pairs of their characters. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Most texts have these characters only, for which folding is five times as fast. */
// oxlint-disable-next-line no-control-regex -- all of ASCII
const ASCII = /^[\u0000-\u007F]*$/;

const ASCII_WORD = /[a-z0-9]+/g;

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

const RUN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/gu;

/** Letters that have no decomposition. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
  ð: 'd',
};

/** Lower case without diacritics: "Zoë" and "zoe" are one, and so are full-width and ordinary letters. */
export function foldText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[ßøæœđłıþð]/gu, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFC');
}

/** The words that a text is found by, folded, in their order, repeated ones as well. */
export function searchWords(text: string): readonly string[] {
  return runsOf(text).flatMap((run) => (UNSPACED.test(run) ? pairsOf(run) : [run]));
}

/** The words to look for: as `searchWords`, where pairs of characters cover all of a run. */
export function queryWords(text: string): readonly string[] {
  return runsOf(text).flatMap((run) => {
    if (!UNSPACED.test(run)) return [run];
    const pairs = pairsOf(run);
    return pairs.length > 1 ? pairs.slice(0, -1) : pairs;
  });
}

/** A single character of a script without blanks, which is a word of its own and the beginning of pairs. */
export function isPartOfRun(word: string): boolean {
  return Array.from(word).length === 1 && UNSPACED.test(word);
}

/** Folded words, cut where a script with blanks between words meets one without. */
function runsOf(text: string): readonly string[] {
  if (ASCII.test(text)) return text.toLowerCase().match(ASCII_WORD) ?? [];
  return (foldText(text).match(WORD) ?? []).flatMap((word) =>
    UNSPACED.test(word) ? (word.match(RUN) ?? []) : [word],
  );
}

/** `会議録` is `会議`, `議録` and `録`: the last one lets the end of a run be found by itself. */
function pairsOf(run: string): readonly string[] {
  const characters = Array.from(run);
  return characters.map((character, index) => `${character}${characters[index + 1] ?? ''}`);
}
