import { describe, expect, it } from 'vitest';
import { draftSchema } from '../../src/drafts/model/draft.ts';
import { draftFromTool, peopleOfDraft } from '../../src/tools/draftFromTool.ts';
import type { ToolDraft } from '../../src/tools/draftFromTool.ts';

const user = { id: 1, name: 'Ann Lee', standing: 'internal' } as const;
const start = {
  id: 'd1',
  account: '7/1',
  user,
  now: new Date('2026-11-20T12:00:00Z'),
  zone: 'Europe/Berlin',
};
const jane = { id: 11, name: 'Jane Roe', standing: 'external' } as const;
const nobody = { ids: [], addresses: [], names: [], known: [] };

const made = (draft: Partial<ToolDraft>) =>
  draftFromTool(start, { type: 0, text: 'Text', at: undefined, people: nobody, ...draft });

describe('the people of a draft', () => {
  it('are IDs, addresses and names, each once', () => {
    const people = peopleOfDraft([
      '12',
      '12',
      'Jane Roe <jane@acme.example>',
      'JANE@acme.example',
      'Bob Ray',
      '0',
    ]);
    expect(people.ids).toEqual([12]);
    expect(people.addresses.map(({ email }) => email)).toEqual(['jane@acme.example']);
    expect(people.names.map(({ typed }) => typed)).toEqual(['Bob Ray', '0']);
  });

  it('hold the user once, and names are proposals', () => {
    const { names, addresses } = peopleOfDraft(['x@y.example', 'Bob Ray']);
    const { people } = made({ people: { ids: [1, 11], known: [user, jane], names, addresses } });
    expect(
      people.map((one) => (one.state === 'known' ? one.person.name : [one.typed, one.proposed])),
    ).toEqual(['Ann Lee', 'Jane Roe', ['x@y.example', undefined], ['Bob Ray', true]]);
  });
});

describe('a draft of a tool', () => {
  it('has a form of its own, also about the same record, and can be stored', () => {
    const draft = made({ about: { kind: 'company', id: 21, name: 'Acme' }, direction: 'received', type: 2 });
    expect(draft.subject).toEqual({
      kind: 'create',
      about: { kind: 'company', id: 21, name: 'Acme' },
      selection: 'd1',
    });
    expect(draft.direction).toBe(1);
    expect(draftSchema.safeParse(JSON.parse(JSON.stringify(draft))).success).toBe(true);
  });

  it('shows an instant by the clock of the user, and words as they are', () => {
    const at = new Date('2026-11-18T13:00:00Z');
    expect(made({ date: '2026-11-18T13:00:00Z', at }).date.text).toBe('2026-11-18 14:00');
    expect(made({ date: '2026-11-18T08:00:00-05:00', at }).date.text).toBe('2026-11-18 14:00');
    expect(made({ date: 'yesterday 3pm', at }).date.text).toBe('yesterday 3pm');
    expect(made({}).date.text).toBe('2026-11-20 13:00');
  });

  it('says where it comes from, and that no date was given', () => {
    expect(made({ text: ' a\u001B[31mb\u0000 ' })).toMatchObject({
      text: 'ab',
      provenance: [
        { field: 'type', from: 'agent', found: '' },
        { field: 'text', from: 'agent', removedControls: 6 },
        { field: 'date' },
      ],
    });
    expect(made({ date: 'today', at: start.now }).provenance).toHaveLength(2);
  });
});
