import type { DateNote } from '../../../src/drafts/model/provenance.ts';

/**
 * A text, and the date that is its own: a local time in Berlin, a day, or an instant; `null` when it has none. Now is
 * Monday, 23 November 2026, 10:15:30 UTC.
 */
export interface DatedText {
  readonly says: string;
  readonly fileName?: string;
  readonly text: string;
  readonly date: string | null;
  /** The notes on the date, besides its place. */
  readonly notes?: readonly DateNote['code'][];
}

export const titlesAndFileNames: readonly DatedText[] = [
  {
    says: 'the file name settles the year of the title',
    fileName: 'stack-2023-01-30.md',
    text: '# Stack switching subgroup: January 30th meeting\n',
    date: '2023-01-30',
    notes: ['year-from'],
  },
  {
    says: 'the file name settles which number is the day',
    fileName: '2016-11-07--all-hands.md',
    text: '# All Hands Call 7/11/16\n',
    date: '2016-11-07',
    notes: ['order-from'],
  },
  {
    says: 'the file name settles the order of a whole year as well',
    fileName: '2017-03-06.md',
    text: '# All Hands 06-03-2017',
    date: '2017-03-06',
    notes: ['order-from'],
  },
  {
    says: 'a year at the beginning of a short date is settled too',
    fileName: '2016-11-07.md',
    text: '# Call 16/11/07',
    date: '2016-11-07',
    notes: ['order-from'],
  },
  {
    says: 'a title that agrees needs no note',
    fileName: '2018-07-12.md',
    text: '# TSC Meeting 2018-07-12\n',
    date: '2018-07-12',
    notes: [],
  },
  {
    says: 'a range in the title begins on the day of the file name',
    fileName: '2019-11-22.md',
    text: '# Sprint Nov 22-23 2019\n',
    date: '2019-11-22',
    notes: [],
  },
  {
    says: 'a title of the year before is the nearest one',
    fileName: '2023-01-05.md',
    text: '# Call 30 December',
    date: '2022-12-30',
    notes: ['year-from', 'other-day'],
  },
  {
    says: 'a title that names another day says so',
    fileName: '2019-01-03.md',
    text: '# TSC Meeting 2018-12-27',
    date: '2018-12-27',
    notes: ['other-day'],
  },
  {
    says: 'a year alone in the file name settles the title',
    fileName: 'Acme 2025.md',
    text: '# Call 9 January',
    date: '2025-01-09',
    notes: ['year-from'],
  },
  {
    says: 'an assumed year is said even when it is this one',
    text: '# Kick-off 20 Nov',
    date: '2026-11-20',
    notes: ['year-assumed'],
  },
  {
    says: 'the title has its time and zone',
    fileName: 'call_085.md',
    text: '# Call 85: Thursday 2022/4/7 at 14:00 UTC\n',
    date: '2022-04-07T14:00:00Z',
  },
  {
    says: 'a link in the title is no date',
    text: '# Status for [Singapore](https://x.example/106#2019-11-18-080000)\n',
    date: null,
  },
  { says: 'an address in the title is no date', text: '# Notes <https://x.example/2024-01-01>', date: null },
  {
    says: 'the text of a link in the title is one',
    text: '# Call [2025-03-03](https://x.example/2024-01-01)',
    date: '2025-03-03',
  },
  {
    says: 'the name of a daily note in the title is one',
    text: '# [[2025-03-03|today]] sync',
    date: '2025-03-03',
  },
  {
    says: 'two days with a slash are no year',
    text: '## Agenda for the March 20/21 video call\n',
    date: '2026-03-20',
    notes: ['year-assumed'],
  },
];

const duration = '### Meeting Duration: 1.5 hours\n';

