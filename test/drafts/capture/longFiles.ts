const line = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join('\r\n');
const event = (index: number) =>
  `BEGIN:VEVENT\r\nUID:${index}\r\nDTSTART;TZID=Europe/Berlin:20260${(index % 9) + 1}01T100000\r\nSUMMARY:Sync ${index}\r\n` +
  `RRULE:FREQ=WEEKLY;BYDAY=MO\r\nATTENDEE;CN=Jane Roe:mailto:jane${index}@acme.example\r\nEND:VEVENT`;
/** Files of 1 MB, by their names: long ones of each kind, and ones that repeat what is costly to read. */
export const longFiles = {
  'calendar.ics': `BEGIN:VCALENDAR\r\n${line(5000, event)}\r\nEND:VCALENDAR`,
  'attendees.ics': `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261112T140000Z\r\n${line(14_000, (index) => `ATTENDEE;CN=Jane Roe ${index};PARTSTAT=ACCEPTED:mailto:jane${index}@acme.example`)}\r\nEND:VEVENT\r\nEND:VCALENDAR`,
  'description.ics': `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261112T140000Z\r\nDESCRIPTION:${'______________________________\\n'.repeat(30_000)}\r\nEND:VEVENT\r\nEND:VCALENDAR`,
  'meeting.vtt': `WEBVTT\r\n\r\n${line(12_000, (index) => `00:00:01.000 --> 00:00:02.000\r\nSpeaker ${index % 40}: We said something about it.\r\n`)}`,
  'voices.vtt': `WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\n${'<v Jane Roe>'.repeat(90_000)}`,
  'arrows.vtt': `WEBVTT\r\n\r\n${'00:00:01.000 --> '.repeat(60_000)}`,
  'mail.eml': `From: Jane Roe <jane@acme.example>\r\nSubject: Long\r\n\r\n${line(14_000, () => 'Hello jane@acme.example, this is a line of words that is sent to you.')}`,
  'recipients.eml': `From: Jane Roe <jane@acme.example>\r\nSubject: Long\r\nTo: ${line(24_000, (index) => ` "Roe, Jane" <jane${index}@acme.example>,`)}\r\n\r\nHello`,
  'parts.eml': `From: Jane Roe <jane@acme.example>\r\nSubject: Long\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n'.repeat(18_000)}`,
} as const;
