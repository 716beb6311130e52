import { describe, expect, it } from 'vitest';
import { noteText, noteTypes, plainNote } from '../../src/model/noteText.ts';
import { noteAsWritten, noteTree } from '../../src/notes/noteTree.ts';
import { writeMarkdown } from '../../src/notes/writeMarkdown.ts';

/** Content of rich text, and the document that it becomes. */
type Case = readonly [content: string, document: string];

function documentOf(content: string): string {
  const note = { content, type: noteTypes.richText };
  return writeMarkdown(noteTree(note) ?? [noteAsWritten(note)]);
}

function expectDocuments(cases: readonly Case[]): void {
  const shown = cases.map(([content]) => [content, documentOf(content)]);
  expect(shown).toEqual(cases.map(([content, document]) => [content, `${document}\n`]));
}

describe('rich text that is Markdown', () => {
  const cases: readonly Case[] = [
    ['Test ***html***\n\n* 1\n\n* 2\n\n* 3', 'Test _**html**_\n\n- 1\n- 2\n- 3'],
    [
      'Call with Jane\n\nNext steps:\n\n* send deck\\_v2\n* intro',
      'Call with Jane\n\nNext steps:\n\n- send deck_v2\n- intro',
    ],
    ['This is an **important** note', 'This is an **important** note'],
    ['1\\. not a list\n2\\. nor this', '1\\. not a list\n2\\. nor this'],
    ['1. first\n2. second\n   * detail', '1. first\n2. second\n   - detail'],
    ['Attendees:  \nJane  \nBob', 'Attendees:  \nJane  \nBob'],
    ['- [x] sent\n- [ ] open', '- [x] sent\n- [ ] open'],
    [
      'See [the deck][1].\n\n[1]: https://acme.example/deck_v2',
      'See [the deck](https://acme.example/deck_v2).',
    ],
    ['# Plan\n\n<made up>\n\nend', '# Plan\n\n\\<made up>\n\nend'],
  ];

  it('keeps its lines, lists and emphasis in the document', () => {
    expectDocuments(cases);
  });

  it.each([
    ['Test ***html***\n\n* 1\n\n* 2\n\n* 3', 'Test ***html***\n\n* 1\n\n* 2\n\n* 3'],
    [
      'Call with Jane\n\nNext steps:\n\n* send deck\\_v2\n* intro',
      'Call with Jane\n\nNext steps:\n\n* send deck_v2\n* intro',
    ],
    ['1\\. item \\#3 \\[x\\] \\> 5', '1. item #3 [x] > 5'],
    ['Use \\<p\\> and \\</p\\> here', 'Use <p> and </p> here'],
  ])('keeps its lines and loses its escapes in the form: %j', (content, text) => {
    expect(noteText({ content, type: noteTypes.richText }).text).toBe(text);
  });
});

describe('Markdown with a tag or two in its lines', () => {
  it('keeps its lists, lines and words in the document', () => {
    expectDocuments([
      [
        'We use <b>x</b> in templates\n\n* send deck\\_v2\n* 1\\. item \\#3',
        'We use **x** in templates\n\n- send deck_v2\n- 1\\. item #3',
      ],
      ['a `<br>` in code\n\n* one\n* two', 'a `<br>` in code\n\n- one\n- two'],
      ['1\\. one with <br> two\n2\\. a', '1\\. one with  \ntwo\n2\\. a'],
      ['Use <p>x</p> there\n\n- one', 'Use \\<p>x\\</p> there\n\n- one'],
      ['* un<b>believ</b>able <i>now</i>\n* <u>R&amp;D</u>', '- unbelievable _now_\n- R&D'],
      [
        '1. <a href="https://acme.example/a_b">the deck</a>\n2. two',
        '1. [the deck](https://acme.example/a_b)\n2. two',
      ],
      ['* <a href="command:x">click</a> <script>x</script>', '- click \\<script>x\\</script>'],
      ['| a<br>b | c |\n| - | - |\n| <b>d</b> | e |', '| a b | c |\n| - | - |\n| **d** | e |'],
      ['Code:\n\n    <p>a</p>\n\n* <b>b</b>', 'Code:\n\n```\n<p>a</p>\n```\n\n- **b**'],
    ]);
  });
});

