import { describe, expect, it, onTestFinished } from 'vitest';
import { AffinityClient } from '../../src/affinity/index.ts';
import type { InteractionType, WalkOptions } from '../../src/affinity/index.ts';
import { SampleDataBuilder, TestSandbox, sandboxKeys } from '../../src/sandbox/testing/index.ts';
import type { TestSandboxOptions } from '../../src/sandbox/testing/index.ts';
import { serveSandbox } from '../support/serveSandbox.ts';
import type { VirtualClock } from '../support/virtualClock.ts';
import { failure, testClock, testNow } from './testClient.ts';
import { collected, dayMs } from './walkService.ts';

const ids = { ann: 1, ben: 2, jane: 11, acme: 21, deal: 31 };
const yearMs = 365 * dayMs;
const start = new Date(testNow - 5.5 * yearMs);

/** Two colleagues met Jane of Acme and wrote to her for more than five years, at times exactly on chunk boundaries. */
function firm() {
  const builder = new SampleDataBuilder({ id: 7, name: 'Small Firm', subdomain: 'small' });
  builder.colleague({ id: ids.ann, firstName: 'Ann', lastName: 'Lee', emails: ['ann@small.example'] });
  builder.colleague({ id: ids.ben, firstName: 'Ben', lastName: 'Carter', emails: ['ben@small.example'] });
  builder.person({ id: ids.jane, firstName: 'Jane', lastName: 'Roe', emails: ['jane@acme.example'] });
  builder.company({ id: ids.acme, name: 'Acme', domains: ['acme.example'], personIds: [ids.jane] });
  builder.opportunity({ id: ids.deal, name: 'Deal', personIds: [ids.jane], companyIds: [ids.acme] });
  for (const type of [0, 1, 2, 3] as const) {
    for (let count = 0; count < 120; count += 1) {
      const date = start.getTime() + Math.round((count / 120) * 5.5 * yearMs);
      builder.interaction({ type, date, personIds: [ids.ann, ids.jane], ...(type > 1 && { direction: 0 }) });
    }
    for (const years of [1, 2, 3]) {
      const direction = type > 1 ? { direction: 1 as const } : {};
      builder.interaction({
        type,
        date: testNow - years * yearMs,
        personIds: [ids.ben, ids.jane],
        ...direction,
      });
      builder.interaction({
        type,
        date: start.getTime() + years * yearMs,
        personIds: [ids.jane, ids.ben],
        ...direction,
      });
    }
  }
  return builder.build();
}

interface Workplace {
  readonly sandbox: TestSandbox;
  readonly clock: VirtualClock;
  readonly client: AffinityClient;
  readonly clientWith: (apiKey: string) => AffinityClient;
}

const ways = {
  'over HTTP': async (options: TestSandboxOptions) => {
    const served = await serveSandbox(options);
    onTestFinished(async () => served.close());
    return { sandbox: served.sandbox, connection: { baseUrl: served.url } };
  },
  'in process': async (options: TestSandboxOptions) => {
    const sandbox = new TestSandbox(options);
    return Promise.resolve({ sandbox, connection: { fetch: sandbox.fetch } });
  },
};

