import { describe, expect, it } from 'vitest';
import { AffinityClient } from '../../src/affinity/index.ts';
import type { Interaction } from '../../src/affinity/index.ts';
import { MAX_BRIEF_REQUESTS, readBrief } from '../../src/brief/readBrief.ts';
import type { BriefDeps } from '../../src/brief/readBrief.ts';
import { Timelines } from '../../src/history/timelines.ts';
import type { RecordRef } from '../../src/model/recordRef.ts';
import { TestSandbox } from '../../src/sandbox/testing/index.ts';
import type { OpenQuestions, TestSandboxOptions } from '../../src/sandbox/testing/index.ts';
import { SampleHistory } from '../e2e/sampleHistory.ts';

const now = new Date('2026-11-30T12:00:00Z');
const history = new SampleHistory(now);
const { id, name } = history.company('Acme Robotics');
const company: RecordRef = { kind: 'company', id, name };
const lena = history.of(name, 0)[0]?.personIds.find((one) => history.person(one).type === 0) ?? 0;
const person: RecordRef = { kind: 'person', id: lena, name: history.name(lena) };

/** The sample firm, with everything that a brief asks for counted. */
function firm(options: TestSandboxOptions = {}) {
  const sandbox = new TestSandbox({ now, ...options });
  let answers = 0;
  const client = new AffinityClient({
    apiKey: sandbox.apiKey,
    fetch: sandbox.fetch,
    maxRetries: 0,
    onLimits: () => void (answers += 1),
  });
  const timelines = new Timelines(client, { now: () => now.getTime() });
  const deps = (): BriefDeps => {
    answers = 0;
    sandbox.clearRequests();
    return {
      client,
      timelines,
      kept: async () => undefined,
      edits: () => [],
      requests: () => answers,
      now: () => now,
      zone: 'Europe/Berlin',
    };
  };
  return { sandbox, timelines, deps };
}

const signal = new AbortController().signal;

