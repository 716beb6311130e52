/** A text and the people in it: addresses and names; proposals from a list of plain names begin with `~`. */
export type TextWithPeople = readonly [text: string, people: readonly string[]];

const uid = 'DTSTART;TZID=America/New_York:20190713T143000\n';

/** Lines that calendars, mails and quoted-printable break. */
export const foldedTexts: readonly TextWithPeople[] = [
  [
    'ATTENDEE;ROLE=REQ-PARTICIPANT;RSVP=TRUE;CN=someone.else\n @acme.example:MAILTO:someone.else@acme.example\n',
    ['someone.else@acme.example'],
  ],
  [
    `BEGIN:VEVENT\n${uid}ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;CN=au\n stin.roe@acme.example;X-NUM-GUESTS=0:mailto:austin.roe@ac\n me.example\nATTENDEE;CUTYPE=INDIVIDUAL;CN=laura.\n gomez@acme.example;X-NUM-GUESTS=0:mailto:laura.gomez@acme.example\nSUMMARY:Intro\nEND:VEVENT\n`,
    ['austin.roe@acme.example', 'laura.gomez@acme.example'],
  ],
  [
    'CN=laura.\n gomez@acme.example;X-NUM-GUESTS=0:mailto:laura.gomez@acme.example',
    ['laura.gomez@acme.example'],
  ],
  [' gomez@acme.example;X-NUM-GUESTS=0:mailto:laura.gomez@acme.example', ['laura.gomez@acme.example']],
  ['BEGIN:VCARD\nEMAIL;TYPE=work:jane.\n roe@acme.example\nEND:VCARD', ['jane.roe@acme.example']],
  ['BEGIN:VEVENT\nDESCRIPTION:Contact\\njane@acme.example\\nBob\nEND:VEVENT', ['jane@acme.example']],
  ['To: laura.\n gomez@acme.example', ['laura.gomez@acme.example']],
  ['To: laura\n gomez@acme.example', []],
  ['> To: laura.\n>  gomez@acme.example', ['laura.gomez@acme.example']],
  ['Cc: Bob Ray\n <bob@x.example>,\n\tcleo@x.example', ['bob@x.example', 'cleo@x.example']],
  ['To: Laura Gomez\n laura@acme.example', ['laura@acme.example']],
  [
    'Content-Transfer-Encoding: quoted-printable\n\nWrite to laura.=\ngomez@acme.example or jane=40acme.example.',
    ['laura.gomez@acme.example', 'jane@acme.example'],
  ],
  ['Write to laura.gomez@ac=\nme.example', ['laura.gomez@acme.example']],
  ['Title\n===\n\njane@acme.example', ['jane@acme.example']],
  ['Contacts of Acme.\n jane@acme.example', ['jane@acme.example']],
];

/** Addresses that no person has. */
export const noPeople: readonly TextWithPeople[] = [
  [
    'ORGANIZER;CN=Shared:mailto:fakebiz.example_b3a0grbjdr4dcje2fc4ikm\n aeq8@group.calendar.google.com\n',
    [],
  ],
  ['ATTENDEE;CUTYPE=ROOM:mailto:hall@acme.example\nATTENDEE:mailto:jane@acme.example', ['jane@acme.example']],
  ['boardroom@acme.example, conf-room-2@acme.example, room.4a@acme.example', []],
  [
    'jane.room@acme.example, bob@vc.example, cleo@meet.example, 12345678@qq.com',
    ['jane.room@acme.example', 'bob@vc.example', 'cleo@meet.example', '12345678@qq.com'],
  ],
  ['Topic: Acme intro\nJoin by SIP\n88239814437@zoomcrc.com\n', []],
  [
    'Join with a video conferencing device\nteams@vc.acme.example\nor 123456789@acme.webex.com, acme@m.webex.com',
    [],
  ],
  [
    'From: "Weber, Matthew" <m@boeing.example>\nTo: "Halder, Ayan" <ayan@amd.example>\nMessage-ID: <A1@B1.NAMP110.PROD.OUTLOOK.COM>\nReferences: <A2@B2.namprd12.prod.outlook.com>\n <A3@B3.NAMP110.PROD.OUTLOOK.COM>\n <A4@host.example>\nIn-Reply-To: <A5@host.example>\n\nHello',
    ['m@boeing.example', 'ayan@amd.example'],
  ],
  [
    'Return-Path: <bounce@x.example>\nDelivered-To: q@acme.example\nReceived: from a by b for\n <z@acme.example>\nX-Original-To: y@acme.example\nList-Post: <mailto:team@acme.example>\nFrom: Jane <jane@acme.example>\nTo: xen-devel@lists.xenproject.org',
    ['jane@acme.example'],
  ],
  ['team@googlegroups.com, owner-team@acme.example, dev-bounces@acme.example', []],
  ['In message <CAF12@mail.gmail.com> it says no-reply+1@acme.example', []],
];

