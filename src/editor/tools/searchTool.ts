import { searchAnswer } from '../../tools/searchAnswer.ts';
import { ToolError } from '../../tools/toolError.ts';
import type { InteractionSearches } from '../search/interactionSearches.ts';
import { toolWords } from '../words/toolWords.ts';
import type { ModelTool } from './modelTool.ts';

const DEFAULT_LIMIT = 20;

/** Searches what is read of the followed records. It makes no request. */
export function searchTool(searches: () => Promise<InteractionSearches>): ModelTool<'affinity_search'> {
  return {
    notice: ({ query }) => toolWords.search(query),
    invoke: async ({ query, limit = DEFAULT_LIMIT }, { session, account, here, signal }) => {
      if (session.followed.current.length === 0)
        throw new ToolError(
          'The user follows no records, and the search covers followed records only. Use affinity_find_record and affinity_list_interactions, or ask the user to run “Affinity: Follow Person, Company or Opportunity…”.',
        );
      const { answer, ...rest } = await (await searches()).find(session, query, limit, signal);
      const found = answer.found.map((one) => ({ ...one, isSimilar: rest.isSimilar(one) }));
      return searchAnswer({ account, found, total: answer.total, limit, here, ...rest });
    },
  };
}