export const headLines: readonly DatedText[] = [
  { says: 'an hour with its letter', text: 'Date: 12 Nov 2026 15h\n', date: '2026-11-12 15:00' },
  {
    says: 'a heading with a label',
    fileName: 'call_010.md',
    text: `# Implementers Call 10 Notes\n\n### Meeting Date/Time: Thursday 2019/1/17 at [14:00 GMT](https://x.example/converter)\n${duration}`,
    date: '2019-01-17T14:00:00Z',
  },
  {
    says: 'a bold label below the title gives the time of the file name',
    fileName: '2025-01-09-acme-intro-call.md',
    text: '# Acme intro call\n\n**Start:** Thursday, January 9, 2025 at 2:00 PM\n**End:** Thursday, January 9, 2025 at 2:45 PM\n',
    date: '2025-01-09 14:00',
  },
  {
    says: 'the head of a mail',
    fileName: 'mail.txt',
    text: 'From: Jane Roe <jane@acme.example>\nSent: Monday, February 3, 2025 10:30 AM\nTo: Bob Ray <bob@vc.example>\nSubject: Intro call\n\nHi Bob',
    date: '2025-02-03 10:30',
  },
  {
    says: 'a property of Logseq',
    text: '- Meeting notes\n  date:: 2025-01-19\n  attendees:: [[John Roe]], [[Jane Ray]]',
    date: '2025-01-19',
  },
  {
    says: 'a keyword of Org',
    fileName: 'call.org',
    text: '#+title: Meeting with Jane\n#+DATE: <2025-10-16 Thu 14:30>\n\n* Notes\n',
    date: '2025-10-16 14:30',
  },
  {
    says: 'a headline of Org',
    fileName: 'call.org',
    text: '#+title: x\n* Call with Jane <2025-01-09 Thu 14:00-15:00>',
    date: '2025-01-09 14:00',
  },
  {
    says: 'a label with its value in the next line',
    text: 'Design sync\n\nWhen\nFriday Apr 24, 2026 ⋅ 1:30pm – 2:30pm (Eastern Time - New York)\nGuests\njane@acme.example - organizer',
    date: '2026-04-24T17:30:00Z',
  },
  {
    says: 'the title and a line with the same day',
    fileName: '2023-10-04.md',
    text: '# W3C Solid CG: 2023-10-04\n\n* Date: 2023-10-04T14:00:00Z\n',
    date: '2023-10-04T14:00:00Z',
    notes: ['time-from'],
  },
  {
    says: 'a line with the time alone',
    text: '# Acme\n\nDate: Jan 9, 2025\nTime: 10:00 AM – 11:00 AM PST',
    date: '2025-01-09T18:00:00Z',
    notes: ['time-from'],
  },
  {
    says: 'a label that names the zone',
    text: '# Sync\nTime (CET): 14:00\nDate: 2025-07-09',
    date: '2025-07-09T12:00:00Z',
  },
  { says: 'both in one line', text: 'Date: 2025-01-09, Time: 14:00', date: '2025-01-09 14:00' },
  {
    says: 'rows of a table',
    text: '| Date | 2025-01-09 |\n|---|---|\n| Time | 14:00 |',
    date: '2025-01-09 14:00',
  },
  {
    says: 'a time for the day of the file name',
    fileName: '2025-01-09.md',
    text: '# Notes\n\nTime: 15:30',
    date: '2025-01-09 15:30',
  },
  {
    says: 'a conference invitation',
    text: 'Topic: Acme intro\nTime: Nov 20, 2026 10:00 AM London\n\nJoin',
    date: '2026-11-20T10:00:00Z',
  },
  {
    says: 'a line without a year in a dated file',
    fileName: '2025-01-10.md',
    text: 'Date: January 10',
    date: '2025-01-10',
    notes: ['year-from'],
  },
  {
    says: 'the start of an event, not of its zone',
    text: 'BEGIN:VTIMEZONE\nBEGIN:STANDARD\nDTSTART:19961027T030000\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID="W. Europe Standard Time":20250109T140000\nEND:VEVENT',
    date: '2025-01-09 14:00',
  },
  {
    says: 'not the next meeting',
    fileName: '2025-03-03.md',
    text: '# Minutes\n\n## Next meeting\n\n- Date: April 7, 2025\n',
    date: '2025-03-03',
  },
  { says: 'not the date of the next meeting', text: 'Date of next meeting: 9 Jan 2025', date: null },
  { says: 'not the end', text: '**End:** 9 Jan 2025', date: null },
];

export const furtherHeadings: readonly DatedText[] = [
  {
    says: 'a heading below a title without a date',
    text: '# HTTP Working Group Minutes - Montreal\n\n## Monday, 22 July 2019\n',
    date: '2019-07-22',
  },
  { says: 'the first of several', text: '# Notes\n\n## 2025-03-03\n\n## 2025-02-24', date: '2025-03-03' },
  {
    says: 'after the file name',
    fileName: '2019-07-23.md',
    text: '# Minutes\n\n## Monday, 22 July 2019\n',
    date: '2019-07-23',
  },
];

