import type { WholeHistories } from '../../../src/history/wholeHistories.ts';

/** Nothing is kept, and nothing is read. */
export const noHistories: Pick<WholeHistories, 'edits' | 'kept' | 'onDidRead'> = {
  edits: () => [],
  kept: async () => undefined,
  onDidRead: () => () => undefined,
};
