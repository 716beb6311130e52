import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extraction } from '../../../src/drafts/extract/extraction.ts';
import type { ExtractionSource } from '../../../src/drafts/extract/extraction.ts';
import { anyText } from '../../support/anyText.ts';

const context = { now: new Date('2026-11-23T10:00:00Z'), zone: 'Europe/Berlin', dayFirst: false };
const extract = (text: string, source: Partial<ExtractionSource> = {}) =>
  extraction({ text, from: 'document', ...source }, context);

const memo = `---
title: Acme
date: 2026-11-18 14:00   # local
---

# Call with Acme Robotics, 20 Nov 2026

Present: Jane Roe <jane@acme.example>, @Ann Lee and @bob (bob@small.example).
Thanks @Émile! See [mail](mailto:jane@acme.example).
`;

describe('a memo', () => {
  it('gives its whole text', async () => {
    expect((await extract(memo)).text).toBe(memo.trim());
  });

  it('gives the addresses and names in it, each once', async () => {
    const { people } = await extract(memo);
    expect(people.map(({ typed }) => typed)).toEqual([
      'jane@acme.example',
      'Ann Lee',
      'bob@small.example',
      'Émile',
    ]);
  });

  it('gives the date of its front matter before that of its heading, and that before that of its name', async () => {
    expect((await extract(memo)).dateText).toBe('2026-11-18 14:00');
    const fileName = '2026-11-17-acme.md';
    const withoutMatter = memo.slice(memo.indexOf('# Call'));
    expect((await extract(withoutMatter, { fileName })).dateText).toBe('20 Nov 2026');
    expect((await extract('No heading', { fileName })).dateText).toBe('2026-11-17');
    expect((await extract('No heading', { fileName: 'acme.md' })).dateText).toBeUndefined();
  });

  it('takes the type from its front matter, heading or file name, and never guesses one', async () => {
    expect((await extract(memo)).type).toBe(1);
    expect((await extract('Hello', { fileName: 'met-jane.md' })).type).toBe(0);
    expect((await extract('# Slack chat with Jane')).type).toBe(2);
    expect((await extract('---\ntype: call\n---\n# Meeting notes')).type).toBe(1);
    expect((await extract('We had a call about the meeting.')).type).toBeUndefined();
    expect((await extract('# Call before the meeting')).type).toBeUndefined();
    expect((await extract('# Recall of the callous metropolis')).type).toBeUndefined();
  });

  it('says where each value came from', async () => {
    expect((await extract(memo, { fileName: 'acme.md' })).provenance).toEqual([
      { field: 'text', from: 'document', removedControls: 0, fileName: 'acme.md' },
      { field: 'date', from: 'front-matter', found: '2026-11-18 14:00' },
      { field: 'type', from: 'heading', found: 'Call' },
      { field: 'people', from: 'text', addresses: 2, mentions: 2, leftOut: 0 },
    ]);
  });
});

describe('the front matter of a file that is logged', () => {
  const body = '# Kick-off\n\nWe met.';
  const textOf = async (matter: string): Promise<string> =>
    (await extract(`---\n${matter}\n---\n\n${body}`, { fileName: 'notes.md', movesEntries: true })).text;

  it.each([
    ['date: 2026-11-12 15:00'],
    ['date: "2026-11-12"\ntime: 14:00\ntimezone: Europe/Paris'],
    ['date: yesterday 3pm'],
    ['title: Kick-off\ndate: 20261112\ntype: meeting'],
    ['日期: 2026-11-12'],
  ])('is left out where other fields have all of it: %j', async (matter) => {
    expect(await textOf(matter)).toBe(body);
  });

  it.each([
    ['date: 2026-11-12\ntags: [deal, acme]', 'tags: [deal, acme]'],
    ['title: Acme\ndate: 2026-11-12', 'title: Acme'],
    [
      'date: 2026-11-12\nattendees:\n  - Jane Roe\n  - bob@x.example',
      'attendees:\n  - Jane Roe\n  - bob@x.example',
    ],
    ['date: 2026-11-12\ntime: 14:00 - 15:30', 'time: 14:00 - 15:30'],
    [
      'date: 2026-11-12\nnext:\n  date: 2026-12-01\n  place: Berlin',
      'next:\n  date: 2026-12-01\n  place: Berlin',
    ],
    ['date: 2026-11-12\ncreated: 2026-11-13', 'created: 2026-11-13'],
    [
      'attendees:\n  - Jane Roe <jane@acme.example>\n  - new@x.example (left early)\ndate: 2026-11-12',
      'attendees:\n  - Jane Roe <jane@acme.example>\n  - new@x.example (left early)',
    ],
  ])('keeps what they have not as lines: %j', async (matter, kept) => {
    expect(await textOf(matter)).toBe(`${kept}\n\n${body}`);
  });

  it.each([
    'date: 2026-11-12 # moved from the 5th',
    'date: 2026-11-12\n# Confidential',
    'date: 2026-11-12\ndate: 2026-11-13',
    'date: 2026-11-12 14:00 - 15:30',
    'date: 12-14 Nov 2026',
  ])('stays whole where no field has all of an entry: %j', async (matter) => {
    expect(await textOf(matter)).toBe(`---\n${matter}\n---\n\n${body}`);
  });

  it('stays whole without a field, without a text, in JSON, and where the text is a selection', async () => {
    for (const text of [
      '---\ntags: [a]\n---\nWe met.',
      '---\ndate: 2026-11-12 (moved from the 11th)\n---\nWe met.',
      '---\ndate: 2026-11-12\n---',
      '{\n"date": "2026-11-12"\n}\nx',
    ])
      expect((await extract(text, { movesEntries: true })).text).toBe(text);
    const dated = '---\ndate: 2026-11-12\n---\nWe met.';
    expect((await extract(dated, { from: 'selection' })).text).toBe(dated);
  });

  it('says that entries were left out', async () => {
    const { provenance } = await extract('+++\ndate = 2026-11-12\n+++\nWe met.', { movesEntries: true });
    expect(provenance[0]).toEqual({
      field: 'text',
      from: 'document',
      removedControls: 0,
      movedEntries: true,
    });
  });
});

