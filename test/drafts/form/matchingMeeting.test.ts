import { beforeEach, describe, expect, it } from 'vitest';
import type { Interaction } from '../../../src/affinity/index.ts';
import type { Draft } from '../../../src/drafts/model/draft.ts';
import { aDraft, ann, ben, jane } from '../support/aDraft.ts';
import { FormOnSandbox } from '../support/formOnSandbox.ts';

/** In the calendar ten minutes before the draft's 15:00 in Berlin. */
const MEETING_AT = '2025-11-19T13:50:00Z';

let form: FormOnSandbox;
let meeting: Interaction;

/** As a file fills it. */
function fromFile(changes: Partial<Draft> = {}): Draft {
  const provenance = [
    { field: 'date', from: 'calendar', found: '2025-11-19 15:00 Europe/Berlin', exact: true },
  ] as const;
  return aDraft({ subject: { kind: 'create', selection: 'one' }, provenance, ...changes });
}

const known = (...people: readonly (typeof ann)[]): Draft['people'] =>
  people.map((person) => ({ state: 'known', key: `p:${person.id}`, person }));

const lookups = (): number =>
  form.sandbox.requests.filter(({ method, path }) => method === 'GET' && path === '/interactions').length;

const offered = () => form.view.neighbours;

beforeEach(async () => {
  form = new FormOnSandbox();
  form.loaded = () => [];
  const date = new Date(MEETING_AT);
  meeting = await form.client.interactions.create({ type: 0, personIds: [1, 11], content: 'x', date });
  form.sandbox.clearRequests();
});

describe('a meeting that already exists', () => {
  it('is offered when a form is filled from a file, with one request', async () => {
    await form.open(fromFile());
    expect(offered()).toMatchObject({ isOffer: true, sentence: '1 offered', items: [{ id: meeting.id }] });
    expect(lookups()).toBe(1);
    expect(form.view.problems).toEqual([]);
  });

  it('is found among what is loaded without a request', async () => {
    form.loaded = () => [meeting];
    await form.open(fromFile());
    expect(offered()).toMatchObject({ isOffer: true, items: [{ id: meeting.id }] });
    expect(lookups()).toBe(0);
  });

  it('is found by the names that a transcript proposes', async () => {
    const people: Draft['people'] = [
      ...known(ann),
      { state: 'typed', key: 't:1', typed: 'Jane Roe', proposed: true },
    ];
    await form.open(fromFile({ people }));
    expect(offered()).toMatchObject({ items: [{ id: meeting.id }] });
  });

  it('is found for a call too, which may be in the calendar as a meeting, with two requests', async () => {
    await form.open(fromFile({ type: 1 }));
    expect(offered()).toMatchObject({ items: [{ id: meeting.id, type: 0 }] });
    expect(lookups()).toBe(2);
  });

  it('is looked for with at most two requests, however many people there are', async () => {
    const people = known(ann, { ...jane, id: 12 }, { ...jane, id: 13 }, { ...jane, id: 14 });
    await form.open(fromFile({ people }));
    expect(lookups()).toBe(2);
  });

  it.each([
    ['a quarter of an hour later', { date: { ...aDraft().date, text: '2025-11-19 15:06' } }],
    ['with colleagues only', { people: known(ann, ben) }],
    ['for a chat message', { type: 2 }],
  ] as const)('is not offered %s', async (_, changes) => {
    await form.open(fromFile(changes));
    expect(offered()).toBeUndefined();
  });

  it.each([
    ['a form that is filled by hand', aDraft()],
    ['a text without a date', fromFile({ provenance: [{ field: 'date' }] })],
  ])('is not looked for by %s', async (_, draft) => {
    await form.open(draft);
    expect([offered(), lookups()]).toEqual([undefined, 0]);
  });

  it('is not looked for by a stored draft, such as after a restart', async () => {
    form.store.keep(fromFile());
    await form.open(fromFile());
    expect([offered(), lookups()]).toEqual([undefined, 0]);
  });

  it('stays offered while the text is edited, but not after the time or the people change', async () => {
    await form.open(fromFile());
    await form.edit({ text: 'Other words.' });
    expect(offered()).toMatchObject({ isOffer: true });
    await form.edit({ date: '2025-11-19 18:00' });
    expect(offered()).toBeUndefined();
    const other = fromFile({ id: 'two' });
    await form.open(other);
    await form.say({ kind: 'removePerson', revision: form.next(), key: 'p:11' });
    expect(offered()).toBeUndefined();
    expect(lookups()).toBe(2);
  });

  it('can get a note instead', async () => {
    await form.open(fromFile());
    await form.say({ kind: 'noteNeighbour', type: 0, id: meeting.id });
    expect(form.done).toEqual([`note on 0/${meeting.id}`]);
  });

  it('is the only interaction that can get a note', async () => {
    await form.open(fromFile());
    await form.say({ kind: 'noteNeighbour', type: 0, id: 1 });
    expect(form.done).toEqual(['log An interaction was named that had not been shown.']);
  });

  it('can get a note even when a save found it', async () => {
    await form.open(aDraft());
    await form.submit();
    expect(offered()?.isOffer).toBeUndefined();
    await form.say({ kind: 'noteNeighbour', type: 0, id: meeting.id });
    expect(form.done).toEqual([`note on 0/${meeting.id}`]);
  });

  it('does not replace the question of a save', async () => {
    await form.open(fromFile());
    expect(await form.submit()).toMatchObject({
      kind: 'refused',
      view: { neighbours: { sentence: '1 neighbours' } },
    });
    expect(await form.submit('neighbours')).toMatchObject({ kind: 'saved' });
  });

  it('is not mentioned when the lookup fails', async () => {
    form.sandbox.play({ kind: 'status', status: 503, times: 5, on: { path: '/interactions' } });
    await form.open(fromFile());
    expect([offered(), form.problems]).toEqual([undefined, []]);
  });
});
