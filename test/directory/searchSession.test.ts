import { describe, expect, it } from 'vitest';
import { SearchSession } from '../../src/directory/searchSession.ts';
import type { SearchPage, SearchState } from '../../src/directory/searchSession.ts';
import { VirtualClock, settled } from '../support/virtualClock.ts';

interface Asked {
  readonly term: string;
  readonly from: string | undefined;
  readonly signal: AbortSignal;
  readonly answer: (page: SearchPage<string, string>) => Promise<void>;
  readonly fail: (error: Error) => Promise<void>;
}

function aSession() {
  const clock = new VirtualClock();
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
  it('waits for a pause in typing and searches for the last text only', async () => {
    const { session, clock, asked } = aSession();
    for (const text of ['a', 'ac', 'acm', ' acme ']) {
      session.type(text);
      await clock.pass(100);
    }
    expect(asked).toEqual([]);
    await clock.pass(100);
    expect(asked.map(({ term }) => term)).toEqual(['acme']);
  });

  it('cancels an outdated request and never shows its answer after a newer one', async () => {
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

  it('keeps the list until the next one arrives', async () => {
    const { session, clock, asked } = aSession();
    session.type('ac');
    await clock.pass(200);
    await asked[0]?.answer({ items: ['Academy', 'Acme'] });
    session.type('acm');
    expect(session.state).toMatchObject({ status: 'searching', items: ['Academy', 'Acme'] });
  });

  it('searches for nothing and shows nothing for an empty text', async () => {
    const { session, clock, asked } = aSession();
    session.type('a');
    session.type('  ');
    await clock.pass(1000);
    expect(asked).toEqual([]);
    expect(session.state).toMatchObject({ status: 'idle', items: [] });
  });

  it('loads the next page on demand, one at a time', async () => {
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

  it('keeps its items when the next page fails, and a retry loads that page', async () => {
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

  it('reports no state after it is disposed', async () => {
    const { session, clock, asked, shown } = aSession();
    session.type('a');
    await clock.pass(200);
    const before = shown.length;
    session.dispose();
    await asked[0]?.answer({ items: ['1'] });
    expect(shown).toHaveLength(before);
  });
});