describe('the date', () => {
  it.each([
    ['# Kick-off 2026-11-20', '2026-11-20'],
    ['# Kick-off on November 20th, 2026 at 3pm', 'November 20th, 2026 at 3pm'],
    ['Kick-off, 20 Nov\n===', '20 Nov'],
    ['## 20.11.2026 Kick-off ##', '20.11.2026'],
    ['# Call 2026-11-20T14:00:00Z', '2026-11-20T14:00:00Z'],
    ['# Call 2026-11-20T14:00+09:00 with Kei', '2026-11-20T14:00+09:00'],
    ['# Call 20 Nov 2026 14:00 PST', '20 Nov 2026 14:00 PST'],
    ['# Call 2026-11-20 at 9:30', '2026-11-20 at 9:30'],
    ['# Call 2026-11-20, 9:30', '2026-11-20, 9:30'],
    ['# Call 11/20/2026 3pm', '11/20/2026 3pm'],
    ['# Call 20.11.2026 14:00', '20.11.2026 14:00'],
    ['# Call 3pm, 20 Nov 2026', '3pm, 20 Nov 2026'],
    ['# The 20th of November 2026', '20th of November 2026'],
    ['# 20. November, Kick-off', '20. November'],
    ['# Call with Ann on 3 March 2025 14:30', '3 March 2025 14:30'],
    ['# Dec 12 12 attendees', 'Dec 12'],
    ['# 20 Nov 2026 12 attendees', '20 Nov 2026'],
    ['# Nov 12 5 people', 'Nov 12'],
    ['# Kick-off, Oct 7th, 2026, at 9', 'Oct 7th, 2026, at 9'],
    ['# 20 Nov 2026 14:00 Asia/Tokyo', '20 Nov 2026 14:00 Asia/Tokyo'],
    ['# Call (20 Nov 2026 14:00, America/Argentina/Salta)', '20 Nov 2026 14:00 America/Argentina/Salta'],
    ['---\ndate: 2026-03-04 14:00 Europe/Berlin\n---', '2026-03-04 14:00 Europe/Berlin'],
    ['---\ndate: 2026-03-04T14:00:00+02:00\n---', '2026-03-04T14:00:00+02:00'],
    ['---\ndate: 2026-03-04 14:00 UTC # call\n---', '2026-03-04 14:00 UTC'],
    ['# 20 Nov 2026 14:00 Acme/Fern', '20 Nov 2026 14:00'],
    ['# 3/4 of the plan', undefined],
    ['# March 2026 update', undefined],
    ['# Friday call', undefined],
    ['# Version 2.0.1', undefined],
    ['# 2026-02-30', undefined],
    ['# Plan for 9999-01-01', undefined],
    ['---\ndate: soon\n---\n# 2026-11-20', '2026-11-20'],
    ['---\ndate: "2026-11-19"\n---', '2026-11-19'],
  ])('of %j is %s', async (text, expected) => {
    expect((await extract(text)).dateText).toBe(expected);
  });

  it.each([
    ['2026-11-20-call-with-acme.md', '2026-11-20'],
    ['20261120 acme.md', '2026-11-20'],
    ['acme_2026_11_20.md', '2026-11-20'],
    ['invoice-1202611200.md', undefined],
    ['2026-13-45.md', undefined],
  ])('of the file name %s is %s', async (fileName, expected) => {
    expect((await extract('text', { fileName })).dateText).toBe(expected);
  });
});

