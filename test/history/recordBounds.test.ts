import { describe, expect, it } from 'vitest';
import { RecordBounds } from '../../src/history/recordBounds.ts';
import { affinityWith, DAY, daily, daysAgo } from './affinityWith.ts';
import type { Past } from './affinityWith.ts';

const HOUR = 3_600_000;

function boundsWith(...[history = daily(3)]: Partial<Parameters<typeof affinityWith>>) {
  const affinity = affinityWith(history);
  return { ...affinity, recordBounds: new RecordBounds(affinity.client, affinity.clock) };
}

/** As after a restart, so much later. */
async function restarted(history: Past[], laterMs: number) {
  const affinity = affinityWith(history);
  const before = new RecordBounds(affinity.client, affinity.clock);
  await before.get(affinity.records.company);
  const saved: unknown = JSON.parse(JSON.stringify(before.save()));
  affinity.clock.ms += laterMs;
  affinity.sandbox.clearRequests();
  const recordBounds = new RecordBounds(affinity.client, affinity.clock);
  recordBounds.restore(saved);
  return { ...affinity, recordBounds, before };
}

describe('the dates of a record', () => {
  it('take one request per person or company, and tell the first and last contact', async () => {
    const { recordBounds, records, bounds } = boundsWith();
    const ofPerson = await recordBounds.get(records.person);
    const ofCompany = await recordBounds.get(records.company);
    expect(ofPerson?.firstEventDate?.getTime()).toBe(daysAgo(3));
    expect(ofCompany?.lastEventDate?.getTime()).toBe(daysAgo(1));
    expect(bounds()).toHaveLength(2);
    expect(bounds().every(({ query }) => query['with_interaction_dates'] === 'true')).toBe(true);
  });

  it('are requested once for concurrent callers, and cached afterwards', async () => {
    const { recordBounds, records, bounds } = boundsWith();
    await Promise.all([recordBounds.get(records.person), recordBounds.get(records.person)]);
    await recordBounds.get(records.person);
    expect(bounds()).toHaveLength(1);
  });

  it('are requested again after an hour, when forgotten, and on demand', async () => {
    const { recordBounds, records, bounds, clock } = boundsWith();
    await recordBounds.get(records.person);
    clock.ms += HOUR - 1;
    await recordBounds.get(records.person);
    expect(bounds()).toHaveLength(1);
    clock.ms += 1;
    await recordBounds.get(records.person);
    expect(bounds()).toHaveLength(2);
    recordBounds.forget(records.person);
    await recordBounds.get(records.person);
    await recordBounds.get(records.person, { fresh: true });
    expect(bounds()).toHaveLength(4);
  });

  it('are empty rather than unknown for a record without any contact', async () => {
    const { recordBounds, records, bounds } = boundsWith([]);
    expect(await recordBounds.get(records.person)).toEqual({});
    await recordBounds.get(records.person);
    expect(bounds()).toHaveLength(1);
  });

  it('don’t cache a failure', async () => {
    const { recordBounds, records, fail } = boundsWith();
    fail({ kind: 'status', status: 500 });
    await expect(recordBounds.get(records.person)).rejects.toMatchObject({ kind: 'server' });
    expect(await recordBounds.get(records.person)).toHaveProperty('lastEventDate');
  });

  it('continue for other callers when one aborts', async () => {
    const { recordBounds, records, gate, bounds } = boundsWith();
    const one = new AbortController();
    gate.hold();
    const given = recordBounds.get(records.person, { signal: one.signal });
    const kept = recordBounds.get(records.person, { signal: new AbortController().signal });
    one.abort(new Error('enough'));
    await expect(given).rejects.toThrow('enough');
    gate.release();
    expect(await kept).toHaveProperty('lastEventDate');
    expect(bounds()).toHaveLength(1);
  });

  it('are aborted when every caller has aborted, and requested again by the next', async () => {
    const { recordBounds, records, gate, bounds } = boundsWith();
    const one = new AbortController();
    gate.hold();
    const given = recordBounds.get(records.person, { signal: one.signal });
    one.abort(new Error('enough'));
    const next = recordBounds.get(records.person);
    await expect(given).rejects.toThrow('enough');
    gate.release();
    expect(await next).toHaveProperty('lastEventDate');
    expect(bounds()).toHaveLength(1);
  });

  it('aren’t requested for a caller that has already aborted', async () => {
    const { recordBounds, records, sandbox } = boundsWith();
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(recordBounds.get(records.person, { signal })).rejects.toThrow('enough');
    expect(sandbox.requests).toHaveLength(0);
  });
});

