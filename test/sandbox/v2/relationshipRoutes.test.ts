import { describe, expect, it } from 'vitest';
import { SampleDataBuilder } from '../../../src/sandbox/testing/index.ts';
import { DAY, NOW, ids } from '../smallFirm.ts';
import { V2Caller } from './v2Caller.ts';

interface Pair {
  readonly person1: { readonly id: number };
  readonly person2: { readonly id: number };
}

function pairs(rows: readonly unknown[]): readonly string[] {
  return (rows as readonly Pair[]).map(({ person1, person2 }) => `${person1.id}-${person2.id}`);
}

describe('relationships', () => {
  it('pair colleagues with the outside persons of a company', async () => {
    const rows = await new V2Caller().all(`/v2/companies/${ids.acme}/relationships`);
    expect(new Set(pairs(rows))).toEqual(
      new Set([`${ids.ann}-${ids.jane}`, `${ids.ben}-${ids.jane}`, `${ids.ben}-${ids.joe}`]),
    );
    expect(rows[0]).toMatchObject({
      person1: { type: 'internal' },
      person2: { type: 'external' },
      linkedIn: null,
    });
  });

  it('are those of one person, on either side', async () => {
    const caller = new V2Caller();
    const ofJoe = await caller.all(`/v2/persons/${ids.joe}/relationships`);
    const ofAnn = await caller.all(`/v2/persons/${ids.ann}/relationships`);
    expect([pairs(ofJoe), pairs(ofAnn)]).toEqual([[`${ids.ben}-${ids.joe}`], [`${ids.ann}-${ids.jane}`]]);
  });

  it('are the same as the strengths of V1', async () => {
    const caller = new V2Caller();
    const [row] = await caller.all(`/v2/persons/${ids.joe}/relationships`);
    const strengths = (await caller.get('/relationships-strengths', { external_id: ids.joe })).body;
    expect(strengths).toMatchObject([{ internal_id: ids.ben, strength: row?.interactionScore }]);
  });

  it('come strongest first when asked to, 20 to a page', async () => {
    const builder = new SampleDataBuilder();
    const colleague = builder.colleague().id;
    const personIds = Array.from({ length: 45 }, () => builder.person().id);
    for (const [position, id] of personIds.entries()) {
      builder.interaction({ type: 0, date: NOW - (position + 1) * 5 * DAY, personIds: [colleague, id] });
    }
    const company = builder.company({ personIds });
    const caller = new V2Caller({ data: builder.build() });
    const path = `/v2/companies/${company.id}/relationships`;
    expect((await caller.get(path)).body.data).toHaveLength(20);
    const scores = (await caller.all(path, { orderBy: '-interactionScore', limit: 7 })).map(
      ({ interactionScore }) => interactionScore,
    );
    expect(scores).toHaveLength(45);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    const rising = await caller.all(path, { orderBy: 'interactionScore', limit: 100 });
    expect(rising.map(({ interactionScore }) => interactionScore)).toEqual(scores.toReversed());
    const strong = await caller.all(path, { filter: 'interactionScore>=0.3' });
    expect(strong).toHaveLength(scores.filter((score) => score >= 0.3).length);
  });

  it('refuse an unknown order and an unknown record', async () => {
    const caller = new V2Caller();
    const path = `/v2/companies/${ids.acme}/relationships`;
    expect((await caller.get(path, { orderBy: 'name' })).status).toBe(400);
    expect((await caller.get('/v2/companies/99/relationships')).status).toBe(404);
  });
});

describe('persons and companies in V2', () => {
  it('have no fields unless a type is named', async () => {
    const { body } = await new V2Caller().get(`/v2/persons/${ids.jane}`);
    expect(body).toEqual({
      id: ids.jane,
      firstName: 'Jane',
      lastName: 'Roe',
      primaryEmailAddress: 'jane@acme.example',
      emailAddresses: ['jane@acme.example', 'j@roe.example'],
      type: 'external',
      fields: [],
    });
  });

  it('have the last and next contact as relationship intelligence', async () => {
    const query = { fieldTypes: 'relationship-intelligence' };
    const { body } = await new V2Caller().get(`/v2/companies/${ids.acme}`, query);
    const { fields } = body as unknown as { fields: readonly { id: string; value: unknown }[] };
    const values = Object.fromEntries(fields.map(({ id, value }) => [id, value]));
    expect(body).toMatchObject({ name: 'Acme', domain: 'acme.example', isGlobal: false });
    expect(values).toMatchObject({
      'last-contact': {
        type: 'interaction',
        data: { type: 'email', id: 1001, internalPerson: { id: ids.ann } },
      },
      'next-event': { data: { type: 'meeting', id: 1004 } },
      'last-event': { data: { id: 1002, internalPerson: { id: ids.ben } } },
    });
  });

  it('have null where there was no contact', async () => {
    const query = { fieldTypes: 'relationship-intelligence' };
    const { body } = await new V2Caller().get(`/v2/companies/${ids.silent}`, query);
    const { fields } = body as unknown as { fields: readonly { value: { data: unknown } }[] };
    expect(fields).toHaveLength(7);
    expect(fields.every(({ value }) => value.data === null)).toBe(true);
  });
});
