import { describe, expect, it } from 'vitest';
import { RecordBounds } from '../../src/timeline/recordBounds.ts';
import { affinityWith, daily, daysAgo } from './affinityWith.ts';

const HOUR = 3_600_000;

function boundsWith(...[history = daily(3)]: Partial<Parameters<typeof affinityWith>>) {
  const affinity = affinityWith(history);
  return { ...affinity, recordBounds: new RecordBounds(affinity.client, affinity.clock) };
}

describe('the bounds of a record', () => {
  it('take one request for a person and one for a company, and tell the first and last moment', async () => {
    const { recordBounds, records, bounds } = boundsWith();
    const ofPerson = await recordBounds.get(records.person);
    const ofCompany = await recordBounds.get(records.company);
    expect(ofPerson?.firstEventDate?.getTime()).toBe(daysAgo(3));
    expect(ofCompany?.lastEventDate?.getTime()).toBe(daysAgo(1));
    expect(bounds()).toHaveLength(2);
    expect(bounds().every(({ query }) => query['with_interaction_dates'] === 'true')).toBe(true);
  });

  it('are asked for once by everyone who asks meanwhile, and remembered afterwards', async () => {
    const { recordBounds, records, bounds } = boundsWith();
    await Promise.all([recordBounds.get(records.person), recordBounds.get(records.person)]);
    await recordBounds.get(records.person);
    expect(bounds()).toHaveLength(1);
  });

  it('are asked for again when they are an hour old, forgotten, or wanted fresh', async () => {
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

  it('are none, rather than unknown, for a record with which nobody was in touch', async () => {
    const { recordBounds, records, bounds } = boundsWith([]);
    expect(await recordBounds.get(records.person)).toEqual({});
    await recordBounds.get(records.person);
    expect(bounds()).toHaveLength(1);
  });

  it('do not remember a failure', async () => {
    const { recordBounds, records, fail } = boundsWith();
    fail({ kind: 'status', status: 500 });
    await expect(recordBounds.get(records.person)).rejects.toMatchObject({ kind: 'server' });
    expect(await recordBounds.get(records.person)).toHaveProperty('lastEventDate');
  });

  it('go on for the others when one of those who wait gives up', async () => {
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

  it('are given up when nobody waits, and asked for anew by the next', async () => {
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

  it('are not asked for on behalf of somebody who has given up already', async () => {
    const { recordBounds, records, sandbox } = boundsWith();
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(recordBounds.get(records.person, { signal })).rejects.toThrow('enough');
    expect(sandbox.requests).toHaveLength(0);
  });
});
