import { describe, expect, it } from 'vitest';
import { SampleDataBuilder } from '../../../src/sandbox/testing/index.ts';
import { sandboxCaller, wordsOf } from '../sandboxCaller.ts';
import type { Body, SandboxCaller } from '../sandboxCaller.ts';
import { DAY, NOW } from '../smallFirm.ts';

interface Calls {
  readonly caller: SandboxCaller;
  readonly query: Record<string, unknown>;
}

/** A person with `count` calls, an hour apart by default. */
function calls(count: number, apartMs = 3_600_000): Calls {
  const firm = new SampleDataBuilder();
  const people = [firm.colleague().id, firm.person().id];
  for (let made = 1; made <= count; made += 1) {
    firm.interaction({ type: 1, date: NOW - made * apartMs, personIds: people });
  }
  const span = { start_time: new Date(NOW - 300 * DAY).toISOString(), end_time: new Date(NOW).toISOString() };
  const caller = sandboxCaller({ data: firm.build(), now: new Date(NOW) });
  return { caller, query: { type: 1, person_id: people[1], ...span } };
}

async function pages({ caller, query }: Calls): Promise<Body[]> {
  const all: Body[] = [];
  let token: string | null | undefined;
  do {
    const { body } = await caller.get('/interactions', { ...query, ...(token && { page_token: token }) });
    all.push(body);
    token = body.next_page_token;
  } while (token);
  return all;
}

describe('paging', () => {
  it('has 100 rows on a page by default and at most', async () => {
    expect((await pages(calls(250))).map(({ events }) => events.length)).toEqual([100, 100, 50]);
  });

  it('returns every row once, even when all have the same time', async () => {
    const { caller, query } = calls(25, 0);
    const end_time = new Date(NOW + 1).toISOString();
    const all = await pages({ caller, query: { ...query, end_time, page_size: 4 } });
    const found = all.flatMap(({ events }) => events.map(({ id }) => id));
    expect(found).toHaveLength(25);
    expect(new Set(found).size).toBe(25);
  });

  it('returns an empty last page when the rows exactly fill the pages before', async () => {
    const all = await pages(calls(200));
    expect(all.map(({ events }) => events.length)).toEqual([100, 100, 0]);
  });

  it('ends sometimes without the key and sometimes with null', async () => {
    const [two] = await pages(calls(2));
    const [three] = await pages(calls(3));
    expect([two && 'next_page_token' in two, three?.next_page_token]).toEqual([false, null]);
  });

  it('refuses a token with a query other than its own', async () => {
    const { caller, query } = calls(10);
    const first = await caller.get('/interactions', { ...query, page_size: 5 });
    const token = { page_token: first.body.next_page_token };
    const others = [
      { ...query, page_size: 4, ...token },
      { ...query, ...token },
      { ...query, page_size: 5, internal_person_id: 38_706_001, ...token },
      { ...query, page_size: 5, end_time: new Date(NOW - 1).toISOString(), ...token },
    ];
    for (const other of others) {
      const refused = await caller.get('/interactions', other);
      expect([refused.status, wordsOf(refused)]).toEqual([
        422,
        expect.stringContaining('Invalid page_token variable') as string,
      ]);
    }
    expect((await caller.get('/interactions', { ...query, page_size: 5, ...token })).status).toBe(200);
  });

  it.each(['', 'made up', 'bm9uc2Vuc2U='])('refuses %j as a token', async (page_token) => {
    const { caller, query } = calls(1);
    expect((await caller.get('/interactions', { ...query, page_token })).status).toBe(422);
  });

  it('neither repeats nor hides a row when the list changes between two pages', async () => {
    const { caller, query } = calls(6);
    const paged = { ...query, page_size: 3 };
    const first = await caller.get('/interactions', paged);
    await caller.send('DELETE', `/interactions/${first.body.events[0]?.id}?type=1`);
    const second = await caller.get('/interactions', { ...paged, page_token: first.body.next_page_token });
    expect([...first.body.events, ...second.body.events].map(({ id }) => id)).toEqual([
      1001, 1002, 1003, 1004, 1005, 1006,
    ]);
  });

  it('pages persons, companies and opportunities by up to 500', async () => {
    const firm = new SampleDataBuilder();
    firm.colleague();
    for (let made = 0; made < 600; made += 1) firm.person();
    const { get } = sandboxCaller({ data: firm.build() });
    const first = await get('/persons');
    const second = await get('/persons', { page_token: first.body.next_page_token });
    expect([first.body.persons.length, second.body.persons.length]).toEqual([500, 101]);
    expect((await get('/persons', { page_size: 501 })).status).toBe(422);
    expect((await get('/organizations', { page_size: 501 })).status).toBe(422);
    expect((await get('/opportunities', { page_size: 501 })).status).toBe(422);
  });
});
