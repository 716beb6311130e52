/** Local parts that machines send from, or that reach many. */
const MACHINE =
  /^(?:git|mailer-daemon|postmaster|listserv|majordomo|undisclosed-recipients|calendar-(?:notification|server)|javamail\..*)$|^(?:owner|bounces?|unsub(?:scribe)?|reply)[-+_].|(?:^|[-+_.])(?:bounces?|unsubscribe|notifications?)$|[-+_](?:owner|request|subscribe|unsubscribe|bounces?)$|(?:^|[-_.+])(?:no|do[-_.]?not)[-_.]?reply(?:$|[-_.+])/iu;

/** `boardroom`, `conf-room-2`, `room.4a`. */
const ROOM =
  /^(?:(?:.*[-_.])?(?:conf(?:erence)?|meeting|board)[-_.]?rooms?(?:[-_.]?\w{1,12})?|rooms?(?:[-_.].*|\d.*)?)$/iu;

/** Ids that look like a local part: UUIDs, hashes, time stamps. */
const ID = /^(?:[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-.*|[\da-f]{24,}|\d{8,}\.[\da-f.]+|c_[a-z\d]{16,})$/iu;

/** Calendars, mailing lists, and hosts that only have ids of messages. */
const NO_MAILBOX =
  /(?:^|\.)(?:calendar\.google\.com|googlegroups\.com|groups\.io|yahoogroups\.com|freelists\.org|vger\.kernel\.org|mail\.gmail\.com|mx\.google\.com|prod\.outlook\.com|prod\.exchangelabs\.com|amazonses\.com|localdomain|localhost|thread\.skype|reply\.github\.com|noreply\.github\.com)$|^(?:lists?|listserv|mailman|bounces?|email-bounces)\./iu;

/** Services for video conferences, where a room dials in by an address. */
const CONFERENCE =
  /(?:^|\.)(?:zoomcrc\.com|bjn\.vc|plcm\.vc|m\.webex\.com|lifesizecloud\.com|starleaf\.com|pexip\.me|meet\.google\.com|teams\.microsoft\.com|chime\.aws)$|^(?:sip|lync|video|vc|conference|meet)\./iu;

const DIGITS_ONLY_CONFERENCE =
  /(?:^|\.)(?:webex\.com|zoom\.us|bluejeans\.com|gotomeeting\.com|ringcentral\.com)$/iu;

/** The end of the text before an address that a conference system dials. */
const DIAL_IN =
  /(?:\bsip\b|\bh\.?323\b|video ?conferencing device|video system|conference room system)[^\n@]{0,60}\n?[^\n@]{0,5}$/iu;

/** True for an address that no person has: a room, a list, a dial-in, the id of a message. `before` is the text before it. */
export function isNoPerson(local: string, domain: string, before: string): boolean {
  if (MACHINE.test(local) || ROOM.test(local) || ID.test(local) || NO_MAILBOX.test(domain)) return true;
  const isNumber = /^[\d.]+$/u.test(local);
  if (CONFERENCE.test(domain) && (isNumber || !/^(?:video|vc|conference|meet)\./iu.test(domain))) return true;
  return (isNumber && DIGITS_ONLY_CONFERENCE.test(domain)) || DIAL_IN.test(before);
}
