const TOKEN = /<(\/?)([a-z][\w:-]*)\b([^<>]*)>|<[!?][^<>]*>|[^<]+|(?:<(?=<))+|</giu;

/** Blanks that HTML does not fold. A single one is seldom meant to indent. */
const INDENTATION = /^\u00A0{2,}/u;

const COMMENT = '<!--';

/** Elements that end a paragraph. */
const paragraphs: ReadonlySet<string> = new Set(
  'address article blockquote center div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main ol p pre section table ul'.split(
    ' ',
  ),
);

/** Deeper lists are indented like this level. */
const MAX_LEVELS = 20;

/** Elements whose content is never shown. */
const hidden = ['script', 'style', 'head', 'template', 'title'] as const;

/** Source: HTML 4, character entities for ISO 8859-1, from U+00A0 on. */
const latin1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'.split(
    ' ',
  );

const characters: ReadonlyMap<string, string> = new Map([
  ...latin1.map((name, index) => [name, String.fromCodePoint(0xa0 + index)] as const),
  ...Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', shy: '' }),
  ...Object.entries({
    ndash: '–',
    mdash: '—',
    lsquo: '‘',
    rsquo: '’',
    sbquo: '‚',
    ldquo: '“',
    rdquo: '”',
    bdquo: '„',
  }),
  ...Object.entries({ bull: '•', hellip: '…', permil: '‰', lsaquo: '‹', rsaquo: '›', euro: '€', trade: '™' }),
  ...Object.entries({
    larr: '←',
    rarr: '→',
    minus: '−',
    asymp: '≈',
    ne: '≠',
    le: '≤',
    ge: '≥',
    ensp: ' ',
    emsp: ' ',
  }),
  ...Object.entries({
    thinsp: ' ',
    zwnj: '\u200c',
    zwj: '\u200d',
    OElig: 'Œ',
    oelig: 'œ',
    Scaron: 'Š',
    scaron: 'š',
  }),
]);

/** Source: HTML, numeric character references; Outlook writes the code page Windows-1252, from 0x80 on. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * The text of HTML without a parser: paragraphs apart, lists with their marks and numbers, rows of tables as lines. Its
 * words are those of the document that is made of the same HTML.
 */
export function htmlText(html: string): string {
  const lines = new Lines();
  for (const [token, slash, name, attributes = ''] of withoutHidden(html).matchAll(TOKEN)) {
    if (name !== undefined && slash === '/') lines.close(name.toLowerCase());
    else if (name !== undefined) lines.open(name.toLowerCase(), attributes);
    else if (!/^<[!?]/.test(token)) lines.write(token);
  }
  return lines.toString();
}

/** Puts text into lines. A break is written only before the text that follows it. */
class Lines {
  readonly #done: string[] = [];
  #line = '';
  /** Asking the line itself would copy it each time. */
  #endsBlank = false;
  /** Line breaks to write before the next text: 2 begin a paragraph. */
  #breaks = 0;
  /** The line has no text yet, but perhaps the mark of an item. */
  #isEmpty = true;
  readonly #lists: { readonly isOrdered: boolean; next: number }[] = [];
  #cells = 0;
  #preformatted = 0;

