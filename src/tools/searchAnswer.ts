import { exactText } from '../dates/wallTime.ts';
import { interactionTypes, typeName, typeNames } from '../model/interactionTypes.ts';
import type { TypeId } from '../model/interactionTypes.ts';
import { recordKey } from '../model/recordRef.ts';
import type { RecordRef } from '../model/recordRef.ts';
import type { SearchProblem } from '../search/searchQuery.ts';
import { boundedAnswer } from './boundedAnswer.ts';
import { dataLine } from './delimitedData.ts';
import { recordLine } from './interactionFacts.ts';
import type { Here } from './interactionFacts.ts';

/** At most this many followed records are listed with what the search covers of them. */
const MOST_RECORDS = 30;

/** A match as far as a row shows it. */
export interface FoundMatch {
  readonly type: TypeId;
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly date: number;
  readonly records: readonly string[];
  readonly title: string;
  readonly names: string;
  readonly line?: string;
  /** Only similar words were found. */
  readonly isSimilar: boolean;
}

/** How much of a followed record the search covers. */
export interface SearchedRecord {
  readonly record: RecordRef;
  readonly since?: Date;
  readonly isBegun: boolean;
  readonly isComplete: boolean;
}

export interface SearchToolAnswer {
  readonly account: string;
  readonly found: readonly FoundMatch[];
  readonly total: number;
  readonly limit: number;
  readonly problems: readonly SearchProblem[];
  readonly coverage: readonly SearchedRecord[];
  /** The index was still being made. */
  readonly isFilling: boolean;
  readonly here: Here;
}

/** The answer of `affinity_search`: how much is shown, what the search covers, then a row for each match. */
export function searchAnswer(answer: SearchToolAnswer): string {
  const { account, found, coverage, limit, here } = answer;
  const names = new Map(coverage.map(({ record }) => [recordKey(record), record]));
  return boundedAnswer({
    head: (shown) => [
      countSentence(shown, answer),
      ...problemSentences(answer.problems),
      ...coverageSentences(answer),
    ],
    about: [account, ...coverageLines(coverage, here)],
    rows: found.slice(0, limit).map((one, index) => `${index + 1}. ${rowOf(one, names, here)}`),
  });
}

function countSentence(shown: number, { total, found }: SearchToolAnswer): string {
  if (total === 0) return 'No interaction that is read so far matches.';
  const more =
    shown < total ? ' To narrow, add words, type:, with:, after: or before:; limit is at most 50.' : '';
  const order = found.some(({ isSimilar }) => isSimilar) ? ', exact matches first' : '';
  return `${shown} of ${total} matches are shown${order}. Read one with affinity_read_interaction.${more}`;
}

function problemSentences(problems: readonly SearchProblem[]): readonly string[] {
  return problems.map(({ code }) =>
    code === 'unknown-type'
      ? `A type: of the query was ignored, because it is none of ${keyList()}.`
      : 'A date of the query was ignored, because it could not be read. Use after:2025-03-01 or before:2025-04.',
  );
}

/** "meeting, call, chat and email". */
function keyList(): string {
  const keys = typeNames.map((name) => interactionTypes[name].key);
  return `${keys.slice(0, -1).join(', ')} and ${keys.at(-1)}`;
}

function coverageSentences({ coverage, isFilling }: SearchToolAnswer): readonly string[] {
  const open = coverage.filter(({ isComplete }) => !isComplete);
  return [
    ...(isFilling ? ['The index is still being made; call again in a few seconds for all of it.'] : []),
    open.length === 0
      ? 'The search covers everything of the records that the user follows, and no other records.'
      : `The search covers only what is read of the records that the user follows: ${open.length} of ${coverage.length} are not covered completely. For more, use affinity_list_interactions, or ask the user to run “Affinity: Search Interactions…” and choose “Read what isn’t covered yet…”.`,
  ];
}

function coverageLines(coverage: readonly SearchedRecord[], { zone }: Here): readonly string[] {
  const more = coverage.length - MOST_RECORDS;
  const lines = coverage.slice(0, MOST_RECORDS).map(({ record, since, isBegun, isComplete }) => {
    if (isComplete) return `${recordLine(record)} | all read`;
    if (since !== undefined) return `${recordLine(record)} | read since ${exactText(since, zone)}`;
    return `${recordLine(record)} | ${isBegun ? 'partly read' : 'not read'}`;
  });
  return ['Followed records:', ...lines, ...(more > 0 ? [`and ${more} more`] : []), 'Matches:'];
}

function rowOf(found: FoundMatch, names: ReadonlyMap<string, RecordRef>, { zone }: Here): string {
  const { type, id, date, title, line } = found;
  const records = found.records.flatMap((key) => names.get(key) ?? []).map((record) => recordLine(record));
  return [
    `${interactionTypes[typeName(type) ?? 'meeting'].key} ${id}`,
    exactText(new Date(date), zone),
    dataLine(title) || 'no title',
    dataLine(found.names) || 'no people',
    ...(records.length === 0 ? [] : [`on ${records.join('; ')}`]),
    ...(line === undefined ? [] : [`matches: ${dataLine(line)}`]),
    ...(found.isSimilar ? ['similar words only'] : []),
  ].join(' | ');
}