export const frontMatters: readonly DatedText[] = [
  { says: 'a link to a daily note', text: '---\ndate: "[[2023-11-02]]"\n---\ntext', date: '2023-11-02' },
  { says: 'a link with another name', text: "---\ndate: '[[2025-01-09|Thursday]]'\n---", date: '2025-01-09' },
  {
    says: 'a time of its own',
    text: '---\ndate: 2026-01-07\ntime: 14:00\n---\n# Investor call',
    date: '2026-01-07 14:00',
    notes: ['time-from'],
  },
  {
    says: 'a time and a zone of their own',
    text: '---\ndate: 2025-01-09 # local\nstartTime: "2pm"\ntimezone: America/New_York\n---',
    date: '2025-01-09T19:00:00Z',
  },
  {
    says: 'TOML',
    text: '+++\ntitle = "Call"\ndate = 2025-10-16T14:30:00+02:00\n+++\ntext',
    date: '2025-10-16T12:30:00Z',
  },
  {
    says: 'TOML with a quoted date',
    text: '+++\ndate = "2025-01-09"\ntime = "14:00"\n+++',
    date: '2025-01-09 14:00',
  },
  {
    says: 'JSON',
    text: '{\n  "title": "x",\n  "date": "2025-01-09T14:00:00Z"\n}\n\ntext',
    date: '2025-01-09T14:00:00Z',
  },
  { says: 'a list', text: '---\ndate:\n  - 2025-01-09\n---', date: '2025-01-09' },
  { says: 'a list in brackets', text: '---\ndate: [2025-01-09]\n---', date: '2025-01-09' },
  { says: 'another key', text: '---\nmeeting_date: 19.01.2025\n---', date: '2025-01-19' },
  {
    says: 'a date of JavaScript',
    text: '---\ndate: Thu Jan 09 2025 14:00:00 GMT+0100 (Central European Standard Time)\n---',
    date: '2025-01-09T13:00:00Z',
  },
  {
    says: 'a byte order mark and line ends of Windows',
    text: '\uFEFF---\r\ndate: 2025-10-16\r\n---\r\ntext',
    date: '2025-10-16',
  },
  {
    says: 'a time that the file name has not',
    fileName: '20220509 topic 1.md',
    text: '---\ndate: 2022-05-09T11:15\n---\ntext',
    date: '2022-05-09 11:15',
  },
  {
    says: 'the creation, when nothing else is there',
    fileName: 'Acme intro.md',
    text: '---\ntype: meeting\ncreated_at: 2026-02-05T22:30:00.000Z\n---\n# Acme intro\n',
    date: '2026-02-05T22:30:00Z',
    notes: ['creation'],
  },
  {
    says: 'the creation after the title',
    text: '---\ncreated: 2025-01-09T10:00\n---\n# Call 2025-01-08',
    date: '2025-01-08',
  },
  {
    says: 'the creation after the file name',
    fileName: '2025-01-08 x.md',
    text: '---\ndate created: 2025-01-09T10:00\n---',
    date: '2025-01-08',
  },
  { says: 'a template that was not filled in', text: '---\ndate: "{{date}}"\n---\n# x', date: null },
];

const named = (fileName: string, date: string | null): DatedText => ({
  says: 'the file name alone',
  fileName,
  text: 'text',
  date,
});

export const fileNames: readonly DatedText[] = [
  named('202203191430 Call with Acme.md', '2022-03-19 14:30'),
  named('20250109143015.md', '2025-01-09T13:30:15Z'),
  named('Wednesday Dec 28th 2022.md', '2022-12-28'),
  named('acme-9th-jan-2025.md', '2025-01-09'),
  named('2025-Jan-09-call.md', '2025-01-09'),
  named('19.03.2022 Call.md', '2022-03-19'),
  named('2023-06-12 Beach day.md', '2023-06-12'),
  named('2025-01-09T1430 call.md', '2025-01-09 14:30'),
  named('2025-W02.md', null),
  named('v2.10.24.md', null),
  {
    says: 'a linked day in the title',
    fileName: 'note.md',
    text: '# [[2024-12-20]] Call with [[Acme]]\n',
    date: '2024-12-20',
  },
];

