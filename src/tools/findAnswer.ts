import type { FoundRecord } from '../directory/recordSearch.ts';
import { recordKey } from '../model/recordRef.ts';
import type { RecordRef } from '../model/recordRef.ts';
import { boundedAnswer } from './boundedAnswer.ts';
import { dataLine } from './delimitedData.ts';
import { recordLine } from './interactionFacts.ts';

export interface FindAnswer {
  readonly account: string;
  /** Followed ones come first. */
  readonly records: readonly FoundRecord[];
  readonly followed: readonly RecordRef[];
  readonly hasMore: boolean;
  readonly limit: number;
  /** The reasons why parts of the search failed, in words for the model. */
  readonly failures: readonly string[];
}

/** The answer of `affinity_find_record`: kind, ID and name of each, and what tells records of the same name apart. */
export function findAnswer({ account, records, followed, hasMore, limit, failures }: FindAnswer): string {
  const keys = new Set(followed.map((one) => recordKey(one)));
  const listed = records.slice(0, limit);
  return boundedAnswer({
    head: (shown) => [
      countSentence(shown, records.length, hasMore),
      ...(shown > 1 ? ['If you can’t tell which one is meant, ask the user.'] : []),
      ...failures.map((one) => `A part of the search failed. ${one}`),
    ],
    about: [account],
    rows: listed.map((record) => rowOf(record, keys.has(recordKey(record)))),
  });
}

function countSentence(shown: number, found: number, hasMore: boolean): string {
  if (found === 0)
    return 'Nothing was found. Try a shorter name, an email address or a domain, or another kind.';
  const total = `${hasMore ? 'at least ' : ''}${found}`;
  const more =
    shown < found || hasMore ? ' To narrow, use a longer query or kinds; limit is at most 50.' : '';
  return `${shown} of ${total} records are shown.${more}`;
}

function rowOf(record: FoundRecord, isFollowed: boolean): string {
  const { detail, standing } = record;
  return [
    recordLine(record),
    ...(detail === undefined ? [] : [dataLine(detail)]),
    ...(standing === undefined ? [] : [standing === 'internal' ? 'colleague' : 'external']),
    ...(isFollowed ? ['followed by the user'] : []),
  ].join(' | ');
}
