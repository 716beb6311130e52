import { describe, expect, it } from 'vitest';
import { SampleDataBuilder } from '../../../src/sandbox/testing/index.ts';
import { VirtualClock } from '../../support/virtualClock.ts';
import { sandboxCaller, wordsOf } from '../sandboxCaller.ts';
import { DAY, NOW, ids, smallFirm } from '../smallFirm.ts';

const year = { start_time: new Date(NOW - 365 * DAY).toISOString(), end_time: new Date(NOW).toISOString() };
const meetingsOfJane = { type: 0, person_id: ids.jane, ...year };

function firm(): ReturnType<typeof sandboxCaller> {
  return sandboxCaller({ data: smallFirm(), clock: new VirtualClock(NOW, { sleep: 'at once' }) });
}

function daysAgo(days: number): string {
  return new Date(NOW - days * DAY).toISOString();
}

function person(id: number): object {
  return expect.objectContaining({ id }) as object;
}

function without(name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(meetingsOfJane).filter(([key]) => key !== name));
}

describe('listing interactions', () => {
  it.each([
    ['no type', without('type'), 'Field type: is required'],
    ['no start', without('start_time'), 'Field start_time: is required'],
    ['no end', without('end_time'), 'Field end_time: is required'],
    ['an unknown type', { ...meetingsOfJane, type: 99 }, 'Field type: expected 99'],
    ['no record', without('person_id'), 'Exactly one of'],
    ['two records', { ...meetingsOfJane, organization_id: ids.acme }, 'Exactly one of'],
    [
      'a start at the end',
      { ...meetingsOfJane, start_time: year.end_time },
      'start_time must be before end_time',
    ],
    ['a text that is not a time', { ...meetingsOfJane, start_time: 'yesterday' }, 'ISO 8601'],
    ['a time without an offset', { ...meetingsOfJane, start_time: '2025-01-01T00:00:00' }, 'ISO 8601'],
    ['a day that does not exist', { ...meetingsOfJane, start_time: '2025-02-30T00:00:00Z' }, 'ISO 8601'],
    [
      'an unknown person',
      { ...meetingsOfJane, person_id: 99 },
      'Field person_id: expected 99 to be a valid id',
    ],
    [
      'an id that is none',
      { ...meetingsOfJane, person_id: 'x' },
      'Field person_id: expected x to be a valid id',
    ],
    ['a colleague', { ...meetingsOfJane, person_id: ids.ann }, 'external'],
    ['a merged person', { ...meetingsOfJane, person_id: ids.gone }, 'Person 19 has been merged into 11'],
    [
      'an unknown colleague',
      { ...meetingsOfJane, internal_person_id: 99 },
      'Field internal_person_id: expected 99',
    ],
    ['an outsider as colleague', { ...meetingsOfJane, internal_person_id: ids.joe }, 'internal person'],
    ['a direction of meetings', { ...meetingsOfJane, direction: 0 }, 'chat messages and emails only'],
    ['a page size of 101', { ...meetingsOfJane, page_size: 101 }, 'from 1 to 100'],
    ['a page size of 0', { ...meetingsOfJane, page_size: 0 }, 'from 1 to 100'],
  ])('answers 422 to %s', async (_, query, words) => {
    const refused = await firm().get('/interactions', query);
    expect([refused.status, wordsOf(refused)]).toEqual([422, expect.stringContaining(words) as string]);
  });

  it('counts a collaborator as external', async () => {
    const { status, body } = await firm().get('/interactions', { ...meetingsOfJane, person_id: ids.guest });
    expect([status, body.events]).toEqual([200, []]);
  });

  it('answers 422 to an unknown and to a merged company', async () => {
    const { get } = firm();
    const unknown = await get('/interactions', { ...without('person_id'), organization_id: 99 });
    const merged = await get('/interactions', { ...without('person_id'), organization_id: ids.gone });
    expect(wordsOf(unknown)).toContain('Field organization_id: expected 99 to be a valid id');
    expect(wordsOf(merged)).toContain('Organization 19 has been merged into 21');
  });

  it('accepts a span of 365 days, and not a millisecond more', async () => {
    const { get } = firm();
    const longer = new Date(NOW - 365 * DAY - 1).toISOString();
    const refused = await get('/interactions', { ...meetingsOfJane, start_time: longer });
    expect((await get('/interactions', meetingsOfJane)).status).toBe(200);
    expect([refused.status, wordsOf(refused)]).toEqual([422, expect.stringContaining('1 year') as string]);
  });

  it('accepts times with any offset', async () => {
    const end_time = '2025-11-20T04:00:00.000-08:00';
    const { body } = await firm().get('/interactions', { ...meetingsOfJane, end_time });
    expect(body.events).toHaveLength(2);
  });

  it('lists newest first', async () => {
    const { body } = await firm().get('/interactions', meetingsOfJane);
    expect(body.events.map(({ id }) => id)).toEqual([1002, 1001]);
  });

  it('treats the start as inclusive and the end as exclusive', async () => {
    const { get } = firm();
    const { body } = await get('/interactions', {
      ...meetingsOfJane,
      start_time: daysAgo(30),
      end_time: daysAgo(20),
    });
    expect(body.events.map(({ id }) => id)).toEqual([1001]);
  });

  it('can list oldest first and include the end, which the documentation leaves open', async () => {
    const { get } = sandboxCaller({
      data: smallFirm(),
      open: { endTime: 'inclusive', order: 'oldest-first' },
    });
    const end_time = new Date(NOW - 20 * DAY).toISOString();
    const { body } = await get('/interactions', { ...meetingsOfJane, start_time: year.start_time, end_time });
    expect(body.events.map(({ id }) => id)).toEqual([1001, 1002]);
  });

  it('follows the persons of a company and of an opportunity', async () => {
    const { get } = firm();
    const ofCompany = await get('/interactions', { ...without('person_id'), organization_id: ids.acme });
    const ofDeal = await get('/interactions', { ...without('person_id'), opportunity_id: ids.deal });
    expect(ofCompany.body.events.map(({ id }) => id)).toEqual([1002, 1001]);
    expect(ofDeal.body.events.map(({ id }) => id)).toEqual([1002]);
  });

  it('never lists meetings of colleagues only, even where a colleague is on the opportunity', async () => {
    const { get, sandbox } = firm();
    const { body } = await get('/interactions', { ...without('person_id'), opportunity_id: ids.deal });
    expect(sandbox.interaction(0, 1003)?.title).toBe('Partners only');
    expect(body.events.map(({ title }) => title)).not.toContain('Partners only');
  });

  it('lists planned meetings when the span reaches them, and hides them when it ends now', async () => {
    const { get } = firm();
    const end_time = new Date(NOW + 20 * DAY).toISOString();
    const query = { type: 0, person_id: ids.joe, start_time: year.end_time, end_time };
    const untilNow = { ...query, ...year };
    expect((await get('/interactions', query)).body.events.map(({ title }) => title)).toEqual(['Planned']);
    expect((await get('/interactions', untilNow)).body.events.map(({ id }) => id)).toEqual([1002]);
  });

  it('narrows to a colleague, a direction, and to manually logged interactions', async () => {
    const { get } = firm();
    const withBen = await get('/interactions', { ...meetingsOfJane, internal_person_id: ids.ben });
    const sent = await get('/interactions', { ...meetingsOfJane, type: 2, direction: 0 });
    const logged = await get('/interactions', { ...meetingsOfJane, logging_type: 1 });
    const all = await get('/interactions', { ...meetingsOfJane, logging_type: 0 });
    expect(withBen.body.events.map(({ id }) => id)).toEqual([1002]);
    expect(sent.body.chat_messages.map(({ id }) => id)).toEqual([1002]);
    expect(logged.body.events.map(({ id }) => id)).toEqual([1001]);
    expect(all.body.events).toHaveLength(2);
  });

  it('shows a meeting with its people, times and notes', async () => {
    const { body } = await firm().get('/interactions/1001', { type: 0 });
    expect(body).toEqual({
      id: 1001,
      type: 0,
      date: '2025-10-21T04:00:00.000-08:00',
      title: 'Kick-off',
      start_time: '2025-10-21T04:00:00.000-08:00',
      end_time: '2025-10-21T05:00:00.000-08:00',
      updated_at: null,
      attendees: ['ann@small.example', 'jane@acme.example'],
      persons: [
        expect.objectContaining({ id: ids.ann, type: 1 }) as object,
        {
          id: ids.jane,
          type: 0,
          first_name: 'Jane',
          last_name: 'Roe',
          primary_email: 'jane@acme.example',
          emails: ['jane@acme.example', 'j@roe.example'],
        },
      ],
      manual_creator_id: ids.ann,
      notes: [ids.plainNote],
    });
  });

  it('shows a chat message with its direction and without a title', async () => {
    const { body } = await firm().get('/interactions/1001', { type: 2 });
    expect(Object.keys(body).toSorted()).toEqual(
      ['date', 'direction', 'id', 'manual_creator_id', 'notes', 'persons', 'type'].toSorted(),
    );
  });

  it('shows an email with sender, receivers and copies, and without persons or notes', async () => {
    const { body } = await firm().get('/interactions', { ...meetingsOfJane, type: 3 });
    expect(body.emails).toEqual([
      {
        id: 1001,
        type: 3,
        date: expect.any(String) as string,
        direction: 1,
        subject: 'Hello',
        from: person(ids.jane),
        to: [person(ids.ann)],
        cc: [person(ids.ben)],
      },
    ]);
  });

  it('identifies an interaction by type and id together', async () => {
    const { get } = firm();
    const [meeting, email, call, untyped] = await Promise.all([
      get('/interactions/1001', { type: 0 }),
      get('/interactions/1001', { type: 3 }),
      get('/interactions/1001', { type: 1 }),
      get('/interactions/1001'),
    ]);
    expect([meeting.body.title, email.body.subject]).toEqual(['Kick-off', 'Hello']);
    expect([call.status, untyped.status]).toEqual([404, 422]);
  });

  it('writes times with an offset as well as with a Z', async () => {
    const firm = new SampleDataBuilder();
    const people = [firm.colleague().id, firm.person().id];
    for (let day = 0; day < 6; day += 1)
      firm.interaction({ type: 1, date: NOW - day * DAY, personIds: people });
    const { get } = sandboxCaller({ data: firm.build() });
    const end_time = new Date(NOW + 1).toISOString();
    const { body } = await get('/interactions', {
      type: 1,
      person_id: people[1],
      ...year,
      start_time: new Date(NOW - 9 * DAY).toISOString(),
      end_time,
    });
    expect(body.events.map(({ date }) => Date.parse(date))).toEqual(
      [0, 1, 2, 3, 4, 5].map((day) => NOW - day * DAY),
    );
    expect(new Set(body.events.map(({ date }) => date.slice(23)))).toEqual(new Set(['Z', '-08:00']));
  });
});
