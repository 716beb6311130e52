import type { Draft } from '../../../src/drafts/model/draft.ts';
import type { KnownPerson } from '../../../src/model/knownPerson.ts';

export const ann: KnownPerson = { id: 1, name: 'Ann Lee', email: 'ann@small.example', standing: 'internal' };
export const ben: KnownPerson = {
  id: 2,
  name: 'Ben Carter',
  email: 'ben@small.example',
  standing: 'internal',
};
export const jane: KnownPerson = {
  id: 11,
  name: 'Jane Roe',
  email: 'jane@acme.example',
  standing: 'external',
};
export const joe: KnownPerson = { id: 12, name: 'Joe Doe', standing: 'external' };

/** A meeting of Ann with Jane, ready to be logged. */
export function aDraft(changes: Partial<Draft> = {}): Draft {
  return {
    version: 1,
    id: 'one',
    account: '7/1',
    subject: { kind: 'create' },
    type: 0,
    date: { text: '2025-11-19 15:00', typedAt: '2025-11-20T12:00:00.000Z', zone: 'Europe/Berlin' },
    people: [ann, jane].map((person) => ({ state: 'known', key: `p:${person.id}`, person })),
    text: 'We talked.',
    provenance: [],
    revision: 1,
    createdAt: '2025-11-20T12:00:00.000Z',
    changedAt: '2025-11-20T12:00:00.000Z',
    outcome: { state: 'open' },
    ...changes,
  };
}