  write(text: string): void {
    if (this.#preformatted > 0)
      return this.#writeLines(text.replace(this.#isEmpty ? /^\n/ : '', '').split('\n'));
    const isNewLine = this.#isEmpty || this.#breaks > 0;
    const words = /\s\s|[^\S ]/u.test(text) ? text.replaceAll(/\s+/gu, ' ') : text;
    const fresh = isNewLine || this.#endsBlank ? words.trimStart() : words;
    const indent = isNewLine ? (INDENTATION.exec(text)?.[0].length ?? 0) : 0;
    if (fresh !== '') this.#add(' '.repeat(indent) + decodedCharacters(fresh));
  }

  open(name: string, attributes: string): void {
    if (name === 'br') return this.#breakLine();
    if (name === 'li') return this.#startItem();
    if (name === 'td' || name === 'th') this.#cells += 1;
    else this.#separate(name);
    if (name === 'pre') this.#preformatted += 1;
    if (name !== 'ul' && name !== 'ol') return;
    const start = Number(/\bstart\s*=\s*["']?(\d{1,6})/iu.exec(attributes)?.[1] ?? 1);
    this.#lists.push({ isOrdered: name === 'ol', next: start });
  }

  close(name: string): void {
    if (name === 'td' || name === 'th') {
      this.#cells = Math.max(0, this.#cells - 1);
      if (!this.#isEmpty && this.#breaks === 0) this.#addBlank();
      return;
    }
    if (name === 'pre') this.#preformatted = Math.max(0, this.#preformatted - 1);
    if (name === 'ul' || name === 'ol') this.#lists.pop();
    this.#separate(name);
  }

  toString(): string {
    return [...this.#done, this.#line]
      .map((line) => line.trimEnd())
      .join('\n')
      .replaceAll(/\n{3,}/gu, '\n\n')
      .trim();
  }

  #separate(name: string): void {
    const isWithin = this.#lists.length > 0 && (name === 'ul' || name === 'ol');
    if (paragraphs.has(name)) this.#break(isWithin ? 1 : 2);
    else if (name === 'tr' || name === 'dt' || name === 'dd' || name === 'caption') this.#break(1);
  }

  #break(count: number): void {
    if (this.#isEmpty) return;
    if (this.#cells > 0) this.#addBlank();
    else this.#breaks = Math.max(this.#breaks, count);
  }

  #breakLine(): void {
    if (this.#cells > 0) this.#break(1);
    else if (!this.#isEmpty) this.#breaks = Math.min(this.#breaks + 1, 2);
  }

  #startItem(): void {
    this.#break(1);
    if (this.#cells > 0) return;
    // An item follows on the next line, whatever ended before it.
    if (!this.#isEmpty) this.#breaks = 1;
    this.#nextLine();
    const list = this.#lists.at(-1);
    const mark = list?.isOrdered === true ? `${list.next}. ` : '- ';
    if (list !== undefined) list.next += 1;
    this.#line = indentation(this.#lists.length - 1) + mark;
  }

  #writeLines(lines: readonly string[]): void {
    lines.forEach((line, index) => {
      if (index > 0) this.#breaks = 1;
      if (line !== '' || index > 0) this.#add(line);
    });
  }

  #add(text: string): void {
    this.#nextLine();
    this.#line += text;
    this.#endsBlank = text.endsWith(' ');
    this.#isEmpty = false;
  }

  #addBlank(): void {
    if (!this.#endsBlank) this.#line += ' ';
    this.#endsBlank = true;
  }

  #nextLine(): void {
    if (this.#breaks === 0) return;
    this.#done.push(this.#line, ...(this.#breaks > 1 ? [''] : []));
    this.#line = indentation(this.#lists.length);
    this.#breaks = 0;
    this.#isEmpty = true;
  }
}

/** Lists that are never closed would make every line longer than the one before. */
function indentation(levels: number): string {
  return '  '.repeat(Math.max(0, Math.min(levels, MAX_LEVELS)));
}

/** A pattern would look from each opening to the end of the text for what closes it. */
function withoutHidden(html: string): string {
  const bare = without(html, COMMENT, '-->');
  return hidden.reduce((rest, name) => without(rest, `<${name}`, `</${name}>`), bare);
}

function without(html: string, opening: string, closing: string): string {
  const searched = html.toLowerCase();
  if (searched.length !== html.length) return html;
  const pieces: string[] = [];
  let from = 0;
  for (let start = searched.indexOf(opening); start !== -1; start = searched.indexOf(opening, start + 1)) {
    // `<head` also begins `<header>`.
    const isLonger = opening !== COMMENT && /[a-z\d-]/.test(searched.charAt(start + opening.length));
    if (start < from || isLonger) continue;
    const end = searched.indexOf(closing, start);
    if (end === -1) break;
    pieces.push(html.slice(from, start));
    from = end + closing.length;
  }
  return pieces.join('') + html.slice(from);
}

/** Character references become their characters. */
export function decodedCharacters(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z\d]{1,7}));/giu, characterOf);
}

function characterOf(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return characters.get(name) ?? characters.get(name.toLowerCase()) ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  if (code >= 0x80 && code < 0xa0) return WINDOWS_1252.charAt(code - 0x80);
  if (code === 0xa0) return ' ';
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
}
