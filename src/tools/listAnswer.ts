import type { Interaction } from '../affinity/index.ts';
import { exactText } from '../dates/wallTime.ts';
import { interactionTypes, typeName } from '../model/interactionTypes.ts';
import type { TypeId } from '../model/interactionTypes.ts';
import type { RecordRef } from '../model/recordRef.ts';
import { boundedAnswer } from './boundedAnswer.ts';
import { MAX_TOOL_REQUESTS } from './collectInteractions.ts';
import type { CollectedInteractions, CollectedType } from './collectInteractions.ts';
import { interactionRow, recordLine } from './interactionFacts.ts';
import type { Here } from './interactionFacts.ts';
import { toolFailure } from './toolFailure.ts';

export interface ListAnswer {
  readonly account: string;
  readonly record: RecordRef;
  readonly collected: CollectedInteractions;
  /** The first words of its note, as far as they are known. */
  readonly openingOf: (interaction: Interaction) => string;
  readonly here: Here;
}

/** The answer of `affinity_list_interactions`: how much is shown, what it covers, how to go on, then a row for each. */
export function listAnswer({ account, record, collected, openingOf, here }: ListAnswer): string {
  const listed = collected.newest;
  return boundedAnswer({
    head: (shown) => [
      ...countSentences(collected, listed.slice(0, shown)),
      coverageSentence(collected.types, here),
      ...endSentences(collected),
    ],
    about: [account, recordLine(record)],
    rows: listed.map((one, index) => `${index + 1}. ${interactionRow(one, openingOf(one), here)}`),
  });
}

function countSentences(
  { total: known, types }: CollectedInteractions,
  shown: readonly Interaction[],
): readonly string[] {
  const isComplete = types.every((one) => one.isComplete);
  const total = `${isComplete ? '' : 'at least '}${known}`;
  const last = shown.at(-1);
  if (last === undefined) return ['0 interactions are known in this span.'];
  const count = `${shown.length} of ${total} interactions are shown, newest first. Read a note with affinity_read_interaction.`;
  if (isComplete && shown.length === known) return [count];
  const next = new Date(last.date.getTime() + 1).toISOString();
  return [
    count,
    `For older ones, call again with before "${next}". To narrow, set types, after or before; limit is at most 100, and an answer has at most 16 KB.`,
  ];
}

function coverageSentence(types: readonly CollectedType[], { zone }: Here): string {
  const parts = types.map(({ type, from, isComplete }) => {
    if (isComplete) return `${pluralOf(type)} completely`;
    return from === Infinity
      ? `${pluralOf(type)} not at all`
      : `${pluralOf(type)} back to ${exactText(new Date(from), zone)}`;
  });
  return `Covered in this span: ${parts.join('; ')}. Affinity never lists meetings of colleagues only.`;
}

function endSentences({ end }: CollectedInteractions): readonly string[] {
  if (end === undefined) return [];
  return end.kind === 'requests'
    ? [
        `The rest was not read, because one call makes at most ${MAX_TOOL_REQUESTS} requests. Narrow types, after or before, or ask the user to read the whole history with “Affinity: List Interactions…”.`,
      ]
    : [`The rest could not be read. ${toolFailure(end.error).message}`];
}

function pluralOf(type: TypeId): string {
  return interactionTypes[typeName(type) ?? 'meeting'].plural;
}
