import { describe, expect, it } from 'vitest';
import { noteAsWritten, noteTree } from '../../src/notes/noteTree.ts';
import { writeMarkdown } from '../../src/notes/writeMarkdown.ts';

const markdown = (content: string, type: number): string =>
  writeMarkdown(noteTree({ content, type }) ?? [noteAsWritten({ content, type })]);
const plain = (content: string): string => markdown(content, 0);
const html = (content: string): string => markdown(content, 2);

describe('an HTML note', () => {
  it('keeps paragraphs, emphasis and lists', () => {
    const note = '<p>They <strong>ship</strong> in <em>March</em>.</p><ul><li>pilot</li><li>price</li></ul>';
    expect(html(note)).toBe('They **ship** in _March_.\n\n- pilot\n- price\n');
  });

  it('keeps the text of colours and underlines', () => {
    expect(html('<p><span style="color:red">red</span> and <u>under</u></p>')).toBe('red and under\n');
  });

  it('loses scripts, styles, images and event handlers', () => {
    const note =
      '<p onclick="x()">a</p><script>alert(1)</script><style>p{}</style><img src=x onerror=alert(1)><iframe src="https://x.example"></iframe>';
    expect(html(note).trim()).toBe('a');
  });

  it('keeps web links and defuses all others', () => {
    expect(html('<a href="https://x.example/a">site</a>')).toContain('https://x.example/a');
    for (const link of [
      'command:workbench.action.quit',
      'javascript:alert(1)',
      'vscode://x',
      'file:///etc/passwd',
      'data:text/html,x',
    ]) {
      expect(html(`<a href="${link}">click</a>`)).not.toContain(link);
    }
  });

  it('never lets text become markup', () => {
    expect(html('<p># no heading</p>')).toBe('\\# no heading\n');
    expect(html('<p>[click](command:workbench.action.quit)</p>')).toBe(
      '\\[click]\\(command:workbench.action.quit)\n',
    );
    expect(html('<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>')).toBe('\\<script>alert(1)\\</script>\n');
  });
});

describe('a dollar sign', () => {
  /** As the editor's preview finds formulas: one that opens and, not escaped, one with no letter or digit after it. */
  const formula = /(?<!\\)\$[^$]*(?<!\\)\$(?!\w)/;

  it.each(['$(alert) and $(rocket) x', 'a$x$ b', '$$x$$', 'from US$ 5 to $', '**$a$** $b$'])(
    'draws no formula: %s',
    (note) => {
      expect(note).toMatch(formula);
      for (const shown of [plain(note), html(`<p>${note}</p>`)]) expect(shown).not.toMatch(formula);
    },
  );

  it('that was escaped in the note is none either', () => {
    expect(html(String.raw`$a\\$ $a\$ b`)).toBe(String.raw`$a\\\$ $a\$ b` + '\n');
    expect(html(String.raw`$a\\$ $a\$ b`)).not.toMatch(formula);
    expect(plain(String.raw`$a\\$ $a\$ b`)).not.toMatch(formula);
  });

  it('stays as it is in amounts', () => {
    expect(plain('between $5M and $10M, or $7')).toBe('between $5M and $10M, or $7\n');
  });
});

describe('a note that would hold up or break what reads it', () => {
  it.each([
    [5000, '<div>', 2],
    [3000, '<b>', 2],
    [900, '<b><i>a</b>', 2],
    [2000, '>', 0],
    [20_000, '_a_ ', 0],
    [1001, 'a\n', 0],
    [200, '> > > > > > > > > > > > > > > > > > > > a', 0],
    [1, '- '.repeat(20), 0],
    [1, '1. '.repeat(20), 0],
    [1, '<ul><li>'.repeat(20), 2],
    [1001, 'a\n', 2],
  ])('is shown as plain text: %i times %s', (times, part, type) => {
    const content = `${part.repeat(times)}the end`;
    expect(noteTree({ content, type })).toBeUndefined();
    const shown = markdown(content, type);
    expect(shown).toContain('the end');
    expect(shown).not.toMatch(/(?<!\\)<b>|^[>#]|^(?: *(?:[->]|1\.) ){2}|(?<![\\\w])_a_/mu);
  });

  it('is plain text when its few tags, never closed, make far more elements', () => {
    const fonts = Array.from({ length: 50 }, (_, index) => `<font a${String(index)}>`).join('');
    expect(html(`<p>${fonts}a`)).toBe('a\n');
    expect(html(`<p>${fonts}${'<p>a'.repeat(50)}`)).toMatch(/^a(?:\n\na)+\n$/);
  });

  it('has a cell once, however many it spans', () => {
    expect(html('<table><tr><td colspan=9999999 rowspan=9999999>a<td>b</table>')).toMatch(
      /^\| +\| +\|\n.+\n\| a \| b \|\n$/,
    );
  });

  it('has rows of a table that are as long as what is in them', () => {
    const rows = '| a |\n'.repeat(100);
    expect(plain(`| ${'x'.repeat(10_000)} |\n| - |\n${rows}`).length).toBeLessThan(12_000);
  });

  it('still shows a long one with its markup', () => {
    expect(plain(`**bold** ${'Much was said. '.repeat(1000)}`)).toMatch(/^\*\*bold\*\* Much/);
  });
});

describe('a note with character references', () => {
  it('brings no terminal sequence and no direction override into the document', () => {
    const codes = '&#x1b;[31mred &#27;]0;t&#7; &#x9b;31m &#x202e;exe.pdf &#x2066;x';
    for (const shown of [html(`<p>${codes}</p><pre>${codes}</pre>`), plain(codes), plain(`\`${codes}\``)]) {
      expect(shown).toContain('31mred');
      expect(shown).not.toMatch(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u);
    }
    expect(html('<a href="https://x.example/&#27;a">&#27;b</a>')).not.toMatch(/[^\P{Cc}\n\t]/u);
  });
});

describe('a plain note', () => {
  it('shows the Markdown in which it was written', () => {
    const note = '## Next steps\n\n- send the deck\n- call *Ann*\n';
    expect(plain(note)).toBe('## Next steps\n\n- send the deck\n- call _Ann_\n');
  });

  it('takes back the escape that the service puts before underscores', () => {
    expect(plain(String.raw`ann\_lee@acme.example and snake\_case\_name`)).toContain('snake_case_name');
  });

  it('reads HTML as HTML, and a tag that closes nothing as text', () => {
    expect(plain('a <b>bold</b> <script>x</script>')).toBe('a **bold**\n');
    expect(plain('a <b> <script>')).toBe('a \\<b> \\<script>\n');
  });

  it('defuses command links and images', () => {
    expect(plain('[click](command:workbench.action.quit) ![x](https://tracker.example/p.gif)')).toBe(
      '[click](#) x\n',
    );
    expect(plain('[click][1]\n\n[1]: command:workbench.action.quit')).not.toContain('command:');
    expect(plain('<command:workbench.action.quit>')).not.toMatch(/^<command:/m);
  });

  it('drops control characters and terminal sequences', () => {
    expect(plain('a\u001b[31mb\u0000c\u0007')).toBe('a\\[31mbc\n');
  });

  it('shows a text of two megabytes without parsing it', () => {
    const note = '``` **x** '.repeat(200_000);
    const shown = plain(note);
    expect(shown.startsWith(String.raw`\`\`\` \*\*x\*\* `)).toBe(true);
    expect(shown).not.toContain('```');
  });

  it('keeps right-to-left text and emoji', () => {
    expect(plain('שלום 👩‍👩‍👧 مرحبا')).toBe('שלום 👩‍👩‍👧 مرحبا\n');
  });
});