// Whole walks over HTTP take seconds on a busy machine.
describe.each(Object.entries(ways))('with the sandbox %s', { timeout: 30_000 }, (_, open) => {
  async function workplace(options: TestSandboxOptions = {}): Promise<Workplace> {
    const clock = testClock();
    const { sandbox, connection } = await open({ data: firm(), clock, ...options });
    const clientWith = (apiKey: string) => new AffinityClient({ apiKey, clock, ...connection });
    return { sandbox, clock, client: clientWith(sandbox.apiKey), clientWith };
  }

  it('the client reads the owner of the key and the limits', async () => {
    const { client } = await workplace();
    expect(await client.whoami()).toMatchObject({
      tenant: { subdomain: 'small' },
      user: { id: ids.ann, firstName: 'Ann' },
    });
    expect(await client.rateLimit()).toMatchObject({ user: { limit: 900 }, org: { limit: 100_000 } });
  });

  it('the client finds and gets records', async () => {
    const { client } = await workplace();
    expect(await client.persons.search('jane')).toMatchObject({ items: [{ id: ids.jane, type: 0 }] });
    expect(await client.companies.search('acme')).toMatchObject({ items: [{ id: ids.acme }] });
    expect(await client.opportunities.search('deal')).toMatchObject({ items: [{ id: ids.deal }] });
    const jane = await client.persons.get(ids.jane, { withInteractionDates: true });
    expect(jane.companyIds).toEqual([ids.acme]);
    expect(jane.interactionDates?.firstEventDate).toEqual(start);
    const acme = await client.companies.get(ids.acme, { withInteractionDates: true });
    expect(acme.personIds).toEqual([ids.jane]);
    expect(acme.interactionDates?.lastInteractionDate).toBeInstanceOf(Date);
    expect((await client.companies.get(ids.acme)).interactionDates).toBeUndefined();
    expect(await client.opportunities.get(ids.deal)).toMatchObject({
      personIds: [ids.jane],
      companyIds: [ids.acme],
    });
  });

  it('the client logs a call, reads it with its text, corrects it and deletes it', async () => {
    const { client } = await workplace();
    const { interactions, notes } = client;
    const date = new Date(testNow - dayMs);
    const logged = await interactions.create({
      type: 1,
      personIds: [ids.ann, ids.jane],
      content: 'Called.',
      date,
    });
    expect(logged).toMatchObject({ type: 1, date, manualCreatorId: ids.ann });
    const read = await interactions.get(logged.id, 1);
    expect(await notes.get(read.noteIds[0] ?? -1)).toMatchObject({
      content: 'Called.',
      interactionId: logged.id,
    });
    await interactions.update(logged.id, 1, { content: 'Called twice.' });
    expect(await notes.get(read.noteIds[0] ?? -1)).toMatchObject({ content: 'Called twice.' });
    expect(await interactions.delete(logged.id, 1)).toBe(true);
    expect(await failure(interactions.get(logged.id, 1))).toMatchObject({ kind: 'not-found', status: 404 });
  });

  it('the client lists records by their contact dates, and knows who knows them', async () => {
    const { client } = await workplace();
    const all = { min: start, max: new Date(testNow) };
    const { items } = await client.persons.list({
      dates: { lastInteraction: all },
      withInteractionDates: true,
      withInteractionPersons: true,
    });
    const jane = items.find(({ id }) => id === ids.jane);
    expect(jane?.interactionDates?.lastInteractionDate).toEqual(jane?.contacts?.lastInteraction?.date);
    expect(jane?.contacts?.lastInteraction?.personIds.length).toBeGreaterThan(0);
    const before = { min: new Date(0), max: new Date(start.getTime() - dayMs) };
    expect(await client.companies.list({ dates: { lastInteraction: before } })).toEqual({
      items: [],
      rejected: [],
    });
    const { items: strengths } = await client.persons.strengths(ids.jane);
    expect(new Set(strengths.map(({ internalId }) => internalId))).toEqual(new Set([ids.ann, ids.ben]));
    for (const { strength } of strengths) expect(strength).toBeLessThanOrEqual(1);
  });

  it('the client creates notes, lists them page by page, changes and deletes them', async () => {
    const { client } = await workplace();
    const { notes } = client;
    const created = [];
    for (const content of ['One', 'Two', 'Three']) {
      created.push((await notes.create({ content, companyIds: [ids.acme] })).id);
    }
    const walk = notes.iterate({ companyId: ids.acme, pageSize: 2 });
    const walked = await collected(walk);
    expect(walked.map(({ id }) => id)).toEqual(expect.arrayContaining(created));
    expect(new Set(walked.map(({ id }) => id)).size).toBe(walked.length);
    expect((await notes.list({ companyId: ids.acme })).items).toHaveLength(walked.length);
    const [first = -1] = created;
    expect(await notes.update(first, { content: 'Changed' })).toMatchObject({ content: 'Changed' });
    const reply = await notes.create({ content: 'Why?', parentId: first });
    expect(reply).toMatchObject({ parentId: first, companyIds: [] });
    expect(await notes.delete(reply.id)).toBe(true);
    expect(await failure(notes.get(reply.id))).toHaveProperty('kind', 'not-found');
  });

  it('the client reports refusals', async () => {
    const { client, clientWith } = await workplace();
    const call = { type: 1, personIds: [ids.ann], content: 'x', date: start } as const;
    expect(await failure(clientWith('wrong').whoami())).toMatchObject({ kind: 'unauthorized' });
    expect(await failure(clientWith(sandboxKeys.withoutRights).persons.get(ids.jane))).toMatchObject({
      kind: 'forbidden',
    });
    const refused = await failure(client.interactions.create(call));
    expect(refused).toMatchObject({ kind: 'invalid-request', outcome: 'refused' });
    expect(refused.details.join()).not.toBe('');
    const colleague = {
      type: 0,
      personId: ids.ann,
      startTime: start,
      endTime: new Date(start.getTime() + dayMs),
    } as const;
    expect((await failure(client.interactions.list(colleague))).details.join()).toContain('external');
  });

  it.each([
    ['exclusive', 'newest-first'],
    ['inclusive', 'oldest-first'],
  ] as const)('a walk yields everything once with %s ends and %s lists', async (endTime, order) => {
    const { client } = await workplace({ open: { endTime, order } });
    for (const type of [0, 3] satisfies InteractionType[]) {
      const query = { type, companyId: ids.acme, startTime: start, pageSize: 20 };
      const walk = async (options: WalkOptions) =>
        collected(client.interactions.iterate(query, options).pages());
      const pages = await walk({});
      const walked = pages.flatMap(({ items }) => items.map(({ id }) => id));
      expect(walked).toHaveLength(126);
      expect(new Set(walked).size).toBe(126);
      expect(await walk({ lookahead: 5 })).toEqual(pages);
      const oldestFirst = await collected(client.interactions.iterate(query, { order: 'oldest-first' }));
      expect(new Set(oldestFirst.map(({ id }) => id))).toEqual(new Set(walked));
      const half = Math.floor(pages.length / 2);
      expect(await walk({ resumeFrom: pages[half]?.cursor })).toEqual(pages.slice(half + 1));
    }
  });

  it('a walk applies its filters to every chunk', async () => {
    const { client } = await workplace();
    const query = { type: 3, personId: ids.jane, startTime: start } as const;
    const { interactions } = client;
    expect(await collected(interactions.iterate({ ...query, internalPersonId: ids.ben }))).toHaveLength(6);
    expect(await collected(interactions.iterate({ ...query, direction: 0 }))).toHaveLength(120);
    expect(
      await collected(interactions.iterate({ ...query, opportunityId: ids.deal, personId: null })),
    ).toHaveLength(126);
  });

  it('a walk waits for the next minute at a rate limit, and loses nothing', async () => {
    const { client, clock, sandbox } = await workplace({ limits: { perMinute: 4 } });
    const query = { type: 0, companyId: ids.acme, startTime: start, pageSize: 10 } as const;
    const walked = await collected(client.interactions.iterate(query, { lookahead: 2 }));
    expect(new Set(walked.map(({ id }) => id)).size).toBe(126);
    expect(clock.sleeps.length).toBeGreaterThan(0);
    expect(Math.max(...clock.sleeps)).toBeLessThanOrEqual(60_000);
    expect(sandbox.requests.some(({ status }) => status === 429)).toBe(true);
  });

  it('a used-up month fails at once, with the time of its end', async () => {
    const { client } = await workplace({ limits: { perMonth: 1 } });
    await client.persons.get(ids.jane);
    const error = await failure(client.persons.get(ids.jane));
    expect(error.kind).toBe('rate-limited');
    expect(error.retryAfterMs).toBe(Date.parse('2025-07-01T00:00:00Z') - testNow);
    expect(await client.whoami()).toMatchObject({ user: { id: ids.ann } });
  });

  it('reads survive faults, and a failed write has an outcome', async () => {
    const { client, sandbox } = await workplace();
    const call = { type: 1, personIds: [ids.ann, ids.jane], content: 'x', date: start } as const;
    sandbox.play({ kind: 'drop', when: 'before' }, { kind: 'status', status: 503 });
    expect(await client.persons.get(ids.jane)).toMatchObject({ id: ids.jane });
    sandbox.play({ kind: 'garbage' });
    expect(await failure(client.persons.get(ids.jane))).toMatchObject({ kind: 'bad-response' });
    sandbox.play({ kind: 'cut-body' });
    expect(await failure(client.persons.get(ids.jane))).toMatchObject({ kind: 'bad-response' });
    const before = sandbox.counts().interactions;
    sandbox.play({ kind: 'drop', when: 'after' });
    expect(await failure(client.interactions.create(call))).toMatchObject({
      kind: 'network',
      outcome: 'unknown',
    });
    expect(sandbox.counts().interactions).toBe(before + 1);
  });
});
