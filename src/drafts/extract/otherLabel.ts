/** Words for a date in languages whose minutes have no label that the readers of English and its neighbours know. */
const dates: readonly string[] = [
  // Arabic, Persian and Urdu, Hebrew
  '(?:ال)?تاريخ(?: (?:و(?:ال)?وقت|ال(?:اجتماع|مكالمة|لقاء|جلسة)))?|(?:ال)?موعد(?: الاجتماع)?',
  'تاریخ(?: (?:جلسه|و زمان|ملاقات))?',
  'ה?תאריך(?: (?:ו?שעה|ה?(?:פגישה|ישיבה|שיחה)))?|ה?מועד',
  // Chinese, Japanese, Korean
  '(?:会议|會議|开会|開會|通话|通話|拜访|拜訪)?(?:日期|时间|時間)(?:[和与與及/](?:时间|時間))?',
  '日付|日時|(?:開催|会議|実施|面談|訪問|作成|打ち?合わ?せ)(?:の)?(?:日時?|日付)|年月日',
  '(?:(?:회의|미팅|통화|면담) ?)?(?:날짜|일자|일시)',
  // Cyrillic
  'дата(?: (?:(?:и|та|і) (?:время|час)|встречи|звонка|созвона|совещания|проведения|зустрічі|дзвінка|на срещата))?',
  'датум(?: (?:и време|састанка))?|когда|коли|кога',
  // Greek
  'ημερομην[ίι]α(?: (?:και [ώω]ρα|συν[άα]ντησης|κλ[ήη]σης))?|ημ/ν[ίι]α|π[όο]τε',
  // India, Thailand, Caucasus
  'दिनांक|तारीख|तिथि|তারিখ|தேதி|తేదీ|วันที่|თარიღი|ամսաթիվ',
  // Latin letters
  'data(?: (?:e (?:hora|ora)|i godzina|da reunião|della (?:riunione|chiamata)|spotkania|rozmowy|reunió|întâlnirii))?',
  'dat(?:um|o)(?: (?:en tijd|och tid|og tid|a čas|schůzky|sastanka|sestanka))?|dátum|datums|dată|quando|kiedy|kdy|kedy',
  'wanneer|verzonden(?: op)?|når|när|tidpunkt|tidspunkt|skickat|sendt|päivämäärä|päiväys|pvm|ajankohta|kuupäev',
  'időpont|mikor|kada|kdaj|când|tarih(?: ve saat)?|(?:toplantı|görüşme) tarihi|ngày(?: họp)?|tanggal|tarikh|tgl',
];

const TIMES =
  '(?:ال)?وقت|الساعة|زمان|ساعت|ה?שעה|时刻|時刻|開始時間|시간|время|час|време|[ώω]ρα|समय|เวลา|hora|ora|godzina|čas|tijd|tid|kellonaika|saat|giờ';

const DATE_LABEL = new RegExp(`^(?:${dates.join('|')})$`, 'u');

const TIME_LABEL = new RegExp(`^(?:${TIMES})$`, 'u');

/** `2026年11月12日`, `2026. 11. 12.`, `2026/11/12`: the year comes first, so the month follows. */
const YEAR_FIRST = /^(\d{4})\s?[./年년-]\s?(\d{1,2})\s?[./月월-]\s?(\d{1,2})(?:\s?日|\s?일|\.(?!\d))?/u;

/** The first digits of the scripts of Arabic, Persian, Hindi and Bengali. */
const zeros = [0x06_60, 0x06_f0, 0x09_66, 0x09_e6];

/** A label that tells a date or a time, with a value that begins with a number, as `readWhen` can read it. */
export interface OtherLabel {
  readonly kind: 'date' | 'time';
  readonly value: string;
}

/**
 * Reads a label in one of many languages. Some of these words are words of English too, so that a value that begins with
 * anything but a number says that it is no label, and "data" needs a year. `label` is in lower case.
 */
export function otherLabel(label: string, written: string): OtherLabel | undefined {
  const kind = DATE_LABEL.test(label) ? 'date' : TIME_LABEL.test(label) ? 'time' : undefined;
  if (kind === undefined) return undefined;
  const value = withCommonDigits(written.trim()).replace(YEAR_FIRST, isoDate);
  if (label === 'data' && !/\d{4}/u.test(value)) return undefined;
  return /^\d/u.test(value) ? { kind, value } : undefined;
}

function isoDate(_: string, year: string, month: string, day: string): string {
  return [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
}

function withCommonDigits(text: string): string {
  return text.replaceAll(/[٠-٩۰-۹०-९০-৯]/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    return String(code - Math.max(...zeros.filter((zero) => zero <= code)));
  });
}
