import { readWhen } from '../../dates/readWhen.ts';
import type { WhenContext } from '../../dates/when.ts';
import type { TypedPerson } from '../../directory/typedPeople.ts';
import { cleanText } from '../../model/cleanText.ts';
import type { LoggableTypeId } from '../../model/interactionTypes.ts';
import { MAX_PEOPLE } from '../model/draft.ts';
import type { Provenance } from '../model/provenance.ts';
import { guessType } from './guessType.ts';
import { markdownParts } from './markdown.ts';
import type { MarkdownParts } from './markdown.ts';
import { peopleInText } from './peopleInText.ts';

/** Who logs it is one of its people as well. */
const USER = 1;

const LONGEST_HEADING = 500;

export interface ExtractionSource {
  /** The selection, or the whole document. */
  readonly text: string;
  readonly from: 'selection' | 'document';
  /** The document's name without its folders. */
  readonly fileName?: string | undefined;
}

/** What a form is filled with. Nothing is decided by it: people are still to be confirmed, and all can be changed. */
export interface Extraction {
  readonly text: string;
  readonly people: readonly TypedPerson[];
  readonly dateText?: string;
  readonly type?: LoggableTypeId;
  readonly provenance: readonly Provenance[];
}

/** Reads a Markdown or plain text. `context` is that of the moment, for a heading such as "Call of 20 November". */
export async function extraction(source: ExtractionSource, context: WhenContext): Promise<Extraction> {
  const { text, removed } = cleanText(source.text);
  const parts = markdownParts(text);
  const titles = titlesOf(parts, source.fileName);
  const date = await dateOf(parts, source.fileName, context);
  const type = typeOf(titles, parts);
  const found = peopleInText(parts.prose);
  const people = found.slice(0, MAX_PEOPLE - USER);
  const file = source.fileName === undefined ? {} : { fileName: source.fileName };
  const addresses = people.filter(({ email }) => email !== undefined).length;
  const counts = { addresses, mentions: people.length - addresses, leftOut: found.length - people.length };
  return {
    text: text.trim(),
    people,
    ...(date === undefined ? {} : { dateText: date.text }),
    ...(type === undefined ? {} : { type: type.type }),
    provenance: [
      { field: 'text', from: source.from, removedControls: removed, ...file },
      ...(date === undefined ? [] : [{ field: 'date', from: date.from, found: date.found } as const]),
      ...(type === undefined ? [] : [{ field: 'type', from: type.from, found: type.found } as const]),
      ...(people.length === 0 ? [] : [{ field: 'people', from: 'text', ...counts } as const]),
    ],
  };
}

type Place = 'front-matter' | 'heading' | 'file-name';

interface Title {
  readonly from: Place;
  readonly title: string;
}

function titlesOf({ heading }: MarkdownParts, fileName: string | undefined): readonly Title[] {
  return [
    ...(heading === undefined ? [] : [{ from: 'heading', title: heading } as const]),
    ...(fileName === undefined ? [] : [{ from: 'file-name', title: withoutEnding(fileName) } as const]),
  ];
}

function typeOf(titles: readonly Title[], { frontMatter }: MarkdownParts) {
  const stated = frontMatter.get('type');
  const all = stated === undefined ? titles : [{ from: 'front-matter', title: stated } as const, ...titles];
  for (const { from, title } of all) {
    const guess = guessType(title);
    if (guess !== undefined) return { ...guess, from };
  }
  return undefined;
}

/** The first that can be read, of: the front matter, the first heading, the file's name. */
async function dateOf({ frontMatter, heading = '' }: MarkdownParts, fileName = '', context: WhenContext) {
  const named = /(?<!\d)(\d{4})([-_.]?)(\d\d)\2(\d\d)(?!\d)/u.exec(fileName);
  const candidates: readonly { readonly from: Place; readonly text: string }[] = [
    { from: 'front-matter', text: frontMatter.get('date') ?? '' },
    { from: 'heading', text: await dateInHeading(heading, context) },
    { from: 'file-name', text: named === null ? '' : `${named[1]}-${named[3]}-${named[4]}` },
  ];
  for (const { from, text } of candidates) {
    if (text !== '' && (await readWhen(text, context)).kind === 'read') return { from, text, found: text };
  }
  return undefined;
}

async function dateInHeading(heading: string, context: WhenContext): Promise<string> {
  // No date is without a number, and its reader is not small.
  if (!/\d/u.test(heading)) return '';
  const { writtenDate } = await import('../../dates/freeTextWhen.ts');
  return writtenDate(heading.slice(0, LONGEST_HEADING), context) ?? '';
}

function withoutEnding(fileName: string): string {
  return fileName.replace(/\.[^.]{1,10}$/u, '');
}
