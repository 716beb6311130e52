/** Replaces a fold whose two sides may be one address or two. An address that begins behind it is not taken. */
export const DOUBTFUL_FOLD = '\uFFFC';

/** A property of a calendar or of a card, outside of its block. Source: RFC 5545, Content Lines. */
const CALENDAR_LINE =
  /^(?:ATTENDEE|ORGANIZER|CONTACT|DTSTART|DTEND|DTSTAMP|SUMMARY|DESCRIPTION|LOCATION|COMMENT|UID|URL|RRULE|EXDATE|SEQUENCE|STATUS|CREATED|LAST-MODIFIED|EMAIL|X-[A-Z\d-]+)[;:]/u;

/** A line of a mail's head that is known to be folded. Source: RFC 5322, Long Header Fields. */
const MAIL_LINE =
  /^(?:from|to|cc|bcc|reply-to|sender|subject|date|sent|message-id|references|in-reply-to|received|return-path|delivered-to|mime-version|user-agent|organization|errors-to|autocrypt|envelope-to|precedence|mailing-list|authentication-results|(?:dkim|arc|list|thread|resent|content|x)-[\w-]{1,40})[ \t]*:/iu;

const QUOTED_PRINTABLE = /^content-transfer-encoding:[ \t]*quoted-printable/imu;

/** A value of a calendar that has escapes. */
const ESCAPED = /^[A-Z-]{3,}[;:].*\\[nN,;]/u;

/**
 * Joins the lines that calendars, mail heads and quoted-printable break, so that half of an address is never taken for a
 * whole one. It is for looking, not for keeping: the text of a note stays as it is.
 */
export function unfolded(text: string): string {
  const whole = text.includes('=\n') || QUOTED_PRINTABLE.test(text) ? withoutSoftBreaks(text) : text;
  return /(?:^|\n)(?:> ?)*[ \t]|\\[n,;]/u.test(whole) ? joined(whole) : whole;
}

/** A line of a calendar goes on without a gap behind its fold, one of a mail with a blank. */
function joined(text: string): string {
  const lines: string[] = [];
  let kind: 'calendar' | 'mail' | undefined;
  let isCalendar = false;
  let before = '';
  for (const [index, line] of text.split('\n').entries()) {
    const bare = line.startsWith('>') ? line.replace(/^(?:> ?)+/u, '') : line;
    const isIndented = /^[ \t]/u.test(bare) && bare.trim() !== '';
    if (isIndented && index > 0 && (kind === 'calendar' || isCutValue(before))) {
      lines.push(`${lines.pop() ?? ''}${bare.slice(1)}`);
    } else if (isIndented && kind === 'mail') {
      lines.push(`${lines.pop() ?? ''}${glue(before, bare.trimStart())}${bare.trimStart()}`);
    } else {
      // A selection can begin within a fold.
      const isRest = index === 0 && /^[ \t][^\s@]*@[^\s;:]*[;:]/u.test(line);
      lines.push(isRest ? `${DOUBTFUL_FOLD}${line.trimStart()}` : line);
      if (bare.startsWith('BEGIN:V')) isCalendar = true;
      if (/^END:V(?:CALENDAR|CARD)/u.test(bare)) isCalendar = false;
      kind = kindOf(bare, isCalendar);
    }
    before = bare;
  }
  return lines
    .map((line) => (line.includes('\\') && ESCAPED.test(line) ? withoutEscapes(line) : line))
    .join('\n');
}

function kindOf(line: string, isCalendar: boolean): 'calendar' | 'mail' | undefined {
  if (!line.includes(':') && !line.includes(';')) return undefined;
  if (isCalendar ? /^[A-Z][A-Z\d-]*[;:]/u.test(line) : CALENDAR_LINE.test(line)) return 'calendar';
  return MAIL_LINE.test(line) ? 'mail' : undefined;
}

/** True when a line ends within a parameter of a calendar, such as `CN=laura.`, whose property was not selected. */
function isCutValue(line: string): boolean {
  return /;[A-Z-]{2,20}=[^;:\s]*$/u.test(line) || /^[A-Z-]{2,20}=[^;:\s]+$/u.test(line);
}

/** A mail may be folded within an address behind a dot or a sign; behind a small word it is not known. */
function glue(before: string, next: string): string {
  const last = /[^\s<>,;:"]*$/u.exec(before.slice(-100))?.[0] ?? '';
  if (last === '' || !/^[^\s<>"]*@/u.test(next)) return ' ';
  if (next.startsWith('@') || /[.@+_-]$/u.test(last)) return '';
  return /^\p{Lu}/u.test(last) ? ' ' : DOUBTFUL_FOLD;
}

function withoutSoftBreaks(text: string): string {
  const isEncoded = QUOTED_PRINTABLE.test(text) || /=(?:3D|20\n|C3|E2)/u.test(text);
  const whole = text.replaceAll(isEncoded ? /(?<!=)=[ \t]*\n/gu : /(?<=[^=\s])=\n/gu, '');
  if (!isEncoded) return whole;
  return whole.replaceAll(/(?:=[0-9A-F]{2})+/gu, (codes) => {
    const bytes = [...codes.matchAll(/[0-9A-F]{2}/gu)].map(([code]) => Number.parseInt(code, 16));
    return new TextDecoder().decode(new Uint8Array(bytes));
  });
}

/** Source: RFC 5545, Text. */
function withoutEscapes(line: string): string {
  return line.replaceAll(/\\([nN,;\\])/gu, (_, sign: string) => (/n/iu.test(sign) ? '\n' : sign));
}