describe('bold and emphasis with a blank, a break or a sign at the edge', () => {
  it('work without character references', () => {
    expectDocuments([
      ['<p><strong>Attendees: </strong>Jane, Bob</p>', '**Attendees:** Jane, Bob'],
      ['<p><strong>Next steps<br></strong>send deck</p>', '**Next steps**  \nsend deck'],
      ['<p><strong>「重要」</strong>です</p>', '「**重要**」です'],
      ['<p>They<em> will </em>ship</p>', 'They _will_ ship'],
      ['<p><b>Attendees:</b>Jane</p>', '**Attendees**:Jane'],
      ['<p><b>ARR&nbsp;</b>grew</p>', '**ARR** grew'],
      ['<p><strong><br>Agenda</strong></p>', '**Agenda**'],
      ['<p>un<em>believ</em>able, un<b>believ</b>able</p>', 'un*believ*able, un**believ**able'],
      ['<p><b>“Yes!”</b>they said</p>', '“**Yes**!”they said'],
      ['<p><b>one</b><b> two</b></p>', '**one** **two**'],
      ['<p><b>one<br><br>two</b></p>', '**one**\n\n**two**'],
      ['<p>a<b> </b>b<i></i></p>', 'a b'],
      ['<p><b>all <b>the</b> same</b></p>', '**all the same**'],
      ['<p><del> old </del>new</p>', '~~old~~ new'],
      ['<p><a href="https://acme.example/"> Acme </a>grew</p>', '[Acme](https://acme.example/) grew'],
    ]);
  });
});

describe('addresses and signs that are text', () => {
  it('are written as they are', () => {
    expectDocuments([
      [
        '<p>See https://www.example.com/a_test_of_links for more</p>',
        'See https://www.example.com/a_test_of_links for more',
      ],
      ['<p>R&amp;D, M&amp;A and P&amp;L at AT&amp;T</p>', 'R&D, M&A and P&L at AT&T'],
      [
        '<p>mail jane_roe@acme.example (or www.acme.example)</p>',
        'mail jane_roe@acme.example (or www.acme.example)',
      ],
      [
        '<p>https://acme.example/?a=1&amp;copy=2#b, then call</p>',
        'https://acme.example/?a=1&copy=2#b, then call',
      ],
      [
        '<p>+1 650 555 0100, ~5%, #deals, [tbd], 5 * 3, a_b</p>',
        '+1 650 555 0100, ~5%, #deals, [tbd], 5 * 3, a_b',
      ],
      ['<p>https://acme.example/_a_/b</p>', '<https://acme.example/_a_/b>'],
      [
        '<p><a href="https://acme.example/?a=1&amp;b=2">Acme</a></p>',
        '[Acme](https://acme.example/?a=1&b=2)',
      ],
      [
        'See https://acme.example/a_b and jane_roe@acme.example',
        'See https://acme.example/a_b and jane_roe@acme.example',
      ],
    ]);
  });

  it('stay text where they would become something else', () => {
    expectDocuments([
      ['<p>5 * 3 and snake_case_name</p><p>- dash</p>', '5 * 3 and snake_case_name\n\n\\- dash'],
      ['<p># no heading</p><p>&amp;lt; is no sign</p>', '\\# no heading\n\n\\&lt; is no sign'],
      ['<p>*no emphasis* _nor this_ `nor this`</p>', '\\*no emphasis\\* \\_nor this\\_ \\`nor this\\`'],
    ]);
  });

  it('are links with the right address', () => {
    expectDocuments([
      [
        '<p><a href="https://en.example/wiki/Party_(United_States)">Party</a></p>',
        '[Party](https://en.example/wiki/Party_\\(United_States\\))',
      ],
      [
        '<p><a href="https://example.com/Some Page.html">Link</a></p>',
        '[Link](<https://example.com/Some Page.html>)',
      ],
    ]);
  });
});

describe('a list directly within a list', () => {
  it('belongs to the item before it', () => {
    expectDocuments([
      ['<ul><li>a</li><ul><li>b</li><ul><li>c</li></ul></ul><li>d</li></ul>', '- a\n  - b\n    - c\n- d'],
      ['<ul><li>one<ul><li>test</li></ul></li></ul>', '- one\n  - test'],
      ['<ol><li>a</li><ul><li>b</li></ul><li>c</li></ol>', '1. a\n   - b\n2. c'],
      ['<ul><ul><li>a</li></ul><li>b</li></ul>', '- a\n- b'],
      ['<ul><li><p>a</p></li><ol><li><p>b</p></li></ol></ul>', '- a\n  1. b'],
      ['<ul><li>a</li></ul><ul><li>b</li></ul>', '- a\n- b'],
    ]);
  });
});

