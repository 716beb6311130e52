/** Names of months that mails and minutes in German, French, Spanish and Italian have. English names are the same or read anyway. */
const months: Readonly<Record<string, string>> = {
  Jan: 'januar|jänner|janvier|janv|enero|ene|gennaio',
  Feb: 'februar|février|févr|febrero|febbraio',
  Mar: 'märz|mars|marzo',
  Apr: 'avril|avr|abril|abr|aprile',
  May: 'mai|mayo|maggio',
  Jun: 'juni|juin|junio|giugno',
  Jul: 'juli|juillet|juil|julio|luglio',
  Aug: 'août|agosto|ago',
  Sep: 'septembre|septiembre|settembre',
  Oct: 'oktober|okt|octobre|octubre|ottobre',
  Nov: 'novembre|noviembre',
  Dec: 'dezember|dez|décembre|déc|diciembre|dic|dicembre',
};

const weekdays: Readonly<Record<string, string>> = {
  Mon: 'montag|lundi|lunes|lunedì',
  Tue: 'dienstag|mardi|martes|martedì',
  Wed: 'mittwoch|mercredi|miércoles|mercoledì',
  Thu: 'donnerstag|jeudi|jueves|giovedì',
  Fri: 'freitag|vendredi|viernes|venerdì',
  Sat: 'samstag|samedi|sábado|sabato',
  Sun: 'sonntag|dimanche|domingo|domenica',
};

const english: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...months, ...weekdays }).flatMap(([name, others]) =>
    others.split('|').map((other) => [other, name] as const),
  ),
);

const anyOf = (names: Readonly<Record<string, string>>): string => Object.values(names).join('|');

const MONTH = String.raw`(?<!\p{L})(?:${anyOf(months)})(?!\p{L})`;

/** A month next to a number. "mars" and "mai" are words as well. */
const MONTH_NAME = new RegExp(
  String.raw`(?<=\d(?:er|\.)?\s*(?:de\s+)?)${MONTH}\.?|${MONTH}(?=\.?\s+\d)`,
  'giu',
);

const WEEKDAY_NAME = new RegExp(String.raw`(?<!\p{L})(?:${anyOf(weekdays)})(?!\p{L})`, 'giu');

const HAS_NAME = new RegExp(
  String.raw`(?<!\p{L})(?:${anyOf(months)}|${anyOf(weekdays)})(?!\p{L})|\bum\b|\d\s*uhr\b`,
  'iu',
);

/** "15 Uhr", "14.30 Uhr", "14 Uhr 30". */
const CLOCK =
  /(?<![\d.:])(?<hour>[01]?\d|2[0-3])(?:[.:](?<minute>[0-5]\d))?\s*uhr(?:\s(?<behind>[0-5]\d)(?!\d|[.:]))?(?!\p{L})/giu;

/** "Mi., 8. Januar", "mer. 8 janvier" */
const SHORT_WEEKDAY =
  /(?<!\p{L})(?:mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie|sáb|dom)(?:\.,?|,)(?=\s+\d)/giu;

/** Small words within a date: "8 de enero de 2025", "1er mars", "um 14:00", "à 14:00", "a las 14:00". */
const small: readonly RegExp[] = [
  SHORT_WEEKDAY,
  new RegExp(String.raw`(?<=\d\s+)de(?=\s+${MONTH})|(?<=${MONTH}\s+)del?(?=\s+\d{4})`, 'giu'),
  new RegExp(String.raw`(?<=(?<!\d)1)er(?=\s+${MONTH})`, 'giu'),
  /(?<=\d(?:\.?\s+\p{L}{3,10})?,?\s+)(?:um|à|a las)(?=\s+\d{1,2}[:h])/giu,
];

const HAS_NUMBER = /\d/;

/** The same text with English names, for a reader that knows no other. */
export function inEnglish(text: string): string {
  if (!HAS_NUMBER.test(text) || !HAS_NAME.test(text)) return text;
  const timed = text.replaceAll(
    CLOCK,
    (_, hour: string, minute?: string, behind?: string) => `${hour}:${minute ?? behind ?? '00'}`,
  );
  return small
    .reduce((spelt, pattern) => spelt.replaceAll(pattern, ' '), timed)
    .replaceAll(WEEKDAY_NAME, englishName)
    .replaceAll(MONTH_NAME, englishName)
    .replaceAll(/[ \u00A0]{2,}/gu, ' ')
    .trim();
}

function englishName(found: string): string {
  return english.get(found.replace(/\.$/u, '').toLowerCase()) ?? found;
}
