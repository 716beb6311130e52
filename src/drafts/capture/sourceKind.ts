/** A part of a mail's head that no one types. */
const MACHINE_LINE =
  /^(?:message-id|mime-version|received|return-path|dkim-signature|delivered-to|x-[\w-]+)[ \t]*:/imu;

const HEAD_LINE = /^(?:[A-Za-z][\w-]{0,60}:[ \t]?.*|[ \t]+\S.*)$/u;

export type SourceKind = 'calendar' | 'mail' | 'transcript' | 'text';

/** The kind of a file by what it begins with, or else by its name. What was pasted has no name. */
export function sourceKind(text: string, fileName = ''): SourceKind {
  const start = text
    .slice(0, 2000)
    .replace(/^\uFEFF/u, '')
    .trimStart();
  if (/^BEGIN:VCALENDAR\b/iu.test(start)) return 'calendar';
  if (/^WEBVTT(?:\s|$)/u.test(start)) return 'transcript';
  const ending = /\.([a-z]{2,8})$/iu.exec(fileName)?.[1]?.toLowerCase();
  if (ending === 'ics' || ending === 'ical' || ending === 'ifb') return 'calendar';
  if (ending === 'vtt') return 'transcript';
  return ending === 'eml' || isMail(start) ? 'mail' : 'text';
}

/** The source of a mail. Lines such as "From:" alone may be copied from one that was shown. */
function isMail(start: string): boolean {
  const [head = ''] = start.split(/\r?\n\r?\n/u, 1);
  const lines = head.split(/\r?\n/u).slice(0, -1);
  return (
    lines.length > 2 &&
    lines.every((line) => HEAD_LINE.test(line)) &&
    /^from:/imu.test(head) &&
    MACHINE_LINE.test(head)
  );
}
