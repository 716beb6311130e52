import { describe, expect, it } from 'vitest';
import { AffinityClient } from '../../src/affinity/index.ts';
import { refreshContacts } from '../../src/history/contactRefresh.ts';
import type { ContactRefreshDeps } from '../../src/history/contactRefresh.ts';
import { Timelines } from '../../src/history/timelines.ts';
import type { RecordRef } from '../../src/model/recordRef.ts';
import { SampleDataBuilder, TestSandbox } from '../../src/sandbox/testing/index.ts';
import type { Fault } from '../../src/sandbox/testing/index.ts';
import { DAY, daysAgo, NOW } from './affinityWith.ts';

const ref = (kind: RecordRef['kind'], id: number): RecordRef => ({ kind, id, name: `${kind} ${id}` });

/** Companies with one person each, the nth of whom was met n days ago, and an opportunity of the first two. */
function firm(count: number) {
  const builder = new SampleDataBuilder();
  const ann = builder.colleague({ firstName: 'Ann' });
  const persons = Array.from({ length: count }, () => builder.person().id);
  const companies = persons.map((id) => builder.company({ personIds: [id] }).id);
  for (const [index, id] of persons.entries())
    builder.interaction({ type: 0, date: daysAgo(index + 1), personIds: [id, ann.id] });
  const stray = builder.person().id;
  const deal = builder.opportunity({
    companyIds: companies.slice(0, 2),
    personIds: [persons[0] ?? 0, stray],
  });
  const clock = { ms: NOW, now: () => clock.ms, sleep: async () => {} };
  const sandbox = new TestSandbox({ data: builder.build(), clock, limits: { perMinute: 1e6 } });
  const client = new AffinityClient({ apiKey: sandbox.apiKey, fetch: sandbox.fetch, clock, maxRetries: 0 });
  const { bounds } = new Timelines(client, clock);
  const questions: number[] = [];
  const stop = new AbortController();
  const done: number[] = [];
  const confirm = async (requests: number): Promise<boolean> => questions.push(requests) > 0;
  const onProgress = (count: number): void => void done.push(count);
  const refresh = async (records: readonly RecordRef[], other: Partial<ContactRefreshDeps> = {}) => {
    const deps = { source: client, bounds, confirm, signal: stop.signal, onProgress, ...other };
    return refreshContacts(records, deps);
  };
  const last = (record: RecordRef) => bounds.known(record)?.dates?.lastInteractionDate?.getTime();
  return {
    sandbox,
    bounds,
    clock,
    stop,
    questions,
    done,
    refresh,
    last,
    fail: (path: string, fault: Omit<Fault, 'on'> = { kind: 'status', status: 403 } as never) =>
      sandbox.play({ on: { path }, ...fault } as Fault),
    companies: companies.map((id) => ref('company', id)),
    persons: persons.map((id) => ref('person', id)),
    deal: ref('opportunity', deal.id),
    paths: () => sandbox.requests.map(({ path }) => path),
  };
}

