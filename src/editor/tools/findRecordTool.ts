import { recordSearch } from '../../directory/recordSearch.ts';
import type { FoundRecord } from '../../directory/recordSearch.ts';
import { recordKey } from '../../model/recordRef.ts';
import { findAnswer } from '../../tools/findAnswer.ts';
import { toolFailure } from '../../tools/toolFailure.ts';
import { toolWords } from '../words/toolWords.ts';
import type { ModelTool } from './modelTool.ts';
import { requestReserve } from './requestReserve.ts';

const DEFAULT_LIMIT = 10;

/** Finds people, companies and opportunities, with a request for each kind. */
export const findRecordTool: ModelTool<'affinity_find_record'> = {
  notice: (input) => toolWords.find(input.query),
  invoke: async ({ query, kinds, limit = DEFAULT_LIMIT }, { session, account, names, signal }) => {
    requestReserve(session).throwIfAborted();
    const { client } = session.connection;
    const source = recordSearch(client, kinds && [...new Set(kinds)]);
    const { items, next, failures = [] } = await source.search(query, undefined, signal);
    names.learn(session, items);
    const followed = session.followed.current;
    const keys = new Set(followed.map((record) => recordKey(record)));
    const isFollowed = (record: FoundRecord): boolean => keys.has(recordKey(record));
    return findAnswer({
      account,
      records: [...items.filter(isFollowed), ...items.filter((one) => !isFollowed(one))],
      followed,
      hasMore: next !== undefined,
      limit,
      failures: failures.map((error) => toolFailure(error).message),
    });
  },
};
