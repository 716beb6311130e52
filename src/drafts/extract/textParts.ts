import { withoutEscapes } from '../../model/noteText.ts';
import { blankCode } from './blankCode.ts';
import { frontMatter } from './frontMatter.ts';
import type { FrontMatter } from './frontMatter.ts';
import { otherLabel } from './otherLabel.ts';

// Further down, a heading or a line such as "Date:" says nothing about the whole.
const HEAD = 20_000;

const MAX_HEAD_LINES = 60;

/** Within so many lines below the title, a date is that of the text; further down it may be that of the next meeting. */
const TOP_LINES = 15;

const WHAT =
  '(?:meeting|call|event|interview|session|conversation|chat|visit|recording|conference|workshop|minutes)';

/** Names of lines that tell when something took place. */
const DATE_LABEL = new RegExp(
  `^(?:(?:${WHAT}(?:'s)? )?(?:dates?|day)(?: ?(?:/|&|\\+|and|,) ?(?:start )?times?)?|date ?time|time ?stamp|when` +
    `|(?:${WHAT} )?start(?:s|ed|ing)?(?: ?(?:at|on|from|date|time|date ?(?:/|&|and) ?time))?` +
    `|sent(?: on| at)?|held(?: on)?|scheduled(?: for| on| at)?|recorded(?: on| at)?|occurred(?: on)?|took place(?: on)?` +
    `|datum(?: ?(?:/|und|&) ?(?:uhr)?zeit)?|gesendet(?: am)?|beginn|wann|date et heure|envoyée?(?: le)?|quand` +
    `|fecha(?: y hora)?|enviado(?: el)?|cuándo|inviato(?: il)?` +
    `|(?:date|day) (?:of|for|held)(?!.*\\bnext\\b) ?(?:the )?[a-z ]{0,30}|(?:date & )?time (?:/|&|and) (?:date|day))$`,
  'u',
);

const TIME_LABEL = new RegExp(
  `^(?:${WHAT} )?(?:local |start )?times?$|^hours?$|^(?:uhr)?zeit$|^heure$|^hora$`,
  'u',
);

/** A date alone in a line is that of the text in one of the first lines only. */
const LONE_DATE_LINES = 6;

