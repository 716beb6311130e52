/** Words for a day or a part of it in German, French, Spanish and Italian. A longer word comes before one that it contains. */
const days: readonly (readonly [words: string, english: string])[] = [
  ["vorgestern|avant-hier|anteayer|antier|(?:l’altro |l'altro )ieri", '2 days ago'],
  ['übermorgen|après-demain|pasado mañana|dopodomani', 'in 2 days'],
  ['gestern|hier|ayer|ieri', 'yesterday'],
  ["heute|aujourd[’']hui|hoy|oggi", 'today'],
];

const parts: readonly (readonly [words: string, english: string])[] = [
  ['vormittags?|früh|matin|mattina', 'morning'],
  ['nachmittags?|après-midi|pomeriggio', 'afternoon'],
  ['abends?|soir|sera', 'evening'],
  ['mittags?|midi|mezzogiorno', 'noon'],
];

const spellings = [...days, ...parts].map(([words, english]) => [wholeWord(words), english] as const);

const HAS_WORD = new RegExp(
  wholeWord([...days, ['morgen', '']].map(([words]) => words).join('|')).source,
  'iu',
);

/** Behind another day, "Morgen" is the morning. */
const MORNING = /(?<=(?:yesterday|today|2 days ago),? )(?:am )?morgens?(?!\p{L})/giu;

const TOMORROW = /^\s*morgen(?!\p{L})/iu;

/** "15h", "9 h" and "15h 30" behind a day or before one. Up to 6, it is rather a number of hours. */
const HOURS =
  /(?<![\d.:,/+-])(?<hour>0?[7-9]|1\d|2[0-3]) ?h(?:\s?(?<minute>[0-5]\d))?(?![\p{L}\d]| ?(?:\d|ago\b|earlier\b|later\b|before\b))/giu;

/** The same text with English words for days, such as "yesterday" for "gestern". */
export function spokenDay(text: string): string {
  if (!HAS_WORD.test(text)) return text;
  return spellings
    .reduce((spelt, [pattern, english]) => spelt.replaceAll(pattern, english), text)
    .replace(MORNING, 'morning')
    .replace(TOMORROW, 'tomorrow')
    .replaceAll(/(?<=(?:day|ago|morning|afternoon|evening),? )(?:um|à|a las|alle) (?=\d)/giu, 'at ');
}

/** Writes "15h" as 15:00. It is for the value of a date, because in a sentence "8h" is rather a number of hours. */
export function withHours(text: string): string {
  return text.replaceAll(HOURS, (_, hour: string, minute = '00') => `${hour}:${minute}`);
}

function wholeWord(words: string): RegExp {
  return new RegExp(String.raw`(?<![\p{L}’'-])(?:${words})(?![\p{L}’'-])`, 'giu');
}
