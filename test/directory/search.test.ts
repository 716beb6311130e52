import { describe, expect, it } from 'vitest';
import { AffinityClient, AffinityError } from '../../src/affinity/index.ts';
import { personSearch } from '../../src/directory/personSearch.ts';
import { recordSearch } from '../../src/directory/recordSearch.ts';
import { SearchSession } from '../../src/directory/searchSession.ts';
import type { SearchPage, SearchState } from '../../src/directory/searchSession.ts';
import { TestSandbox } from '../../src/sandbox/testing/index.ts';
import { ManualClock, settled } from '../drafts/support/manualClock.ts';
import { smallFirm } from '../sandbox/smallFirm.ts';

interface Asked {
  readonly term: string;
  readonly from: string | undefined;
  readonly signal: AbortSignal;
  readonly answer: (page: SearchPage<string, string>) => Promise<void>;
  readonly fail: (error: Error) => Promise<void>;
}

function aSession() {
  const clock = new ManualClock();
  const asked: Asked[] = [];
  const shown: SearchState<string>[] = [];
  const source = {
    search: (term: string, from: string | undefined, signal: AbortSignal) =>
      new Promise<SearchPage<string, string>>((resolve, reject) => {
        const answer = (page: SearchPage<string, string>) => (resolve(page), settled());
        const fail = (error: Error) => (reject(error), settled());
        asked.push({ term, from, signal, answer, fail });
      }),
  };
  const session = new SearchSession(source, { clock, onChange: (state) => shown.push(state) });
  return { session, clock, asked, shown };
}

describe('search as you type', () => {
  it('waits for a rest in typing, and asks for the last text only', async () => {
    const { session, clock, asked } = aSession();
    for (const text of ['a', 'ac', 'acm', ' acme ']) {
      session.type(text);
      await clock.pass(100);
    }
    expect(asked).toEqual([]);
    await clock.pass(100);
    expect(asked.map(({ term }) => term)).toEqual(['acme']);
  });

  it('cancels what was overtaken, and never shows it after something newer', async () => {
    const { session, clock, asked, shown } = aSession();
    session.type('ac');
    await clock.pass(200);
    session.type('acme');
    await clock.pass(200);
    expect(asked[0]?.signal.aborted).toBe(true);
    await asked[1]?.answer({ items: ['Acme'] });
    await asked[0]?.answer({ items: ['Academy'] });
    expect(session.state).toMatchObject({ term: 'acme', status: 'found', items: ['Acme'] });
    expect(shown.flatMap(({ items }) => items)).not.toContain('Academy');
  });

  it('keeps the list until there is another one', async () => {
    const { session, clock, asked } = aSession();
    session.type('ac');
    await clock.pass(200);
    await asked[0]?.answer({ items: ['Academy', 'Acme'] });
    session.type('acm');
    expect(session.state).toMatchObject({ status: 'searching', items: ['Academy', 'Acme'] });
  });

  it('asks for nothing and shows nothing for an empty text', async () => {
    const { session, clock, asked } = aSession();
    session.type('a');
    session.type('  ');
    await clock.pass(1000);
    expect(asked).toEqual([]);
    expect(session.state).toMatchObject({ status: 'idle', items: [] });
  });

  it('goes on page by page when asked, once at a time', async () => {
    const { session, clock, asked } = aSession();
    session.type('a');
    await clock.pass(200);
    await asked[0]?.answer({ items: ['1'], next: 'page 2' });
    expect(session.state.hasMore).toBe(true);
    const more = session.more();
    void session.more();
    expect(asked.map(({ from }) => from)).toEqual([undefined, 'page 2']);
    await asked[1]?.answer({ items: ['2'] });
    await more;
    expect(session.state).toMatchObject({ items: ['1', '2'], hasMore: false });
    await session.more();
    expect(asked).toHaveLength(2);
  });

  it('keeps what was found when the next page fails, and gets it with a retry', async () => {
    const { session, clock, asked } = aSession();
    session.type('a');
    await clock.pass(200);
    await asked[0]?.answer({ items: ['1'], next: 'page 2' });
    void session.more();
    const failure = new Error('down');
    await asked[1]?.fail(failure);
    expect(session.state).toMatchObject({ status: 'failed', items: ['1'], failures: [failure] });
    void session.retry();
    expect(asked[2]?.from).toBe('page 2');
    await asked[2]?.answer({ items: ['2'] });
    expect(session.state).toMatchObject({ status: 'found', items: ['1', '2'], failures: [] });
  });

  it('says nothing any more once it is disposed of', async () => {
    const { session, clock, asked, shown } = aSession();
    session.type('a');
    await clock.pass(200);
    const before = shown.length;
    session.dispose();
    await asked[0]?.answer({ items: ['1'] });
    expect(shown).toHaveLength(before);
  });
});

