import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../support/virtualClock.ts';
import { sandboxCaller, wordsOf } from '../sandboxCaller.ts';
import type { SandboxCaller } from '../sandboxCaller.ts';
import { DAY, NOW, ids, smallFirm } from '../smallFirm.ts';

function firm(): SandboxCaller {
  return sandboxCaller({ data: smallFirm(), clock: new VirtualClock(NOW, { sleep: 'at once' }) });
}

describe('persons', () => {
  it.each([
    ['an address', 'j@roe.example', [ids.jane]],
    ['part of a first name', 'jo', [ids.joe]],
    ['a last name in another case', 'ROE', [ids.jane]],
    ['first and last name together, which no field holds', 'Jane Roe', []],
    ['nothing', '', [ids.ann, ids.ben, ids.cleo, ids.dan, ids.jane, ids.joe, ids.guest]],
  ])('are found by %s', async (_, term, found) => {
    const { body } = await firm().get('/persons', { term });
    expect(body.persons.map(({ id }) => id)).toEqual(found);
  });

  it('have their companies only when read by id', async () => {
    const { get } = firm();
    const search = await get('/persons', { term: 'jane' });
    const jane = await get(`/persons/${ids.jane}`);
    expect(search.body.persons[0]).not.toHaveProperty('organization_ids');
    expect(jane.body).toEqual({
      id: ids.jane,
      type: 0,
      first_name: 'Jane',
      last_name: 'Roe',
      primary_email: 'jane@acme.example',
      emails: ['jane@acme.example', 'j@roe.example'],
      organization_ids: [ids.acme],
      list_entries: [
        {
          id: expect.any(Number) as number,
          list_id: 4219,
          entity_id: ids.jane,
          entity_type: 0,
          creator_id: ids.ann,
          created_at: expect.stringMatching(/^2021-03-01T/) as string,
        },
      ],
    });
    expect(search.body.persons[0]).not.toHaveProperty('list_entries');
  });

  it('may have no address', async () => {
    const { body } = await firm().get(`/persons/${ids.joe}`);
    expect(body).toMatchObject({ primary_email: null, emails: [] });
  });

  it('have the dates of contact if the query asks for them', async () => {
    const { body } = await firm().get(`/persons/${ids.joe}`, { with_interaction_dates: true });
    const dates = Object.entries(body.interaction_dates).map(([name, date]) => [
      name,
      date && Date.parse(date),
    ]);
    expect(Object.fromEntries(dates)).toEqual({
      first_email_date: null,
      last_email_date: null,
      first_event_date: NOW - 20 * DAY,
      last_event_date: NOW - 20 * DAY,
      next_event_date: NOW + 10 * DAY,
      last_chat_message_date: null,
      last_interaction_date: NOW - 20 * DAY,
    });
  });

  it('drop out of a search with dates when there was no contact', async () => {
    const { body } = await firm().get('/persons', { term: 'g', with_interaction_dates: true });
    expect(body.persons.map(({ id }) => id)).toEqual([]);
  });

  it('have dates that are all null when read by id without any contact', async () => {
    const { body } = await firm().get(`/persons/${ids.guest}`, { with_interaction_dates: true });
    expect(new Set(Object.values(body.interaction_dates))).toEqual(new Set([null]));
  });

  it('answer 422 when they were merged, and to an invalid flag', async () => {
    const { get } = firm();
    const merged = await get(`/persons/${ids.gone}`);
    expect([merged.status, wordsOf(merged)]).toEqual([
      422,
      expect.stringContaining('merged into 11') as string,
    ]);
    expect((await get('/persons', { with_interaction_dates: 1 })).status).toBe(422);
  });
});

describe('companies', () => {
  it('are found by name and by domain', async () => {
    const { get } = firm();
    const byName = await get('/organizations', { term: 'silent' });
    const byDomain = await get('/organizations', { term: 'acme.example' });
    expect([byName, byDomain].map(({ body }) => body.organizations.map(({ id }) => id))).toEqual([
      [ids.silent],
      [ids.acme],
    ]);
  });

  it('are found outside the firm too, but not listed without a term', async () => {
    const { get } = firm();
    const searched = await get('/organizations', { term: 'acme' });
    const listed = await get('/organizations');
    expect(searched.body.organizations).toMatchObject([
      { id: ids.acme, global: false },
      { id: ids.world, global: true },
    ]);
    expect(listed.body.organizations.map(({ id }) => id)).toEqual([ids.acme, ids.silent]);
  });

  it('have their persons and lists only when read by id', async () => {
    const { get } = firm();
    const { body } = await get('/organizations', { term: 'acme' });
    expect(body.organizations[0]).not.toHaveProperty('person_ids');
    expect(body.organizations[0]).not.toHaveProperty('list_entries');
    expect((await get(`/organizations/${ids.acme}`)).body).toMatchObject({
      person_ids: [ids.jane, ids.joe],
      list_entries: [{ entity_id: ids.acme, entity_type: 1, creator_id: ids.ann }],
    });
    expect((await get(`/organizations/${ids.world}`)).body).toMatchObject({ list_entries: [] });
  });

  it('may have no domain', async () => {
    const { body } = await firm().get(`/organizations/${ids.silent}`);
    expect(body).toMatchObject({ name: 'Silent', domain: null, domains: [] });
  });

  it('have the dates of contact of their people', async () => {
    const { body } = await firm().get(`/organizations/${ids.acme}`, { with_interaction_dates: true });
    const { first_event_date, next_event_date, last_email_date, last_interaction_date } =
      body.interaction_dates;
    expect(
      [first_event_date, next_event_date, last_email_date, last_interaction_date].map((date) =>
        Date.parse(date ?? ''),
      ),
    ).toEqual([NOW - 30 * DAY, NOW + 10 * DAY, NOW - 4 * DAY, NOW - 4 * DAY]);
  });

  it('drop out of a search with dates when none of their people had contact', async () => {
    const { body } = await firm().get('/organizations', { with_interaction_dates: true });
    expect(body.organizations.map(({ id }) => id)).toEqual([ids.acme]);
  });
});

describe('opportunities', () => {
  it('are found by name, with their people, companies and lists', async () => {
    const { get } = firm();
    const { body } = await get('/opportunities', { term: 'dea' });
    expect(body.opportunities).toMatchObject([
      {
        id: ids.deal,
        name: 'Deal',
        person_ids: [ids.ann, ids.joe],
        organization_ids: [ids.acme],
        list_entries: [
          {
            entity_id: ids.deal,
            entity_type: 8,
            creator_id: ids.ann,
            created_at: expect.stringMatching(/^2021-03-/) as string,
          },
        ],
      },
    ]);
    expect((await get(`/opportunities/${ids.deal}`)).body).toEqual(body.opportunities[0]);
  });

  it('have no interaction dates', async () => {
    const { body } = await firm().get(`/opportunities/${ids.deal}`, { with_interaction_dates: true });
    expect(body).not.toHaveProperty('interaction_dates');
  });
});