/** Names behind `@`, and where they end. */
export const mentions: readonly TextWithPeople[] = [
  ['Hi @Halliday, until @Friday or @Thursday', ['Halliday']],
  [
    '- [ ] @RichardRoe Open an issue\n- [ ] @Min Adding a page\n- [ ] @Jane Send deck to Bob\n',
    ['RichardRoe', 'Min', 'Jane'],
  ],
  [
    '@Bob Follow up with Acme, @Jane Investigating costs, @Cleo Poe Review the PR',
    ['Bob', 'Jane', 'Cleo Poe'],
  ],
  ['@Jane Close the deal, @Glenn Close, @Ann Manning to send', ['Jane', 'Glenn Close', 'Ann Manning']],
  [
    '@Alessandro Di Federico will send it, @Jean-Claude Van Damme agreed',
    ['Alessandro Di Federico', 'Jean-Claude Van Damme'],
  ],
  [
    '@Jan Van der Berg, @Ludwig von Beethoven and @Maria de la Cruz',
    ['Jan Van der Berg', 'Ludwig von Beethoven', 'Maria de la Cruz'],
  ],
  ['@Leonardo da Vinci’s deck, @Ahmed El Sayed please', ['Leonardo da Vinci', 'Ahmed El Sayed']],
  ['@Mary Jane Watson and @Ann Lee Deck is ready', ['Mary Jane Watson', 'Ann Lee']],
  ['00:36:59\tJane Roe:\tReplying to "@Parthasarath..."\n', []],
  ['Replying to “@Jane Ro…”\nReacted to "@Bob R..." with 👍', []],
  ['@Ann... I think so', ['Ann']],
  ['Gus Roe (@nodejs @tc39 @WebAssembly @OpenJS-Foundation), Mark Ray (@Agoric )\n', []],
  ['* Jane Roe @JaneRoe (TSC)\n* Rich Trott @Trott\n* Bob Ray (@BobRay)', []],
  ['Call with Acme Robotics (@Ann, @Bob)', ['Ann', 'Bob']],
  ['- [ ] Review Contract @Jane', ['Jane']],
];

