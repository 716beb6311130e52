export const personName = { isParticle, isTitles, isRole, isFullName, bare };
/** Small words within a surname, in any language that writes them apart. */
const PARTICLES =
  'van|von|vom|der|den|de|del|della|delle|degli|di|da|dal|do|dos|das|du|des|la|le|las|los|lo|ter|ten|te|zu|zum|zur|af|av|bin|bint|ibn|al|el';

const PARTICLE = new RegExp(`^(?:${PARTICLES}|['’]t|['’]s)$`, 'iu');

/** Degrees and suffixes that are written behind a comma. They are not another person. */
const TITLES =
  /^(?:(?:Ph\.?\s?D|M\.?\s?D|D\.?\s?Phil|Jr|Sr|II|III|IV|Esq(?:uire)?|MBA|M\.?\s?B\.?\s?A|CFA|CPA|CAIA|CFP|CISSP|PMP|J\.?\s?D|LL\.?\s?[MBD]|D\.?\s?D\.?\s?S|D\.?\s?V\.?\s?M|Dr|Prof|RN|P\.?\s?E|P\.?\s?Eng|FRCP|FRS|M\.?\s?Sc|B\.?\s?Sc|M\.?\s?Eng|B\.?\s?A|M\.?\s?A|M\.?\s?S|Psy\.?\s?D|Ed\.?\s?D|Pharm\.?\s?D|MPH|MPP|OBE|MBE|CBE|Ret)\b\.?[\s,/&]*)+$/iu;

/** Words that an invitation adds behind an address: the person's role or reply. */
const ROLE =
  /^(?:the\s+)?(?:(?:meeting|event|co-?)\s*)?(?:organi[sz]er|optional|required|co-?host|host|attendees?|attending|accepted|declined|tentative|maybe|awaiting(?:\s+response)?|pending|no\s+response|needs[ -]action|guest|presenter|speaker|chair(?:person)?|creator|owner|scribe|note-?taker|moderator|facilitator|external|internal|cc|bcc|to|you|me|remote|in[ -]person|s?he\/\w+|they\/\w+)(?:\s*[,/]\s*(?:optional|required|accepted|declined|tentative|him|her|them))*$/iu;

const WORD = String.raw`(?:\p{Lu}[\p{L}\p{M}'’.-]*|\p{Lo}[\p{L}\p{M}]+)`;

/** Two to five words with capital letters, with particles between them. */
const FULL_NAME = new RegExp(
  String.raw`^(?:(?:Dr|Prof|Mr|Mrs|Ms)\.?\s+)?${WORD}(?:\s+(?:(?:${PARTICLES})\s+){0,3}${WORD}){1,4}$`,
  'u',
);

/** True for `van` and `Di`, which belong to the name that follows. */
function isParticle(word: string): boolean {
  return PARTICLE.test(word);
}

/** True for `PhD` and `Jr, MBA`: they belong to the name before the comma. */
function isTitles(text: string): boolean {
  return TITLES.test(text.trim());
}

/** True for `organizer` and `optional`, with or without a dash or brackets. */
function isRole(text: string): boolean {
  return ROLE.test(text.replaceAll(/^[\s([–—|:-]+|[\s)\].]+$/gu, ''));
}

/** True for `Jane Roe` and `Jan van der Berg`. */
function isFullName(text: string): boolean {
  return FULL_NAME.test(text.trim());
}

/** The name by which a person is searched: without titles, and without what is in brackets. */
function bare(name: string): string {
  const [first = '', ...others] = name.replaceAll(/\s*[([][^()[\]]*[)\]]/gu, ' ').split(',');
  return [first, ...others.filter((part) => !isTitles(part))]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(', ');
}