describe('refreshing the last contact', () => {
  it('takes one request for each person and company, and says how far it is', async () => {
    const { refresh, companies, persons, sandbox, last, done, questions } = firm(6);
    const records = [...companies, ...persons];
    expect(await refresh(records)).toEqual({ refreshed: 12, failures: [], skipped: 0 });
    expect(sandbox.requests).toHaveLength(12);
    expect(sandbox.requests.every(({ query }) => query['with_interaction_dates'] === 'true')).toBe(true);
    expect(companies.map(last)).toEqual([1, 2, 3, 4, 5, 6].map(daysAgo));
    expect(done).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    expect(questions).toEqual([]);
  });

  it('asks again for what is known', async () => {
    const { refresh, companies, sandbox, clock, bounds } = firm(2);
    await refresh(companies);
    clock.ms += DAY;
    await refresh(companies);
    expect(sandbox.requests).toHaveLength(4);
    expect(companies.map((one) => bounds.known(one)?.readAt)).toEqual([NOW + DAY, NOW + DAY]);
  });

  it('reads each record of a deal once, whoever else needs it', async () => {
    const { refresh, companies, deal, paths, last } = firm(3);
    const result = await refresh([deal, ...companies]);
    expect(result).toEqual({ refreshed: 4, failures: [], skipped: 0 });
    expect(last(deal)).toBe(daysAgo(1));
    // The deal, three companies, and the person who belongs to none of them.
    expect(paths()).toHaveLength(5);
    expect(new Set(paths()).size).toBe(5);
  });

  it('keeps the old dates of a record that is hidden, merged or gone, and counts it', async () => {
    const { refresh, companies, last, fail } = firm(4);
    await refresh(companies);
    const [one, two, three] = companies;
    for (const [record, status] of [
      [one, 403],
      [two, 404],
      [three, 422],
    ] as const)
      fail(`/organizations/${record?.id}`, { kind: 'status', status } as never);
    const result = await refresh(companies);
    expect(result).toMatchObject({ refreshed: 1, skipped: 0 });
    expect(result?.failures.map(({ record }) => record)).toEqual([one, two, three]);
    expect(companies.map(last)).toEqual([1, 2, 3, 4].map(daysAgo));
  });

  it('keeps the old dates of a deal when one of its records is hidden', async () => {
    const { refresh, companies, deal, last, fail } = firm(3);
    await refresh([deal]);
    fail(`/organizations/${companies[1]?.id}`);
    expect(await refresh([deal])).toMatchObject({ refreshed: 0, failures: [{ record: deal }] });
    expect(last(deal)).toBe(daysAgo(1));
  });

  it('ends when the service answers no more, keeps what was read, and asks for nothing else', async () => {
    const { refresh, companies, sandbox, last } = firm(40);
    sandbox.play({ on: { path: `/organizations/${companies[7]?.id}` }, kind: 'status', status: 401 });
    const result = await refresh(companies);
    expect(result?.failures).toHaveLength(1);
    expect((result?.refreshed ?? 0) + (result?.skipped ?? 0)).toBe(39);
    expect(result?.skipped).toBeGreaterThan(20);
    expect(sandbox.requests.length).toBeLessThan(20);
    expect(companies.filter((one) => last(one) !== undefined)).toHaveLength(result?.refreshed ?? 0);
  });

  it('ends after three errors of the service in a row', async () => {
    const { refresh, companies, sandbox } = firm(40);
    sandbox.play({ on: { path: /^\/organizations/ }, kind: 'status', status: 500, times: 40 });
    const result = await refresh(companies);
    expect(result?.failures.length).toBeGreaterThanOrEqual(3);
    expect(sandbox.requests.length).toBeLessThan(12);
    expect(result?.refreshed).toBe(0);
  });

  it('stops when it is told to, and keeps what was read', async () => {
    const { refresh, companies, stop, last } = firm(40);
    const result = await refresh(companies, {
      onProgress: (done) => {
        if (done === 5) stop.abort();
      },
    });
    expect(result?.failures).toEqual([]);
    expect(result?.refreshed).toBeGreaterThanOrEqual(5);
    expect(result?.skipped).toBeGreaterThan(20);
    expect(companies.filter((one) => last(one) !== undefined).length).toBe(result?.refreshed);
  });
});

describe('the question before many requests', () => {
  it('is not asked for 50 requests, and for 51 it is', async () => {
    const { refresh, companies, questions } = firm(51);
    await refresh(companies.slice(0, 50));
    expect(questions).toEqual([]);
    await refresh(companies);
    expect(questions).toEqual([51]);
  });

  it('makes no request when the answer is no', async () => {
    const { refresh, companies, sandbox } = firm(51);
    expect(await refresh(companies, { confirm: async () => false })).toBeUndefined();
    expect(sandbox.requests).toEqual([]);
  });

  it('counts the records of a deal that nothing else needs', async () => {
    const { refresh, companies, persons, deal, questions, sandbox } = firm(49);
    // The deal has a followed company, another one, its person and a stray one.
    const followed = [deal, ...companies.slice(0, 1), ...persons.slice(0, 46)];
    await refresh(followed);
    expect(questions).toEqual([]);
    const more = [...followed, ...persons.slice(46, 48)];
    await refresh(more);
    expect(questions).toEqual([52]);
    expect(await refresh(more, { confirm: async () => false })).toBeUndefined();
    expect(sandbox.requests.at(-1)?.path).toBe(`/opportunities/${deal.id}`);
  });
});
