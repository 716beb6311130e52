import { isZone } from './wallTime.ts';

const NAME = String.raw`(?<zone>[A-Za-z]\w{1,30}(?:\/\w[\w+-]{0,30}){1,2})`;

const AT_THE_END = new RegExp(String.raw`^(?<date>.*[^\s,([])[\s,([]{1,3}${NAME}[)\]]?$`, 'u');

const AT_THE_BEGINNING = new RegExp(String.raw`^[\s([,]{0,3}${NAME}`, 'u');

/** `(Eastern Time - New York)`, `Eastern Time (US and Canada)`, `(Paris)`, `London time`. */
const IN_WORDS =
  /^[\s,(–-]{0,4}(?:(?<region>(?:\p{Lu}[\p{L}.]{0,20} ){1,4}Time)(?: [-–] (?<seat>[\p{L} ]{3,40}))?|\((?<bracketed>[\p{L} ,]{3,60})\)|(?<city>(?:\p{Lu}[\p{L}]{1,20} ?){1,3}) time\b)/u;

/** A city that ends a text: `02:00 PM Paris`, `14:00 Amsterdam, Berlin, Rome`. */
const CITY_AT_THE_END = /^[\s,]{1,3}(?<city>\p{Lu}[\p{L} ,]{2,60})[.)]?\s*$/u;

/** Zones as calendars of Google, Zoom and Microsoft call them, without "Standard", "Daylight" and "Summer". */
const zonesOfRegions: Readonly<Record<string, string>> = {
  'eastern time': 'America/New_York',
  'us eastern time': 'America/New_York',
  'central time': 'America/Chicago',
  'us central time': 'America/Chicago',
  'mountain time': 'America/Denver',
  'us mountain time': 'America/Phoenix',
  'pacific time': 'America/Los_Angeles',
  'us pacific time': 'America/Los_Angeles',
  'alaskan time': 'America/Anchorage',
  'hawaiian time': 'Pacific/Honolulu',
  'atlantic time': 'America/Halifax',
  'e. south america time': 'America/Sao_Paulo',
  'greenwich mean time': 'UTC',
  'coordinated universal time': 'UTC',
  'universal time': 'UTC',
  'gmt time': 'Europe/London',
  'british time': 'Europe/London',
  'united kingdom time': 'Europe/London',
  'w. europe time': 'Europe/Berlin',
  'romance time': 'Europe/Paris',
  'central europe time': 'Europe/Budapest',
  'central european time': 'Europe/Warsaw',
  'eastern european time': 'Europe/Athens',
  'gtb time': 'Europe/Athens',
  'fle time': 'Europe/Helsinki',
  'russian time': 'Europe/Moscow',
  'turkey time': 'Europe/Istanbul',
  'israel time': 'Asia/Jerusalem',
  'arabian time': 'Asia/Dubai',
  'gulf time': 'Asia/Dubai',
  'india time': 'Asia/Kolkata',
  'china time': 'Asia/Shanghai',
  'singapore time': 'Asia/Singapore',
  'tokyo time': 'Asia/Tokyo',
  'japan time': 'Asia/Tokyo',
  'korea time': 'Asia/Seoul',
  'aus eastern time': 'Australia/Sydney',
  'australian eastern time': 'Australia/Sydney',
  'new zealand time': 'Pacific/Auckland',
};

/** Cities of which no zone has the name. */
const zonesOfCities: Readonly<Record<string, string>> = {
  'san francisco': 'America/Los_Angeles',
  seattle: 'America/Los_Angeles',
  boston: 'America/New_York',
  washington: 'America/New_York',
  atlanta: 'America/New_York',
  miami: 'America/New_York',
  philadelphia: 'America/New_York',
  montreal: 'America/Toronto',
  austin: 'America/Chicago',
  dallas: 'America/Chicago',
  houston: 'America/Chicago',
  frankfurt: 'Europe/Berlin',
  hamburg: 'Europe/Berlin',
  munich: 'Europe/Berlin',
  geneva: 'Europe/Zurich',
  barcelona: 'Europe/Madrid',
  milan: 'Europe/Rome',
  'tel aviv': 'Asia/Jerusalem',
  mumbai: 'Asia/Kolkata',
  delhi: 'Asia/Kolkata',
  'new delhi': 'Asia/Kolkata',
  bangalore: 'Asia/Kolkata',
  beijing: 'Asia/Shanghai',
  osaka: 'Asia/Tokyo',
};

/** Zones whose last word is rather a name, a feast or an event. */
const NO_CITY = /^Antarctica\/|\/(?:Easter|Reunion|Midway)$/u;

let cities: ReadonlyMap<string, string> | undefined;

/**
 * Splits a zone from the end of a date: `2026-03-04 14:00 Europe/Berlin`, `… (Europe/Berlin)`, and the form of RFC 9557,
 * `…+01:00[Europe/Berlin]`. Undefined when there is none that Intl knows.
 */
export function withoutNamedZone(text: string): { readonly text: string; readonly zone: string } | undefined {
  const { date, zone } = AT_THE_END.exec(text)?.groups ?? {};
  return date === undefined || !isZone(zone) ? undefined : { text: date, zone };
}

/**
 * The zone at the beginning of a text that follows a time. `isValue` says that the text is the value of a field: there a
 * city alone is a zone, while in a title it is where, or with whom.
 */
export function zoneBehind(text: string, isValue: boolean): string | undefined {
  const zone = AT_THE_BEGINNING.exec(text)?.groups?.['zone'];
  if (isZone(zone)) return zone;
  const { region, seat, bracketed, city } = IN_WORDS.exec(text)?.groups ?? {};
  const bare = isValue ? CITY_AT_THE_END.exec(text)?.groups?.['city'] : undefined;
  return zoneOfCity(seat) ?? zoneOfRegion(region) ?? zoneOfCity(bracketed ?? city ?? bare);
}

/** The zone that is called by its region or by cities in it: `Eastern Time`, `(UTC+01:00) Amsterdam, Berlin, Bern`. */
export function namedZone(name: string): string | undefined {
  const words = name.replace(/^\([^)]*\)\s*/u, '');
  return zoneOfRegion(words) ?? zoneOfCity(words);
}

function zoneOfRegion(region = ''): string | undefined {
  const name = region
    .toLowerCase()
    .replaceAll(/ (?:standard|daylight|summer) /gu, ' ')
    .trim();
  return zonesOfRegions[name];
}

/** The first city that is known: Zoom lists several of one zone. */
function zoneOfCity(names = ''): string | undefined {
  cities ??= new Map(
    Intl.supportedValuesOf('timeZone')
      .filter((zone) => !NO_CITY.test(zone))
      .map((zone) => [
        zone
          .slice(zone.lastIndexOf('/') + 1)
          .replaceAll('_', ' ')
          .toLowerCase(),
        zone,
      ]),
  );
  for (const name of names.split(',')) {
    const city = name.trim().toLowerCase();
    const zone = zonesOfCities[city] ?? cities.get(city);
    if (zone !== undefined) return zone;
  }
  return undefined;
}