describe('the people', () => {
  it.each([
    ["@Ann's memo and @Bob Ray’s", ['Ann', 'Bob Ray']],
    ['@Ann Lee Please send it', ['Ann Lee']],
    ['@Ann Please send it', ['Ann']],
    ['@Ann Lee Send it to us', ['Ann Lee']],
    ['@Mary Jane Watson, @Ann-', ['Mary Jane Watson', 'Ann']],
    ['_@Ann Lee_ and **@Bob**', ['Ann Lee', 'Bob']],
    ['_jane@acme.example_, *bob@acme.example*', ['jane@acme.example', 'bob@acme.example']],
    ['- jane&bob@acme.example', ['jane&bob@acme.example']],
    ['-jane@acme.example', ['jane@acme.example']],
    ['ann@example.xn--p1ai, zoe\u0308@x.com', ['ann@example.xn--p1ai', 'zoe\u0308@x.com']],
    ['[Jane](mailto:jane@acme.com?cc=bob@acme.com)', ['jane@acme.com', 'bob@acme.com']],
    ['Email:jane@acme.com', ['jane@acme.com']],
    ["jane@acme.com's, jane.roe@acme.co.uk.", ['jane@acme.com', 'jane.roe@acme.co.uk']],
    [
      'Ask jane@acme.com.Thanks, joe@x.co.uk.We.Met and bo@x.ioShe',
      ['jane@acme.com', 'joe@x.co.uk', 'bo@x.io'],
    ],
    ['JANE@ACME.COM, Joe@Acme.Com.Br, z@acme.com.br', ['jane@acme.com', 'joe@acme.com.br', 'z@acme.com.br']],
    ['Jane Doe <jane@acme.com>, <mailto:joe@acme.com>', ['jane@acme.com', 'joe@acme.com']],
    ['<a href="mailto:jane@acme.com?subject=Hi">Jane</a>', ['jane@acme.com']],
    ['|Name|Mail|\n|-|-|\n|Jane|jane@acme.com|', ['jane@acme.com']],
    [String.raw`jane\_roe@acme.com`, ['jane_roe@acme.com']],
    ['✉️jane@acme.com, 1️⃣joe@acme.com, zoe＠acme.com', ['jane@acme.com', 'joe@acme.com', 'zoe@acme.com']],
    ['@Jane.Roe and @Joe_Poe, @Dr. Ann Lee', ['Jane Roe', 'Joe Poe', 'Ann Lee']],
    ['@Jane.Thanks, @Ann It’s late, @Bob Looks good, @Joe We’ll see', ['Jane', 'Ann', 'Bob', 'Joe']],
    ['@Everett Moreau, @Allison and @Hereward', ['Everett Moreau', 'Allison', 'Hereward']],
    ['<!-- ask @Ann --> @Bob <code>@Code</code>', ['Bob']],
    ['@Ann\nPublic figures', ['Ann']],
  ])('of %j are %j', async (text, expected) => {
    expect((await extract(text)).people.map(({ typed }) => typed)).toEqual(expected);
  });
});

describe('what looks like people and is not', () => {
  it.each([
    'https://user:pass@db.example.com/x',
    'postgres://u:p@db.example.com and jdbc:mysql://u:p-1.x@db.example.com',
    'mysql -u root:pass@db.example.com, root:p$w-rd@db.example.com, redis -u :pass@db.example.com',
    'git@github.com and git@github.com:org/repo',
    'scp deploy@host.example.com:/srv .',
    '![](image@2x.png)',
    '@user@mastodon.social',
    'jane.@acme.com and jane..roe@acme.com',
    '``@Ann``',
    '> ```\n> @Ann\n> ```',
    '```ts\n@Component()\nclass A {}\n// ann@x.com\n```',
    'Use `@Injectable` or `a@b.com` here.',
    'npm i @types/node',
    '@param name',
    'https://x.com/@Ann',
    'a@b',
    '@@Ann',
    '@Decorator()',
    '@Everyone, @here, @HERE, @Channel and @ALL',
    '@All hands, @Team, @Everybody’s, @All-Hands on @Monday @Noon',
    '@Acme.com and @Ann@mastodon.social',
    'npm i @Angular/core',
    '@Override\npublic void close()',
    '@Test\n  @Deprecated\n  fun opens() {}',
    '<pre>\n@Ann\n</pre> <!-- ann@x.com -->',
    'no-reply@acme.com, DoNotReply@acme.com',
    'Message-ID: <CAF=12@mail.gmail.com>\nReferences: <a@b.com> <c@d.com>',
    '~~~\n@Ann\n',
  ])('%j', async (text) => {
    expect((await extract(text)).people).toEqual([]);
  });

  it('does not hide the people after it', async () => {
    const { people } = await extract('```\n@Code\n```\n@Ann wrote to `x` and ann@x.com.');
    expect(people.map(({ typed }) => typed)).toEqual(['Ann', 'ann@x.com']);
  });
});