describe('the known dates of a record', () => {
  it('are returned without a request, at any age', async () => {
    const { recordBounds, records, clock, sandbox } = boundsWith();
    expect(recordBounds.known(records.person)).toBeUndefined();
    await recordBounds.get(records.person);
    sandbox.clearRequests();
    const readAt = clock.ms;
    clock.ms += 30 * DAY;
    const known = recordBounds.known(records.person);
    expect(known).toMatchObject({ readAt, dates: { lastEventDate: new Date(daysAgo(1)) } });
    expect(sandbox.requests).toEqual([]);
  });

  it('tell every listener which record changed, until it unsubscribes', async () => {
    const { recordBounds, records } = boundsWith();
    const heard: string[] = [];
    const stop = recordBounds.onDidChange(({ kind }) => heard.push(`first ${kind}`));
    recordBounds.onDidChange(({ kind }) => heard.push(`second ${kind}`));
    await recordBounds.get(records.person);
    stop();
    recordBounds.forget(records.person);
    recordBounds.forget(records.person);
    expect(heard).toEqual(['first person', 'second person', 'second person']);
  });

  it('ignore a response that was under way during a save', async () => {
    const { recordBounds, records, gate, bounds } = boundsWith();
    gate.hold();
    const asked = recordBounds.get(records.person);
    recordBounds.count(records.person, { type: 0, date: new Date(daysAgo(0)) });
    gate.release();
    expect(await asked).toHaveProperty('lastEventDate');
    expect(recordBounds.known(records.person)).toBeUndefined();
    await recordBounds.get(records.person);
    expect(bounds()).toHaveLength(2);
  });
});

describe('stored dates of a record', () => {
  it('are used within an hour', async () => {
    const { recordBounds, before, records, sandbox } = await restarted(daily(3), HOUR - 1);
    expect(await recordBounds.get(records.company)).toEqual(await before.get(records.company));
    expect(sandbox.requests).toEqual([]);
  });

  it('tell later where a walk ends, but not where it starts, without a request', async () => {
    const { recordBounds, records, clock, sandbox } = await restarted(daily(3), 7 * DAY);
    const span = await recordBounds.span(records.company, 1);
    expect(span).toEqual({ from: new Date(daysAgo(4)), to: new Date(clock.ms) });
    const ofMeetings = await recordBounds.span(records.company, 0);
    expect(ofMeetings.to.getTime()).toBe(clock.ms + 90 * DAY);
    expect(sandbox.requests).toEqual([]);
  });

  it('are requested again later if the last contact was long ago, so that nothing new is missed', async () => {
    const { recordBounds, records, sandbox } = await restarted(daily(3, 800), 7 * DAY);
    await recordBounds.span(records.company, 0);
    expect(sandbox.requests).toHaveLength(1);
  });

  it('are requested again on demand and when forgotten', async () => {
    const { recordBounds, records, sandbox } = await restarted(daily(3), 7 * DAY);
    await recordBounds.span(records.company, 0, { fresh: true });
    recordBounds.forget(records.company);
    await recordBounds.span(records.company, 0);
    expect(sandbox.requests).toHaveLength(2);
  });

  it('are ignored when invalid', async () => {
    const { recordBounds, records, sandbox } = boundsWith();
    const record = `company:${records.company.id}`;
    for (const stored of [
      undefined,
      7,
      [7],
      [{ record }],
      [{ record, readAt: 1, dates: { lastEmailDate: 'x' } }],
    ])
      recordBounds.restore(stored);
    await recordBounds.get(records.company);
    expect(sandbox.requests).toHaveLength(1);
  });
});
