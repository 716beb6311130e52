import { personName } from '../../directory/personName.ts';

const MAX_NAME = 60;

const TITLE = /^(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Rev)\.?\s+(?=\p{Lu})/u;

const WORD = /^(?:\p{Lu}[\p{L}\p{M}'’.-]*|\p{Lo}[\p{L}\p{M}]+|["“(]\p{Lu}[\p{L}\p{M}]+["”)])$/u;

/** Words of a list of attendees that are no names. */
const NO_NAME =
  /^(?:all|is|in|on|to|by|with|every(?:one|body)|none|nobody|no one|tbd|tbc|tba|n\/?a|unknown|various|others?|team|staff|guests?|public|quorum|members?|attendees?|participants?|present|absent|regrets|apologies|yes|no|names?|company|affiliation|organi[sz]ation|role|title|e-?mail|phone|remote(?:ly)?|online|virtual|zoom|teams|hybrid|in-person|dial-in|chair|secretary|scribe|host|facilitator|moderator|note-?taker|observers?|agenda|notes?|date|time|location|minutes|recordings?|videos?|audio|slides|links?|transcript|chat|abbreviations?|myself|me|us|we|the|our|and|also|see|please|total|voting|non-voting|internal|external|partners?|investors?|founders?|management|board|january|february|march|april|june|july|august|september|october|november|december|today|tomorrow|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/iu;

/** Last words of companies and bodies. */
const ORGANIZATION =
  /\b(?:inc|board|initiative|project|org|wg|tsc|tac|llc|llp|ltd|limited|gmbh|ag|corp|corporation|company|co|ventures|capital|partners|foundation|labs?|group|holdings|university|institute|college|team|committee|council|association|bank|fund|technologies|software|systems|solutions|consulting|services|department|office)\.?$/iu;

/** The name at the beginning of an entry, without company, role and handle. */
export function nameOfEntry(entry: string): string | undefined {
  const bare = entry
    .replaceAll(/[\p{Extended_Pictographic}\uFE0F\u200D]+/gu, ' ')
    .replace(/\s+@\S.*$/u, '')
    .replaceAll(/\s*\([^()]*\)?|\s*\[[^[\]]*\]?|\s*@\S+/gu, ' ')
    .replace(/\s+(?:[-–—|/]|from|of|at|for)\s.*$/u, '')
    .replace(/\s*[:;].*$|[\s|/–—-]+$/u, '')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/["“”*_`~]/gu, '')
    .trim();
  const [whole = '', ...titles] = bare.split(/\s*,\s*/u);
  const name = titles.length === 1 && !/\s/u.test(whole) ? bare : whole;
  const cut = name
    .replace(TITLE, '')
    .replace(/[.,]+$/u, '')
    .trim();
  if (cut !== '' && !NO_NAME.test(cut)) return cut;
  // `Scribe - Jane Roe`
  const behind = /^[\p{L} -]{3,20}?\s*(?:[-–—:]\s)\s*(?<rest>\p{Lu}.*)$/u.exec(entry)?.groups?.['rest'];
  return behind === undefined ? undefined : nameOfEntry(behind);
}

/** True for a text that can be the name of a person: words with capital letters, with particles between them. */
export function isPersonName(name: string): boolean {
  const words = name.replaceAll(',', ' ').split(/\s+/u);
  const [first = ''] = words;
  if (name.length > MAX_NAME || words.length > 5 || NO_NAME.test(first) || ORGANIZATION.test(name))
    return false;
  if (words.length === 1 && (first.length < 2 || /^\p{Lu}+\.?$/u.test(first))) return false;
  if (words.some((word) => /\.\p{Ll}/u.test(word))) return false;
  return words.every(
    (word, index) => WORD.test(word) || (index < words.length - 1 && personName.isParticle(word)),
  );
}