describe('a brief', () => {
  it.each([
    ['company', company],
    ['person', person],
  ])('on a %s makes at most 12 requests, and has contact, people and texts', async (_, record) => {
    const { sandbox, deps } = firm();
    const brief = await readBrief(deps(), record, signal);
    expect(sandbox.requests.length).toBeLessThanOrEqual(MAX_BRIEF_REQUESTS);
    const { last, next, contacts, colleagues } = brief.relationship;
    expect(last?.date.getTime()).toBeLessThanOrEqual(now.getTime());
    expect(next?.date.getTime()).toBeGreaterThan(now.getTime());
    expect(contacts.length).toBeGreaterThan(0);
    expect(colleagues.length).toBeGreaterThan(0);
    expect(brief.strengths?.length).toBeGreaterThan(0);
    expect(brief.latest).toHaveLength(10);
    expect(brief.latest[0]?.interaction).toEqual(last);
    expect(brief.basis.map(({ state }) => state.status)).toEqual(['loaded', 'loaded', 'loaded', 'loaded']);
  });

  it('asks for nothing that is loaded', async () => {
    const { sandbox, timelines, deps } = firm();
    await Promise.all(([0, 1, 2, 3] as const).map((type) => timelines.of(company, type).load()));
    await readBrief(deps(), company, signal);
    expect(sandbox.requests.filter(({ path }) => path === '/interactions')).toEqual([]);
  });

  it.each(['with-interactions', 'direct'] as const satisfies readonly OpenQuestions['companyNotes'][])(
    'has the texts of the last interactions where the list of notes is %s, within its limit',
    async (companyNotes) => {
      const { sandbox, deps } = firm({ open: { companyNotes } });
      const { latest } = await readBrief(deps(), company, signal);
      const noted = latest.filter(({ interaction }) => interaction.noteIds.length > 0);
      const read = noted.filter(({ text }) => text.kind === 'notes' && text.notes.length > 0);
      expect(noted.length).toBeGreaterThan(0);
      expect(read.length).toBeGreaterThan(0);
      if (companyNotes === 'with-interactions') expect(read).toHaveLength(noted.length);
      expect(sandbox.requests.length).toBeLessThanOrEqual(MAX_BRIEF_REQUESTS);
    },
  );

  it('on an opportunity, and on a record with long silences, keeps to its limit too', async () => {
    for (const { id: deal } of history.data.opportunities.slice(0, 5)) {
      const { sandbox, deps } = firm();
      await readBrief(deps(), { kind: 'opportunity', id: deal, name: 'Deal' }, signal);
      expect(sandbox.requests.length).toBeLessThanOrEqual(MAX_BRIEF_REQUESTS);
    }
    for (const one of history.data.companies) {
      const { sandbox, deps } = firm();
      await readBrief(deps(), { kind: 'company', id: one.id, name: one.name }, signal);
      expect(sandbox.requests.length).toBeLessThanOrEqual(MAX_BRIEF_REQUESTS);
    }
  });

  it('leaves out what fails, and says which type could not be read', async () => {
    const { sandbox, deps } = firm();
    const refused = { kind: 'status', status: 403, times: Infinity } as const;
    sandbox.play({ ...refused, on: { path: /^\/v2\// } });
    sandbox.play({ ...refused, on: { path: /^\/notes/ } });
    sandbox.play({ ...refused, on: { path: /\/interactions.*type=3/ } });
    const brief = await readBrief(deps(), company, signal);
    expect(brief.strengths).toBeUndefined();
    expect(brief.basis.map(({ type, state }) => [type, state.status])).toEqual([
      [0, 'loaded'],
      [1, 'loaded'],
      [2, 'loaded'],
      [3, 'failed'],
    ]);
    const noted = brief.latest.filter(({ interaction }) => interaction.noteIds.length > 0);
    expect(noted.every(({ text }) => text.kind === 'unread')).toBe(true);
  });

  it('reads rows again that are kept from before a restart', async () => {
    const before = firm();
    await readBrief(before.deps(), company, signal);
    const { sandbox, timelines, deps } = firm();
    expect(timelines.restore(before.timelines.snapshot())).toBe(4);
    await readBrief(deps(), company, signal);
    expect(sandbox.requests.filter(({ path }) => path === '/interactions').length).toBeGreaterThanOrEqual(4);
    expect(sandbox.requests.length).toBeLessThanOrEqual(MAX_BRIEF_REQUESTS);
    expect(timelines.of(company, 0).state.restored).toBe(false);
  });

  it('takes texts from what is kept', async () => {
    const { sandbox, deps } = firm();
    const first = await readBrief(deps(), company, signal);
    const interactions = first.latest.map(({ interaction }) => ({ ...interaction, text: 'Kept' }));
    const kept = async () => ({ record: company, interactions, coverage: new Map(), missing: 0 });
    const { latest } = await readBrief({ ...deps(), kept }, company, signal);
    expect(latest.map(({ text }) => text)).toEqual(latest.map(() => ({ kind: 'text', text: 'Kept' })));
    expect(sandbox.requests.filter(({ path }) => path.startsWith('/notes'))).toEqual([]);
  });

  it('has nothing of an interaction that is kept, but was deleted elsewhere since', async () => {
    const { deps } = firm();
    const [newest] = (await readBrief(deps(), company, signal)).latest.filter(
      ({ interaction }) => interaction.type === 0,
    );
    if (newest === undefined) throw new Error('There is no meeting.');
    const { interaction } = newest;
    const read = { isComplete: true, unreadable: 0, requestsLeft: 0, readAt: new Date(now.getTime() - 1) };
    const coverage = new Map([[0 as const, read]]);
    const kept = async () => ({ record: company, interactions: [interaction], coverage, missing: 0 });
    const again = firm({ data: history.data });
    again.sandbox.deleteBehindTheBack(0, interaction.id);
    const { latest, relationship } = await readBrief({ ...again.deps(), kept }, company, signal);
    expect(latest.map((one) => one.interaction.id)).not.toContain(interaction.id);
    expect(relationship.last?.id).not.toBe(interaction.id);
  });

  it('is based on what is kept, too', async () => {
    const { deps } = firm();
    const emails = (await readBrief(deps(), company, signal)).latest
      .map(({ interaction }) => interaction)
      .filter(({ type }) => type === 3);
    const old = { ...emails[0], type: 3, id: 1, date: new Date('2011-12-12') } as Interaction;
    const span = { from: new Date('2011-12-11'), to: new Date(now.getTime() - 1) };
    const readAt = new Date(now.getTime() - 86_400_000);
    const coverage = new Map([
      [3 as const, { span, isComplete: true, unreadable: 0, requestsLeft: 0, readAt }],
    ]);
    const kept = async () => ({ record: company, interactions: [old], coverage, missing: 0 });
    const { basis } = await readBrief({ ...deps(), kept }, company, signal);
    const [, , , email] = basis.map(({ state }) => state);
    expect(email).toMatchObject({ allLoaded: true, coverage: { from: span.from }, oldestReadAt: readAt });
    expect(email?.items.at(-1)).toEqual(old);
    expect(basis[0]?.state.allLoaded).toBe(false);
  });

  it('ends when the user stops it', async () => {
    const { deps } = firm();
    await expect(readBrief(deps(), company, AbortSignal.abort(new Error('stopped')))).rejects.toThrow(
      'stopped',
    );
  });
});
