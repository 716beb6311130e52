import type { WhenContext } from '../../dates/whenReading.ts';
import type { TypedPerson } from '../../directory/typedPeople.ts';
import { unfolded } from '../../directory/unfolded.ts';
import { cleanText } from '../../model/cleanText.ts';
import type { DirectionId, LoggableTypeId } from '../../model/interactionTypes.ts';
import { MAX_PEOPLE } from '../model/draft.ts';
import type { Provenance } from '../model/provenance.ts';
import { attendees } from './attendees.ts';
import { foundDate } from './foundDate.ts';
import type { FoundDate } from './foundDate.ts';
import { withoutEntries } from './frontMatter.ts';
import { guessType } from './guessType.ts';
import { peopleInText } from './peopleInText.ts';
import { textParts } from './textParts.ts';
import type { TextParts } from './textParts.ts';

/** The end of a span, for which there is no field: `14:00 - 15:30`, `12-14 Nov`. */
const SPAN =
  /\d{1,2}:\d\d\D.*?(?<!\+)\b\d{1,2}:\d\d|\d\s*[–—]\s*\d|\s-\s\d|(?<![\d-])\d{1,2}\s?-\s?\d{1,2}\s+\p{L}/u;

/** The user who logs it is one of its people as well. */
const USER = 1;

export interface ExtractionSource {
  /** The selection, the whole document, or the text on the clipboard. */
  readonly text: string;
  readonly from: 'selection' | 'document' | 'clipboard';
  /** The document's name without its folders. */
  readonly fileName?: string | undefined;
  /** Entries of the front matter that fill other fields are left out of the text. */
  readonly movesEntries?: true;
}

/** A person whose name or address the text has. `proposed`: from a list of plain names, for the user to confirm. */
export interface FoundPerson extends TypedPerson {
  readonly proposed?: true;
}

/** The values that a form starts with. The user confirms the people and can change everything. */
export interface Extraction {
  readonly text: string;
  readonly people: readonly FoundPerson[];
  readonly dateText?: string;
  readonly type?: LoggableTypeId;
  readonly direction?: DirectionId;
  readonly provenance: readonly Provenance[];
}

/** Reads a Markdown or plain text. `context` is that of the moment, for a heading such as "Call of 20 November". */
export async function extraction(source: ExtractionSource, context: WhenContext): Promise<Extraction> {
  const { text, removed } = cleanText(source.text);
  const whole = unfolded(text);
  const parts = textParts(whole);
  const titles = titlesOf(parts, source.fileName);
  const date = await foundDate(whole, parts, source.fileName ?? '', context);
  const type = typeOf(titles, parts);
  const found = peopleOf(parts);
  const people = found.slice(0, MAX_PEOPLE - USER);
  const moved = new Set(source.movesEntries ? movedEntries(parts, { date, type }) : []);
  const content = moved.size === 0 ? text.trim() : withoutEntries(text, moved);
  const file = source.fileName === undefined ? {} : { fileName: source.fileName };
  const counts = countsOf(people, found.length - people.length);
  return {
    text: content,
    people,
    ...(date === undefined ? {} : { dateText: date.text }),
    ...(type === undefined ? {} : { type: type.type }),
    provenance: [
      {
        field: 'text',
        from: source.from,
        removedControls: removed,
        ...file,
        ...(content === text.trim() ? {} : ({ movedEntries: true } as const)),
      },
      dateProvenance(date),
      ...(type === undefined ? [] : [{ field: 'type', from: type.from, found: type.found } as const]),
      ...(people.length === 0 ? [] : [{ field: 'people', from: 'text', ...counts } as const]),
    ],
  };
}

interface Taken {
  readonly date: FoundDate | undefined;
  readonly type: ReturnType<typeof typeOf>;
}

/**
 * The entries of the front matter whose whole value is in other fields, or in the heading. Attendees are none: people who
 * aren't found in Affinity are not logged, and would be lost.
 */
function movedEntries({ frontMatter, headings }: TextParts, { date, type }: Taken): string[] {
  const isMoved = (key: string, value: string): boolean =>
    key === 'type'
      ? type?.from === 'front-matter' && type.found === value
      : key === 'title' && value === headings[0];
  const dated = (date?.keys ?? []).filter((key) => !SPAN.test(frontMatter.get(key) ?? ''));
  const entries = [...frontMatter].filter(([key, value]) => isMoved(key, value));
  return [...dated, ...entries.map(([key]) => key)];
}

/** Those whose address or `@name` is in the text, then the plain names of lists that are not among them. */
function peopleOf({ frontMatter, prose }: TextParts): readonly FoundPerson[] {
  const found = peopleInText(prose);
  const listed = attendees(frontMatter, prose);
  if (listed.length === 0) return found;
  const known = new Set([...found.map(({ typed }) => typed.toLowerCase()), ...addressedNames(prose)]);
  const proposals = listed.filter(({ typed }) => !known.has(typed.toLowerCase()));
  return [...found, ...proposals.map((person) => ({ ...person, proposed: true }) as const)];
}

/** The names before addresses in brackets, in lower case. A person with an address is no proposal. */
function addressedNames(prose: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = prose.indexOf('@'); at !== -1; at = prose.indexOf('@', at + 1)) {
    const before = prose.slice(Math.max(0, at - 150), at);
    const opening = Math.max(before.lastIndexOf('<'), before.lastIndexOf('('), before.lastIndexOf(':mailto'));
    // A handle such as `(@jane)` is no address.
    if (opening === -1 || !/^.(?:mailto:)?[^\s<>()]+$/iu.test(before.slice(opening))) continue;
    const name =
      before
        .slice(0, opening)
        .split(/[\n<>,;:|=([]/u)
        .at(-1) ?? '';
    names.add(
      name
        .replaceAll(/["'*_[\]]/gu, '')
        .trim()
        .toLowerCase(),
    );
  }
  return names;
}

function countsOf(people: readonly FoundPerson[], leftOut: number) {
  const addresses = people.filter(({ email }) => email !== undefined).length;
  const listed = people.filter(({ proposed }) => proposed).length;
  const mentions = people.length - addresses - listed;
  return { addresses, mentions, ...(listed === 0 ? {} : { listed }), leftOut };
}

interface Title {
  readonly from: 'front-matter' | 'heading' | 'file-name';
  readonly title: string;
}

function titlesOf({ headings: [heading] }: TextParts, fileName: string | undefined): readonly Title[] {
  return [
    ...(heading === undefined ? [] : [{ from: 'heading', title: heading } as const]),
    ...(fileName === undefined ? [] : [{ from: 'file-name', title: withoutEnding(fileName) } as const]),
  ];
}

function typeOf(titles: readonly Title[], { frontMatter }: TextParts) {
  const stated = frontMatter.get('type');
  const all = stated === undefined ? titles : [{ from: 'front-matter', title: stated } as const, ...titles];
  for (const { from, title } of all) {
    const guess = guessType(title);
    if (guess !== undefined) return { ...guess, from };
  }
  return undefined;
}

export function dateProvenance(date: FoundDate | undefined): Provenance {
  if (date === undefined) return { field: 'date' };
  const { from, found, notes } = date;
  return { field: 'date', from, found, ...(notes.length === 0 ? {} : { notes }) };
}

function withoutEnding(fileName: string): string {
  return fileName.replace(/\.[^.]{1,10}$/u, '');
}
