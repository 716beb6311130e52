import { AffinityClient } from '../../src/affinity/index.ts';
import type { InteractionTimeline } from '../../src/history/interactionTimeline.ts';
import { Timelines } from '../../src/history/timelines.ts';
import type { RecordRef } from '../../src/model/recordRef.ts';
import { TestSandbox } from '../../src/sandbox/testing/index.ts';
import { even, history } from '../support/history.ts';

export interface LoadedTimeline {
  readonly timelines: Timelines;
  readonly timeline: InteractionTimeline;
  /** Loads all that is left, page by page as by clicks. */
  loadAll(): Promise<void>;
}

/** A timeline of the emails of ten years, so many in all, of which the first page is loaded; each of five people. */
export async function loadedTimeline(count: number, now: number): Promise<LoadedTimeline> {
  const past = history({ 3: even(count / 10, 10) }, now, 4);
  const limits = { perMinute: 1_000_000, perMonth: 'unlimited' } as const;
  const sandbox = new TestSandbox({ data: past.data, now: new Date(now), limits });
  const client = new AffinityClient({ apiKey: sandbox.apiKey, fetch: sandbox.fetch });
  const { id, name } = past.company;
  const record: RecordRef = { kind: 'company', id, name };
  const timelines = new Timelines(client, { now: () => now });
  const timeline = timelines.of(record, 3);
  await timeline.load();
  sandbox.clearRequests();
  const loadAll = async (): Promise<void> => {
    while (!timeline.state.allLoaded && timeline.state.status === 'loaded') await timeline.loadOlder();
    sandbox.clearRequests();
    const loaded = timeline.state.items.length;
    if (loaded !== count) throw new Error(`${String(loaded)} of ${String(count)} interactions are loaded.`);
  };
  return { timelines, timeline, loadAll };
}