/** The beginning of a line that can be a date: a number, or the name of a month or a weekday. */
const LONE_DATE = /^[[*_(]{0,3}(?:\d|\p{L}{2,10}\.?,? {1,2}\d|\p{L}{2,10}\.?,? \p{L}{3,10}\.? \d)/u;

/** The head of a quoted mail: `On Wed, Jan 8, 2025 at 2:00 PM Jane Roe wrote:`. */
const QUOTED_MAIL =
  /^(?:on|am|le|el) (?<value>.{6,200}?(?:\d{1,2}:\d\d(?: ?[ap]m)?|\d{4}).*)(?:wrote|schrieb|a écrit|escribió).{0,120}:$/iu;

const LONE_TIME = /^\d{1,2}(?:[:.]\d\d(?!\d)|\s*[ap]\.?m\b)/iu;

/** `Recorded on Nov 12, 2026 by Jane Roe`, `This call was held on 12 November 2026`, `Gesendet am 12.11.2026`. */
const SAID = new RegExp(
  `^(?:(?:this|the) )?(?:${WHAT} )?(?:was )?` +
    `(?:(?:recorded|held|sent|created|scheduled|occurred|took place|taken|met|aufgezeichnet|aufgenommen|gesendet|enregistrée?|grabad[oa]|registrat[oa])` +
    ` (?:on|for|at|am|le|el|il)|stattgefunden am)(?: the| den)? (?<value>.*)$`,
  'iu',
);

/** The head of a summary: `Meeting summary (Nov 12, 2026 10:00 AM)`. A sentence ends with a sign. */
const IN_BRACKETS = new RegExp(
  `^(?=.*\\b(?:${WHAT}s?|summary|recap|notes?|transcript|protokoll|zusammenfassung)\\b).{0,120}\\((?<value>[^()]{6,60})\\)$`,
  'iu',
);

/** Labels that may have their value in the next line. */
const LONE_LABEL = /^(?:when|date|day|date ?(?:\/|&|and) ?time|time)$/u;

/** A heading below the title under which another moment is told. */
const OTHER_SECTION =
  /^(?:(?:next|upcoming|previous|prior|last|future)\b.*\b(?:meetings?|calls?|sessions?|syncs?|steps|dates?|times?|events?)\b|actions?\b|to-?dos?\b|follow[- ]?ups?\s*$)/iu;

const OTHER_LINE = /^(?:next|upcoming|previous|prior|last) (?:meeting|call|session|sync|date)s?\b/iu;

/** `**Date:** 2025-01-09`, `- date:: [[2025-01-09]]`, `| Date | 2025-01-09 |`, `#+DATE: <2025-10-16 Thu>`. */
const LABELLED =
  /^(?<label>\p{L}[\p{L}\p{M} /&+,.'’-]{0,40}?)\s*(?:\((?<aside>[^()]{0,30})\)\s*)?[*_`\]]{0,4}\s*(?:::?|：|=|\||[–—-](?=\s))\s*[*_`]{0,4}\s*(?<value>.*)$/u;

/** A line of the head of a text that tells a date or a time. */
export interface HeadLine {
  readonly kind: 'date' | 'time';
  /** Without marks of Markdown. */
  readonly value: string;
  /** Stands near the top, below the title. */
  readonly isTop: boolean;
  /**
   * Has no label, so that it counts only when it begins with a date that has a year. `mail` is the head of a quoted one, and
   * `sentence` says what happened on the date.
   */
  readonly lone?: 'line' | 'mail' | 'sentence';
}

/** The parts of a text that tell something about the whole. */
export interface TextParts {
  readonly frontMatter: FrontMatter;
  /** Without their marks and the targets of their links. The first one is the title. */
  readonly headings: readonly string[];
  readonly headLines: readonly HeadLine[];
  /** The text with code blanked out, character by character: what it contains is code, not people. */
  readonly prose: string;
}

/** Takes a Markdown, Org or plain text apart. Its folds are joined already. */
export function textParts(text: string): TextParts {
  const { values, length } = frontMatter(text);
  const prose = blankCode(text);
  const head = prose.slice(length, length + HEAD);
  return { frontMatter: values, headings: headingsOf(head), headLines: headLinesOf(head), prose };
}

function headingsOf(head: string): readonly string[] {
  const marked = [...head.matchAll(/^ {0,3}#{1,6}[ \t]+(?<title>\S.*)$/gmu)];
  const underlined = [...head.matchAll(/^(?<title>\S.*)\n(?:=+|-{3,})[ \t]*$/gmu)];
  const isOrg = /^#\+\w+:/mu.test(head);
  const starred = isOrg ? [...head.matchAll(/^\*+[ \t]+(?<title>\S.*)$/gmu)] : [];
  return [...marked, ...underlined, ...starred].map(({ groups }) =>
    withoutMarks((groups?.['title'] ?? '').replace(/[ \t]+#+[ \t]*$/u, '')),
  );
}

/** The words that a reader sees: the target of a link may hold another date. */
export function withoutMarks(markdown: string): string {
  return withoutEscapes(markdown)
    .replaceAll(/<\/?[a-z][^<>]{0,500}>/giu, (tag) => (/^<https?:/iu.test(tag) ? ' ' : ''))
    .replaceAll(
      /!?\[\[(?:([^[\]|\n]{0,300})\|)?([^[\]|\n]{0,300})\]\]/gu,
      (_, note: string | undefined, alias: string) =>
        // The name of a daily note is a date, whatever it is called here.
        note !== undefined && /\d/u.test(note) && !/\d/u.test(alias) ? `${note} ${alias}` : alias,
    )
    .replaceAll(/!?\[([^[\]\n]{0,300})\](?:\([^()\n]{0,2000}\)|\[[^[\]\n]{0,300}\])/gu, '$1')
    .replaceAll(/\b[a-z][a-z0-9+.-]{1,20}:\/\/\S*/giu, ' ')
    .replaceAll(/[*`]|__|~~/gu, '')
    .trim();
}

function headLinesOf(head: string): readonly HeadLine[] {
  const found: HeadLine[] = [];
  let isElsewhere = false;
  let headings = 0;
  let isWaiting: HeadLine['kind'] | undefined;
  let lines = 0;
  for (const line of head.split('\n')) {
    if (line.trim() === '') continue;
    lines += 1;
    if (lines > MAX_HEAD_LINES) break;
    const bare = line
      .replaceAll(/<\/?[a-z][^<>]{0,200}>|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/giu, '')
      .replace(/^[^\p{L}\p{N}]+/u, '');
    if (/^ {0,3}#{1,6}[ \t]/u.test(line)) {
      headings += 1;
      isElsewhere = headings > 1 && OTHER_SECTION.test(bare);
    } else isElsewhere ||= OTHER_LINE.test(bare);
    if (isElsewhere) continue;
    const isTop = lines <= TOP_LINES;
    const { kind, value } = labelled(bare);
    const alone = kind === undefined ? unlabelled(line, bare, lines, found.at(-1)) : undefined;
    if (kind === undefined && isWaiting !== undefined)
      found.push({ kind: isWaiting, value: withoutMarks(line), isTop });
    else if (kind !== undefined && value !== '') found.push(...withTime({ kind, value, isTop }));
    else if (alone !== undefined) found.push(alone);
    isWaiting = value === '' ? kind : undefined;
  }
  return found;
}

function unlabelled(
  line: string,
  bare: string,
  lines: number,
  before: HeadLine | undefined,
): HeadLine | undefined {
  const said = lines <= TOP_LINES ? SAID.exec(bare)?.groups?.['value'] : undefined;
  if (said !== undefined) return { kind: 'date', value: withoutMarks(said), isTop: true, lone: 'sentence' };
  return lines <= LONE_DATE_LINES ? loneLine(line, before) : undefined;
}

/** A date in a line of its own or in brackets at its end, or a time below it. Items, quotes and rows of tables tell other dates. */
function loneLine(line: string, before: HeadLine | undefined): HeadLine | undefined {
  const quoted = QUOTED_MAIL.exec(line.trim())?.groups?.['value'];
  if (quoted !== undefined) return { kind: 'date', value: quoted.trim(), isTop: true, lone: 'mail' };
  if (before?.lone === 'line' && LONE_TIME.test(line.trim()))
    return { kind: 'time', value: line.trim(), isTop: true };
  if (/^\s*(?:[-+>|#]|\* )/u.test(line)) return undefined;
  const bare = withoutMarks(line)
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replaceAll('_', ' ')
    .trim();
  const value = IN_BRACKETS.exec(bare)?.groups?.['value'] ?? bare;
  return LONE_DATE.test(value) && /\d/u.test(value.slice(0, 40))
    ? { kind: 'date', value, isTop: true, lone: 'line' }
    : undefined;
}

/** `Date: 2025-01-09, Time: 14:00` is two lines in one. */
function withTime(line: HeadLine): readonly HeadLine[] {
  const [date = '', time] = line.value.split(/[\s,;|]+time\s*[:=]\s*/iu);
  return time === undefined
    ? [line]
    : [
        { ...line, value: date },
        { ...line, kind: 'time', value: time },
      ];
}

function labelled(line: string): { readonly kind?: HeadLine['kind'] | undefined; readonly value: string } {
  const alone = line.replace(/[\s*_:]+$/u, '').toLowerCase();
  if (LONE_LABEL.test(alone)) return { kind: kindOf(alone), value: '' };
  const { label = '', aside = '', value = '' } = LABELLED.exec(line)?.groups ?? {};
  const name = label.toLowerCase().replaceAll(/\s+/gu, ' ');
  const kind = kindOf(name);
  if (kind === undefined) return otherLabel(name, withoutMarks(value)) ?? { kind, value: '' };
  const zone = /^[A-Z]{2,5}(?:[+-]\d{1,2})?$|\/|time/iu.test(aside) ? ` ${aside}` : '';
  const bare = withoutMarks(value.replace(/\s*\|?\s*$/u, ''))
    .replaceAll(/^[[<(]+|[\]>]|[\p{Extended_Pictographic}\uFE0F]+/gu, ' ')
    .replaceAll(/ {2,}/gu, ' ')
    .trim();
  return { kind, value: bare === '' ? '' : `${bare}${zone}` };
}

function kindOf(label: string): HeadLine['kind'] | undefined {
  if (DATE_LABEL.test(label)) return 'date';
  return TIME_LABEL.test(label) ? 'time' : undefined;
}
