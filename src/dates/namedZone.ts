import { isZone } from './wallTime.ts';

const NAME = String.raw`(?<zone>[A-Za-z]\w{1,30}(?:\/\w[\w+-]{0,30}){1,2})`;

const AT_THE_END = new RegExp(String.raw`^(?<date>.*[^\s,([])[\s,([]{1,3}${NAME}[)\]]?$`, 'u');

const AT_THE_BEGINNING = new RegExp(String.raw`^[\s([,]{0,3}${NAME}`, 'u');

/**
 * Splits a zone from the end of a date: `2026-03-04 14:00 Europe/Berlin`, `… (Europe/Berlin)`, and the form of RFC 9557,
 * `…+01:00[Europe/Berlin]`. Undefined when there is none that Intl knows.
 */
export function withoutNamedZone(text: string): { readonly text: string; readonly zone: string } | undefined {
  const { date, zone } = AT_THE_END.exec(text)?.groups ?? {};
  return date === undefined || !isZone(zone) ? undefined : { text: date, zone };
}

/** The zone at the beginning of a text that follows a date. */
export function zoneBehind(text: string): string | undefined {
  const zone = AT_THE_BEGINNING.exec(text)?.groups?.['zone'];
  return isZone(zone) ? zone : undefined;
}