describe('a difficult text', () => {
  it('loses its invisible characters, and says how many', async () => {
    const { text, provenance } = await extract('\u{FEFF}a\u0000b\u001B[31mred\u001B[0m\r\nnext\u0007\tx');
    expect(text).toBe('abred\nnext\tx');
    expect(provenance[0]).toMatchObject({ removedControls: 12 });
  });

  it('keeps the line breaks of a word processor', async () => {
    const { text, provenance } = await extract('one\vtwo\fthree\u0085four');
    expect(text).toBe('one\ntwo\nthree\nfour');
    expect(provenance[0]).toMatchObject({ removedControls: 0 });
  });

  it('keeps the words of a terminal’s link, without its address', async () => {
    const bell = 'see \u001B]8;;http://x.com\u0007the log\u001B]8;;\u0007 now';
    expect((await extract(bell)).text).toBe('see the log now');
    expect((await extract(bell.replaceAll('\u0007', '\u001B\\'))).text).toBe('see the log now');
    expect((await extract('\u001B]8;;http://x.com')).text).toBe(']8;;http://x.com');
  });

  it('keeps right-to-left text with its marks, joined emoji and combined letters', async () => {
    const text = 'שלום \u200Fעולם 👩‍👩‍👧 مرحبا e\u0301';
    expect(await extract(text)).toMatchObject({
      text,
      provenance: [{ removedControls: 0 }, { field: 'date' }],
    });
  });

  it('of 2 MB is read whole, whatever it is made of', async () => {
    for (const piece of [
      '@',
      'a',
      'ann@x.com ',
      '`',
      '- [ ] @Ann Lee\n',
      '---\n',
      '# ',
      '\u0000',
      'a: b\n',
      '<!--',
      '@Ab\n',
    ]) {
      const text = piece.repeat(Math.ceil(2_000_000 / piece.length));
      const started = process.cpuUsage().user;
      const found = await extract(text);
      expect(found.people.length).toBeLessThanOrEqual(1);
      // Time of the processor: on a machine that others use too, the clock says little.
      expect((process.cpuUsage().user - started) / 1000, piece).toBeLessThan(4_000);
    }
  });

  it('of 1 MB that looks like minutes, mails or invitations is read in linear time', async () => {
    const texts = [
      '# TSC Meeting 2018-07-12\n\n## Present\n\n* Jane Roe @JaneRoe (Acme)\n* Bob Ray <bob@acme.example>\n\n## Agenda\n\n- [ ] @Ann Lee to send the deck, see https://x.example/a?b=c#d\n\n',
      'From: Jane Roe <jane@acme.example>\nTo: Bob Ray\n <bob@vc.example>,\n cleo@x.example\nSubject: Hi\nDate: Mon, 3 Feb 2025 10:30:00 +0100\n\nSome text for @Jane Roe.\n\n',
      'ATTENDEE;ROLE=REQ-PARTICIPANT;CN=laura.\n gomez@acme.example;X-NUM-GUESTS=0:mailto:laura.gomez@acme.example\nDESCRIPTION:Hello\\nWorld\n',
    ];
    for (const piece of texts) {
      const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
      await extract(text);
      const started = process.cpuUsage().user;
      await extract(text);
      // Quadratic work would take minutes. The figure itself is in the benchmark.
      expect((process.cpuUsage().user - started) / 1000, piece).toBeLessThan(5000);
    }
  });

  it('with 300 people gives as many as fit besides the user, and says that it left out the rest', async () => {
    const text = Array.from({ length: 300 }, (_, n) => `p${n}@x.com`).join(', ');
    const { people, provenance } = await extract(text);
    expect(people).toHaveLength(199);
    expect(provenance.at(-1)).toMatchObject({ field: 'people', addresses: 199, leftOut: 101 });
  });

  it('never throws, whatever it contains', async () => {
    const pieces = fc.constantFrom(
      '---\n',
      'date: ',
      '# ',
      '@',
      'Ann ',
      'a@b.co',
      '`',
      '```',
      '\n',
      '2026-11-20',
      '\u0000',
    );
    const texts = fc.oneof(
      anyText(),
      fc.array(pieces).map((all) => all.join('')),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const { text: content } = await extract(text, { fileName: text.slice(0, 20) });
        // oxlint-disable-next-line no-control-regex -- they are what must not be there
        expect(content).not.toMatch(/[\u0000-\u0008\u007F-\u009F]/u);
      }),
    );
  });
});