/** Lines without a label that have nothing but a date, and heads of quoted mails. */
export const loneLines: readonly DatedText[] = [
  {
    says: 'the brackets behind the title of a summary',
    text: 'Meeting summary (Nov 12, 2026 10:00 AM)\n\nQuick recap\nAcme moved on 1 March 2024.\n',
    date: '2026-11-12 10:00',
  },
  {
    says: 'the brackets behind a summary with a subject',
    text: 'Meeting summary for Acme kick-off (12 November 2026)\n\nQuick recap\n',
    date: '2026-11-12',
  },
  {
    says: 'no brackets within a sentence',
    text: 'Our notes say that the lease (Nov 12, 2025) was signed\n',
    date: null,
  },
  { says: 'no brackets that end a sentence', text: 'We discussed the meeting (Nov 12, 2025).\n', date: null },
  {
    says: 'a line that says when it was recorded',
    text: 'Acme sync\nRecorded on Nov 12, 2026 by Jane Roe\n',
    date: '2026-11-12',
  },
  {
    says: 'a sentence that says when it was recorded',
    text: 'Acme sync\nThis meeting was recorded on Nov 12, 2026 at 3:00 PM.\n',
    date: '2026-11-12 15:00',
  },
  {
    says: 'a line that says when it was held',
    text: 'Held on 12 November 2026 at 15:00\n',
    date: '2026-11-12 15:00',
  },
  {
    says: 'a German line that says when it was recorded',
    text: 'Aufgezeichnet am 12. November 2026 um 15 Uhr\n',
    date: '2026-11-12 15:00',
  },
  { says: 'no line that names a place', text: 'Held at the office\n', date: null },
  {
    says: 'the line below the title that a transcriber writes',
    text: 'Acme intro\nWed, Jan 8, 2025 2:00PM • 34:12\nSPEAKERS\nJane Roe, Bob Ray\n',
    date: '2025-01-08 14:00',
  },
  {
    says: 'a date with the people behind it',
    text: '# Acme\n\nWed, 08 Jan 25 · jane@acme.example\n',
    date: '2025-01-08',
  },
  {
    says: 'a time in the line below the date',
    text: '# Intro\nWednesday, January 8, 2025\n2:00 PM - 2:45 PM\n',
    date: '2025-01-08 14:00',
    notes: ['time-from'],
  },
  {
    says: 'an emphasized date',
    text: '# Acme\n#meetings\n*Wednesday, 8 January 2025 at 14:00*\n',
    date: '2025-01-08 14:00',
  },
  { says: 'the first line of a chat', text: '[08.01.25, 14:00:12] Jane Roe: Hi\n', date: '2025-01-08 14:00' },
  {
    says: 'no date that begins a sentence',
    text: '# Plan\n2025-01-08 is the deadline for the deck\n',
    date: null,
  },
  {
    says: 'no date that names what is due',
    text: '# Plan\n2025-02-01: deck\n2025-03-01: launch\n',
    date: null,
  },
  { says: 'no item of a list', text: '# Tasks\n- 2025-01-08\n- 2025-01-09\n', date: null },
  { says: 'no date without a year', text: 'Acme intro - January 08\nJanuary 09\n', date: null },
  { says: 'no date further down', text: `# Acme\n${'a line\n'.repeat(8)}8 January 2025\n`, date: null },
  {
    says: 'the head of a quoted mail',
    text: 'On Wed, Jan 8, 2025 at 2:00 PM Jane Roe <jane@acme.example> wrote:\n\n> Hi',
    date: '2025-01-08 14:00',
  },
  {
    says: 'the head of a quoted mail in German',
    text: 'Am Mi., 8. Jan. 2025 um 14:00 Uhr schrieb Jane Roe <jane@acme.example>:\n\n> Hallo',
    date: '2025-01-08 14:00',
  },
];

