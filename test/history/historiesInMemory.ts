import type { TimedEdit } from '../../src/history/historyEdits.ts';
import type { SavedHistory } from '../../src/history/recordHistory.ts';
import { WholeHistories } from '../../src/history/wholeHistories.ts';
import type { affinityWith } from './affinityWith.ts';

type Service = Pick<ReturnType<typeof affinityWith>, 'client' | 'timelines' | 'clock'>;

/** Whole histories that are kept in memory, and the edits that count as made since one was read. */
export function historiesInMemory({ client, timelines, clock }: Service) {
  let saved: SavedHistory | undefined;
  const edits: TimedEdit[] = [];
  const histories = new WholeHistories({
    interactions: client.interactions,
    notes: client.notes,
    timelines,
    archive: {
      load: async () => saved,
      save: async (history) => void (saved = history),
      edits: (since) => edits.filter(({ at }) => at >= since),
      knowsEditsSince: () => true,
      readEdits: async () => {},
    },
    clock,
    floor: () => new AbortController().signal,
  });
  return { histories, edits };
}
