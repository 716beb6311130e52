import { hostZone } from '../../src/dates/wallTime.ts';
import type { InteractionTimeline } from '../../src/history/interactionTimeline.ts';
import { byteLength } from '../../src/tools/boundedAnswer.ts';
import { collectInteractions } from '../../src/tools/collectInteractions.ts';
import type { CollectDeps } from '../../src/tools/collectInteractions.ts';
import { listAnswer } from '../../src/tools/listAnswer.ts';
import type { Figure } from './figure.ts';
import { loadedTimeline } from './loadedTimeline.ts';

const interactions = 20_000;
const runs = 15;

/** The answer of `affinity_list_interactions` when everything is loaded: no request, few bytes, and little time. */
export const tools: Figure = async () => {
  const now = Date.now();
  const loaded = await loadedTimeline(interactions, now);
  await loaded.loadAll();
  const { timelines, timeline } = loaded;
  let requests = 0;
  const refuse = (): never => {
    requests += 1;
    throw new Error('Nothing is missing.');
  };
  const never = new AbortController().signal;
  const deps: CollectDeps = {
    timelines,
    interactions: { iterate: refuse },
    kept: async () => undefined,
    edits: () => [],
    requests: () => requests,
    reserve: () => never,
    now: () => now,
  };
  const measured: { readonly ms: number; readonly bytes: number }[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    const answer = await answered(timeline, deps, never);
    measured.push({ ms: performance.now() - start, bytes: byteLength(answer) });
  }
  const what = `answer from ${interactions.toLocaleString('en')} loaded interactions`;
  const line = { figure: 'tools', what, comparison: 'value' } as const;
  return {
    findings: [
      { ...line, ours: { values: measured.map(({ ms }) => ms), unit: 'ms' }, goal: { atMost: 20 } },
      {
        ...line,
        ours: { values: measured.map(({ bytes }) => bytes), unit: 'bytes' },
        goal: { atMost: 16_384 },
      },
      { ...line, ours: { values: [requests], unit: 'requests' }, goal: { atMost: 0 } },
    ],
  };
};

async function answered(
  { record, type }: InteractionTimeline,
  deps: CollectDeps,
  signal: AbortSignal,
): Promise<string> {
  const collected = await collectInteractions(deps, { record, types: [type], limit: 100 }, signal);
  const here = { now: deps.now(), zone: hostZone() };
  return listAnswer({ account: 'Account: Ann Lee', record, collected, openingOf: () => '', here });
}