/** Mails and minutes in other languages. */
export const otherLanguages: readonly DatedText[] = [
  {
    says: 'a German mail',
    text: 'Von: Jane Roe\nGesendet: Mittwoch, 8. Januar 2025 14:00\nAn: Bob\n',
    date: '2025-01-08 14:00',
  },
  {
    says: 'a French mail',
    text: 'De : Jane Roe\nEnvoyé : mercredi 8 janvier 2025 14:00\nÀ : Bob\n',
    date: '2025-01-08 14:00',
  },
  {
    says: 'a Spanish mail',
    text: 'De: Jane Roe\nEnviado el: miércoles, 8 de enero de 2025 14:00\n',
    date: '2025-01-08 14:00',
  },
  {
    says: 'German minutes',
    text: '# Protokoll\n\nDatum: 08.01.2025, 14:00 Uhr\nOrt: Berlin\n',
    date: '2025-01-08 14:00',
  },
  {
    says: 'French minutes',
    text: '# Compte rendu\n\nDate : 1er mars 2025 à 14h30\n',
    date: '2025-03-01 14:30',
  },
  {
    says: 'an Italian mail',
    text: 'Da: Jane Roe\nInviato: mercoledì 8 gennaio 2025 14:00\n',
    date: '2025-01-08 14:00',
  },
  {
    says: 'a quoted French mail',
    text: 'Le mer. 8 janv. 2025 à 14:00, Jane Roe a écrit :\n\n> Bonjour',
    date: '2025-01-08 14:00',
  },
  { says: 'Spanish minutes', text: '# Acta\n\nFecha: 8 de enero de 2025\n', date: '2025-01-08' },
  {
    says: 'signs before the label and the time',
    text: '# 📅 Intro\n📅 Date: 8 January 2025 ⏰ 14:00\n',
    date: '2025-01-08 14:00',
  },
];

const labelled = (says: string, line: string, date: string | null = '2026-11-12'): DatedText => ({
  says,
  text: `# ACME\n\n${line}\n\nText.`,
  date,
});

export const otherScripts: readonly DatedText[] = [
  labelled('Arabic', 'التاريخ: 2026-11-12'),
  labelled('Arabic with its own digits', 'تاريخ الاجتماع: ٢٠٢٦-١١-١٢'),
  labelled('Arabic between marks of direction', '\u200Fالتاريخ\u200F: \u200E2026-11-12'),
  labelled('Persian', '- **تاریخ:** ۲۰۲۶/۱۱/۱۲'),
  labelled('Hebrew', 'תאריך: 2026-11-12'),
  labelled('Chinese with a colon of its own width', '日期：2026-11-12'),
  labelled('Chinese with a time', '会议时间: 2026年11月12日 14:00', '2026-11-12 14:00'),
  labelled('Japanese', '**日時**：2026年11月2日', '2026-11-02'),
  labelled('Korean', '일시: 2026. 11. 2. 15:30', '2026-11-02 15:30'),
  labelled('Russian', 'Дата: 2026-11-12'),
  labelled('Russian in a row of a table', '| Дата встречи | 2026-11-12 |'),
  labelled('Ukrainian', 'Дата та час: 2026-11-12 09:15', '2026-11-12 09:15'),
  labelled('Greek', 'Ημερομηνία: 2026-11-12'),
  labelled('Greek in capitals', 'ΗΜΕΡΟΜΗΝΙΑ: 2026-11-12'),
  labelled('Hindi', 'दिनांक: २०२६-११-१२'),
  labelled('Thai', 'วันที่: 2026-11-12'),
  labelled('Portuguese', 'Data: 2026-11-12'),
  labelled('Turkish', 'Tarih: 2026-11-12'),
  labelled('Polish', 'Data i godzina: 2026-11-12 10:00', '2026-11-12 10:00'),
  labelled('a time in the next line', 'Дата: 2026-11-12\nВремя: 14:30', '2026-11-12 14:30'),
  { says: 'the front matter in Chinese', text: '---\n日期: 2026-11-12\n---\n\nText.', date: '2026-11-12' },
  {
    says: 'the front matter in Russian with a time',
    text: '---\nдата: 2026-11-12\nвремя: 08:45\n---\nText.',
    date: '2026-11-12 08:45',
  },
  { says: 'the front matter in Hindi', text: '---\nदिनांक: २०२६-११-१२\n---\nText.', date: '2026-11-12' },
  labelled('no date of the next meeting', 'Дата следующей встречи: 2026-12-01', null),
  labelled('no date in running text', 'Мы решили, что дата: это 2026-12-01, или позже', null),
  labelled('no date behind an unknown word', 'Срок поставки: 2026-12-01', null),
  labelled('no date behind words', 'Data: see the export of 2026-12-01', null),
  labelled('no date of a sentence', '截止日期是 2026-12-01。', null),
];
