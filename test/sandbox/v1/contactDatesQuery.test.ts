import { describe, expect, it } from 'vitest';
import { SampleDataBuilder } from '../../../src/sandbox/testing/index.ts';
import { VirtualClock } from '../../support/virtualClock.ts';
import { sandboxCaller, wordsOf } from '../sandboxCaller.ts';
import type { SandboxCaller } from '../sandboxCaller.ts';
import { DAY, NOW, ids, smallFirm } from '../smallFirm.ts';

function firm(): SandboxCaller {
  return sandboxCaller({ data: smallFirm(), clock: new VirtualClock(NOW, { sleep: 'at once' }) });
}

/** A pair of filters around the days before now; a negative day is in the future. */
function between(name: string, oldest: number, newest: number): Record<string, string> {
  return {
    [`min_${name}_date`]: new Date(NOW - oldest * DAY).toISOString(),
    [`max_${name}_date`]: new Date(NOW - newest * DAY).toISOString(),
  };
}

describe('persons and companies by the dates of contact', () => {
  it.each([
    ['first_email', 4, [ids.ann, ids.ben, ids.jane]],
    ['last_email', 4, [ids.ann, ids.ben, ids.jane]],
    ['first_event', 30, [ids.ann, ids.jane]],
    ['last_event', 20, [ids.jane, ids.joe]],
    ['next_event', -10, [ids.ann, ids.joe]],
    ['last_interaction', 4, [ids.ann, ids.ben, ids.jane]],
  ])('are filtered by %s', async (name, day, found) => {
    const { get } = firm();
    const { body } = await get('/persons', between(name, day, day));
    expect(body.persons.map(({ id }) => id)).toEqual(found);
    expect((await get('/persons', between(name, day - 1, day - 2))).body.persons).not.toContainEqual(
      expect.objectContaining({ id: found.at(-1) }),
    );
  });

  it('are companies when the dates of their external persons match', async () => {
    const { get } = firm();
    const quiet = await get('/organizations', between('last_interaction', 365, 30));
    const recent = await get('/organizations', between('last_interaction', 30, 0));
    expect([quiet, recent].map(({ body }) => body.organizations.map(({ id }) => id))).toEqual([
      [],
      [ids.acme],
    ]);
  });

  it('take several pairs, which all have to match, and a term', async () => {
    const { get } = firm();
    const both = { ...between('last_email', 5, 3), ...between('first_event', 31, 29) };
    expect((await get('/persons', both)).body.persons.map(({ id }) => id)).toEqual([ids.ann, ids.jane]);
    expect((await get('/persons', { ...both, term: 'roe' })).body.persons.map(({ id }) => id)).toEqual([
      ids.jane,
    ]);
  });

  it('have dates only when the query asks for them', async () => {
    const { get } = firm();
    const filters = between('last_email', 5, 3);
    const plain = await get('/persons', filters);
    const dated = await get('/persons', { ...filters, with_interaction_dates: true });
    expect(plain.body.persons[0]).not.toHaveProperty('interaction_dates');
    expect(dated.body.persons[0]).toHaveProperty('interaction_dates.last_email_date');
  });

  it('answer for the whole firm, whoever asks', async () => {
    const { get } = firm();
    const filters = between('last_interaction', 30, 0);
    const [first, second] = await Promise.all([
      get('/persons', filters),
      get('/persons', filters, 'sandbox-key-of-a-colleague'),
    ]);
    expect(second?.body).toEqual(first?.body);
  });

  it.each([
    ['half a pair', { min_last_email_date: '2025-01-01T00:00:00Z' }, 'must be given together'],
    ['the other half', { max_next_event_date: '2025-01-01T00:00:00Z' }, 'must be given together'],
    ['a pair the wrong way round', between('last_event', 1, 2), 'must not be after'],
    [
      'a text that is not a time',
      { min_last_email_date: 'x', max_last_email_date: '2025-01-01T00:00:00Z' },
      'ISO 8601',
    ],
  ])('are refused with %s', async (_, query, words) => {
    for (const path of ['/persons', '/organizations']) {
      const refused = await firm().get(path, query);
      expect([refused.status, wordsOf(refused)]).toEqual([422, expect.stringContaining(words) as string]);
    }
  });

  it('come 500 to a page, with a token that belongs to the filters', async () => {
    const builder = new SampleDataBuilder();
    const colleague = builder.colleague().id;
    for (let made = 0; made < 600; made += 1) {
      builder.interaction({ type: 3, date: NOW - DAY, personIds: [colleague, builder.person().id] });
    }
    const { get } = sandboxCaller({
      data: builder.build(),
      clock: new VirtualClock(NOW, { sleep: 'at once' }),
    });
    const filters = between('last_email', 2, 0);
    const first = await get('/persons', filters);
    const page_token = first.body.next_page_token;
    const second = await get('/persons', { ...filters, page_token });
    expect([first.body.persons.length, second.body.persons.length]).toEqual([500, 101]);
    expect((await get('/persons', { ...between('last_email', 3, 0), page_token })).status).toBe(422);
  });
});

describe('the persons of a contact', () => {
  it('are the colleagues of each interaction', async () => {
    const query = { with_interaction_dates: true, with_interaction_persons: true };
    const { body } = await firm().get(`/persons/${ids.joe}`, query);
    expect(body).toMatchObject({
      interactions: {
        first_email: null,
        last_event: { date: expect.stringContaining('2025-10-31T') as string, person_ids: [ids.ben] },
        next_event: { person_ids: [ids.ann] },
        last_interaction: { person_ids: [ids.ben] },
      },
    });
  });

  it('are missing without the dates', async () => {
    const { get } = firm();
    const alone = await get(`/persons/${ids.joe}`, { with_interaction_persons: true });
    const dates = await get(`/persons/${ids.joe}`, { with_interaction_dates: true });
    expect(alone.body).not.toHaveProperty('interactions');
    expect(dates.body).not.toHaveProperty('interactions');
  });
});

describe('the strengths of relationships', () => {
  it('are a bare array of the colleagues who know a person, strongest first', async () => {
    const { body } = await firm().get('/relationships-strengths', { external_id: ids.jane });
    expect(body).toEqual([
      { internal_id: ids.ann, external_id: ids.jane, strength: expect.any(Number) as number },
      { internal_id: ids.ben, external_id: ids.jane, strength: expect.any(Number) as number },
    ]);
    const strengths = (body as unknown as readonly { strength: number }[]).map(({ strength }) => strength);
    expect(strengths.every((one) => one > 0 && one < 1)).toBe(true);
    expect(strengths).toEqual(strengths.toSorted((a, b) => b - a));
  });

  it('do not count planned meetings', async () => {
    const { body } = await firm().get('/relationships-strengths', { external_id: ids.joe });
    expect(body).toMatchObject([{ internal_id: ids.ben }]);
  });

  it('can be narrowed to a colleague', async () => {
    const query = { external_id: ids.jane, internal_id: ids.ben };
    expect((await firm().get('/relationships-strengths', query)).body).toMatchObject([
      { internal_id: ids.ben },
    ]);
  });

  it.each([
    ['no person', {}, 'Field external_id: is required'],
    ['an unknown person', { external_id: 99 }, 'Field external_id: expected 99'],
    ['a colleague', { external_id: ids.ann }, 'external person'],
    ['a merged person', { external_id: ids.gone }, 'has been merged into'],
  ])('are refused for %s', async (_, query, words) => {
    const refused = await firm().get('/relationships-strengths', query);
    expect([refused.status, wordsOf(refused)]).toEqual([422, expect.stringContaining(words) as string]);
  });
});