describe('blocks in the cells of a table', () => {
  it('are words of one line', () => {
    expectDocuments([
      [
        '<table><tr><td>First line<br>Second line</td><td>Other</td></tr></table>',
        '| | |\n| - | - |\n| First line Second line | Other |',
      ],
      [
        '<table><tr><th>Item</th><th>Value</th></tr><tr><td>ARR</td><td><p>$1M</p><p>2025</p></td></tr></table>',
        '| Item | Value |\n| - | - |\n| ARR | $1M 2025 |',
      ],
      [
        '<table><tr><th>Who</th><th>What</th></tr><tr><td>Jane</td><td><ul><li>deck</li><li>intro</li></ul></td></tr></table>',
        '| Who | What |\n| - | - |\n| Jane | deck intro |',
      ],
      [
        '<table><tr><th><h3>A</h3></th><th>B</th></tr><tr><td><div>x</div><div>y</div></td><td>p|q</td></tr></table>',
        '| A | B |\n| - | - |\n| x y | p\\|q |',
      ],
      [
        '<table><tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr></table></td></tr></table>',
        '| | |\n| - | - |\n| a | b c |',
      ],
      ['<table><tr><td><p>Hello</p><ul><li>a</li><li>b</li></ul></td></tr></table>', 'Hello\n\n- a\n- b'],
    ]);
  });
});

describe('bold around blocks', () => {
  it('is not bold where its style says so, as in the wrapper of Google Docs', () => {
    expectDocuments([
      ['<b style="font-weight:normal"><p><span>Bold normal italic</span></p></b>', 'Bold normal italic'],
      ['<b style="font-weight:normal"><ul><li><p>one</p></li><li><p>two</p></li></ul></b>', '- one\n- two'],
      ['<b id="docs-internal-guid-1" style="font-weight: normal;"><h1>Plan</h1><p>x</p></b>', '# Plan\n\nx'],
      ['<strong style="font-weight:400">x</strong><i style="font-style:normal">y</i>', 'xy'],
      [
        '<b style="font-weight:normal"><p><span style="font-weight:700">Bold</span> <span style="font-style:italic">it</span></p></b>',
        '**Bold** _it_',
      ],
    ]);
  });

  it('goes into each of them', () => {
    expectDocuments([
      ['<strong><p>one</p><p>two</p></strong>', '**one**\n\n**two**'],
      ['<b><ul><li>one</li><li>two</li></ul></b>', '- **one**\n- **two**'],
      ['<em>before<ul><li>one</li></ul>after</em>', '_before_\n\n- _one_\n\n_after_'],
      ['<a href="https://acme.example/"><div>Acme</div></a>', '[Acme](https://acme.example/)'],
    ]);
  });
});

it('lists of Word and code stay as they are', () => {
  expectDocuments([
    [
      '<p class="MsoListParagraph"><span style="mso-list:Ignore">·<span>&nbsp;&nbsp; </span></span>First item<o:p></o:p></p>',
      '· First item',
    ],
    ['<pre><code>if (a &lt; b) {\n  x = `y`;\n}</code></pre>', '```\nif (a < b) {\n  x = `y`;\n}\n```'],
  ]);
});

describe('a note of a megabyte', () => {
  const parts = [
    'word ',
    '<p>word</p>',
    '<ul><li>a</li></ul>',
    '**a** ',
    '* a\n',
    '&amp;',
    '<b>',
    '\\_',
    '<!--',
    '<script',
    '[a](b)',
    ' \n',
    '`',
  ];

  it.each(parts)('of %j becomes a document in linear time', (part) => {
    const content = part.repeat(Math.ceil(1_000_000 / part.length));
    const begin = process.cpuUsage();
    documentOf(content);
    const { user, system } = process.cpuUsage(begin);
    // Quadratic work would take minutes. The figure itself is in the benchmark.
    expect((user + system) / 1000).toBeLessThan(5000);
  });
});

describe('the text of HTML in form, tooltip, search and export', () => {
  it.each([
    ['<ol start="3"><li>a</li><li>b<ul><li>c</li></ul></li></ol><p>end</p>', '3. a\n4. b\n  - c\n\nend'],
    ['<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>', '- a\n  - b\n- c'],
    ['<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr><tr><td>d</td></tr></table>', 'a b c\nd'],
    [
      '<p>Caf&eacute; &ndash; 5&nbsp;&euro; &#146;s</p><script>alert(1)</script><style>p{}</style>',
      'Café – 5 € ’s',
    ],
    ['<p>one<br>two</p><p>&nbsp;</p><p>three</p>', 'one\ntwo\n\nthree'],
    ['<pre>a\n  b</pre><p>c</p>', 'a\n  b\n\nc'],
    ['<header>a</header><p>b</p>', 'a\n\nb'],
  ])('of %j is %j', (content, text) => {
    expect(plainNote({ content, type: noteTypes.richText })).toBe(text);
  });
});