/** Plain names in lists of attendees. */
export const attendeeLists: readonly TextWithPeople[] = [
  ['Attendees: Faraday Jones, Halliday Smith, Monday Call\n', ['~Faraday Jones', '~Halliday Smith']],
  ['👥 Attendees: Jane Roe 🚀, Bob Ray ✅\n', ['~Jane Roe', '~Bob Ray']],
  [
    '| Attendees | Company |\n| --- | --- |\n| Jane Roe | Acme |\n| Bob Ray | VC |\n',
    ['~Jane Roe', '~Bob Ray'],
  ],
  ['Teilnehmer: Jane Roe, Bob Ray\nEntschuldigt: Cleo Fern\n', ['~Jane Roe', '~Bob Ray']],
  ['Anwesend:\n- Jane Roe\n- Bob Ray\n', ['~Jane Roe', '~Bob Ray']],
  ['Participants : Jane Roe, Bob Ray\nAbsents : Cleo Fern\n', ['~Jane Roe', '~Bob Ray']],
  ['Asistentes: Jane Roe y Bob Ray\n', ['~Jane Roe', '~Bob Ray']],
  ['# Meeting 2020-01-08\n\nAttendees: Jane Roe (Acme), Bob Ray\n', ['~Jane Roe', '~Bob Ray']],
  [
    '## Attendees\n- Jane Roe\n- Bob Ray, CEO\n- Cleo Poe - VC\n\n## Notes\n- Dan Fox said',
    ['~Jane Roe', '~Bob Ray', '~Cleo Poe'],
  ],
  ['**Present:** Jane Roe, Bob Ray and Cleo\n**Absent:** Dan Fox', ['~Jane Roe', '~Bob Ray', '~Cleo']],
  [
    'Participants\n\n* Jane Roe (she/her), Acme\n* Jan van der Berg\n\nNotes: hello',
    ['~Jane Roe', '~Jan van der Berg'],
  ],
  ['---\nattendees: [Jane Roe, "Ray, Bob"]\n---', ['~Jane Roe', '~Ray, Bob']],
  ['---\nparticipants:\n  - "[[Jane Roe]]"\n  - "[[people/bob|Bob Ray]]"\n---', ['~Jane Roe', '~Bob Ray']],
  ['+++\nattendees = ["Jane Roe", "Bob Ray"]\n+++', ['~Jane Roe', '~Bob Ray']],
  ['- Notes\n  attendees:: [[John Roe]], [[Jane Ray]]', ['~John Roe', '~Jane Ray']],
  ['- Attendees\n  - [[Jane Roe]]\n- Notes\n  - Cleo Poe said', ['~Jane Roe']],
  ['Attendees\n=========\nJane Roe\nBob Ray\n\nWe met Dan Fox.', ['~Jane Roe', '~Bob Ray']],
  ['## Present\n\n| Name | Company |\n|---|---|\n| Jane Roe | Acme |', ['~Jane Roe']],
  [
    '## Attendees\n\n### Acme\n- Jane Roe\n\n### VC\n- Bob Ray\n\n## Agenda\n- Dan Fox',
    ['~Jane Roe', '~Bob Ray'],
  ],
  [
    'Attendees:\n- Acme: Jane Roe, Bob Ray\n- [x] Cleo Poe\n- [ ] Dan Fox',
    ['~Jane Roe', '~Bob Ray', '~Cleo Poe'],
  ],
  ['Present:\n- Roe, Jane\n- Ray, Bob', ['~Roe, Jane', '~Ray, Bob']],
  ['Required attendees: Roe, Jane; Ray, Bob', ['~Roe, Jane', '~Ray, Bob']],
  ['In attendance: Jane Roe — CEO, Acme; Bob Ray. Apologies: Cleo Poe', ['~Jane Roe', '~Bob Ray']],
  [
    'Attendees: Jane Roe <jane@acme.example>, @Cleo Poe, Bob Ray',
    ['jane@acme.example', 'Cleo Poe', '~Bob Ray'],
  ],
  ['From: Jane Roe <jane@acme.example>\n\nAttendees: Jane Roe, Bob Ray', ['jane@acme.example', '~Bob Ray']],
  ['Attendees: Jane Roe, Bob Ray\n- **Recording:** [Video](https://x.example)', ['~Jane Roe', '~Bob Ray']],
];

/** Texts that have such words without a list of people. */
export const noLists: readonly TextWithPeople[] = [
  ['Present state of things: good', []],
  ['Participants: 12 startups', []],
  ['Attendees: everyone', []],
  ['Attendees: TBD', []],
  ['Attendees: Acme Inc, the board', []],
  ['Not present: Jane Roe\nAbsent participants: Bob Ray', []],
  ['Participants were happy with Jane Roe.', []],
  ['```\nAttendees: Jane Roe\n```', []],
];