function aFirm() {
  const sandbox = new TestSandbox({ data: smallFirm() });
  const client = new AffinityClient({ apiKey: sandbox.apiKey, fetch: sandbox.fetch, maxRetries: 0 });
  return { sandbox, client };
}

describe('the search of records', () => {
  const signal = new AbortController().signal;

  it('finds all three kinds at once, people first', async () => {
    const { client } = aFirm();
    const acme = await recordSearch(client).search('acme', undefined, signal);
    expect(acme.items.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'person Jane Roe',
      'company Acme',
      'company World of Acme',
    ]);
    expect(acme.items[0]).toMatchObject({ detail: 'jane@acme.example', standing: 'external' });
    const deal = await recordSearch(client).search('deal', undefined, signal);
    expect(deal.items).toEqual([{ kind: 'opportunity', id: 31, name: 'Deal' }]);
  });

  it('asks each kind once', async () => {
    const { client, sandbox } = aFirm();
    await recordSearch(client).search('acme', undefined, signal);
    expect(sandbox.requests).toHaveLength(3);
  });

  it('shows what was found although one kind could not be asked', async () => {
    const { client, sandbox } = aFirm();
    sandbox.play({ kind: 'status', status: 500, on: { path: '/organizations' } });
    const page = await recordSearch(client).search('acme', undefined, signal);
    expect(page.items.map(({ name }) => name)).toEqual(['Jane Roe']);
    expect(page.failures).toEqual([expect.any(AffinityError)]);
  });

  it('fails when nothing could be asked', async () => {
    const { client, sandbox } = aFirm();
    sandbox.play({ kind: 'status', status: 500, times: 3 });
    await expect(recordSearch(client).search('acme', undefined, signal)).rejects.toThrow(AffinityError);
  });

  it('goes on only with the kinds that have more', async () => {
    const asked: string[] = [];
    const search =
      (name: string, tokens: readonly string[]) =>
      async (_: string, options?: { pageToken?: string | null | undefined }) => {
        asked.push(`${name} ${options?.pageToken ?? 'first'}`);
        const at = options?.pageToken ? tokens.indexOf(options.pageToken) + 1 : 0;
        const next = tokens[at];
        return { items: [], ...(next === undefined ? {} : { nextPageToken: next }) };
      };
    const source = recordSearch({
      persons: { search: search('persons', ['p2', 'p3']) },
      companies: { search: search('companies', []) },
      opportunities: { search: search('opportunities', ['o2']) },
    });
    const first = await source.search('a', undefined, signal);
    const second = await source.search('a', first.next, signal);
    const third = await source.search('a', second.next, signal);
    expect(third.next).toBeUndefined();
    expect(asked.slice(3)).toEqual(['persons p2', 'opportunities o2', 'persons p3']);
  });

  it('finds a person by both names, which the service takes one by one', async () => {
    const { client } = aFirm();
    const source = personSearch(client.persons);
    for (const term of ['Jane Roe', 'roe, jane', 'jan ro']) {
      const { items } = await source.search(term, undefined, signal);
      expect(items.map(({ name }) => name)).toEqual(['Jane Roe']);
    }
    expect(await source.search('Jane Doe', undefined, signal)).toMatchObject({ items: [] });
  });

  it('is the search of the form too, among people only', async () => {
    const { client, sandbox } = aFirm();
    const page = await personSearch(client.persons).search('roe', undefined, signal);
    expect(page.items).toEqual([
      { id: 11, name: 'Jane Roe', email: 'jane@acme.example', standing: 'external' },
    ]);
    expect(sandbox.requests).toHaveLength(1);
  });
});
