import { scriptedServer } from '../support/scriptedServer.ts';
import type { ScriptedAnswer, SeenRequest } from '../support/scriptedServer.ts';
import { wireCall } from './wireInteraction.ts';

export interface WalkData {
  /** The id and date of every call. */
  readonly calls: readonly { readonly id: number; readonly date: number }[];
  readonly pageSize: number;
  /** A call at exactly `end_time` is listed. */
  readonly inclusive?: boolean;
  readonly order?: 'newest-first' | 'oldest-first';
  /** An empty page follows a full last page. */
  readonly emptyLastPage?: boolean;
}

interface WalkState {
  data: WalkData;
  /** Answers in place of a page. */
  fail?: (request: SeenRequest) => ScriptedAnswer | undefined;
}

export const dayMs = 86_400_000;

/** A service that has calls only, and serves them page by page. */
export async function walkService(data: WalkData) {
  const state: WalkState = { data };
  const server = await scriptedServer(
    (request) => state.fail?.(request) ?? { body: pageOf(state.data, request.query) },
  );
  return { server, state };
}

function pageOf(data: WalkData, query: SeenRequest['query']) {
  const { order = 'newest-first' } = data;
  const [start, end] = [Date.parse(query['start_time'] ?? ''), Date.parse(query['end_time'] ?? '')];
  const chunk = data.calls
    .filter(({ date }) => date >= start && (data.inclusive ? date <= end : date < end))
    .toSorted((a, b) => (order === 'newest-first' ? b.date - a.date : a.date - b.date) || a.id - b.id);
  const token = `${start}/${end}/`;
  const asked = query['page_token'];
  // Like the real service, it accepts a token with its own query only.
  if (asked !== undefined && !asked.startsWith(token)) return { message: 'Invalid page_token variable' };
  const from = asked === undefined ? 0 : Number(asked.slice(token.length));
  const to = from + data.pageSize;
  const more = data.emptyLastPage ? to <= chunk.length && from < chunk.length : to < chunk.length;
  return {
    events: chunk.slice(from, to).map(({ id, date }) => wireCall(id, { date: new Date(date).toISOString() })),
    ...(more && { next_page_token: `${token}${to}` }),
  };
}

/** The number of pages that the service has for a chunk. */
export function pagesOf(data: WalkData, start: number, end: number): number {
  const count = data.calls.filter(
    ({ date }) => date >= start && (data.inclusive ? date <= end : date < end),
  ).length;
  const extra = data.emptyLastPage && count > 0 && count % data.pageSize === 0 ? 1 : 0;
  return Math.max(1, Math.ceil(count / data.pageSize)) + extra;
}

export async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
