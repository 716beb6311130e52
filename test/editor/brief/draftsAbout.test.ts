import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/drafts/model/draft.ts';
import { draftsAbout } from '../../../src/editor/brief/draftsAbout.ts';
import type { DraftSubjects } from '../../../src/editor/brief/draftsAbout.ts';
import { aDraft, ann } from '../../drafts/support/aDraft.ts';

const acme = { kind: 'company', id: 21, name: 'Acme' } as const;
const meeting = { type: 0, id: 1001, date: '2025-11-19T14:00:00.000Z', people: [] } as const;

/** A company with one meeting and no known people. */
const subjects = {
  record: acme,
  relationship: { contacts: [], types: [{ cells: [[meeting]], plannedCells: [] }] },
  account: { kind: 'key', identity: { tenant: { id: 7 }, user: { id: 1 } } },
} as unknown as DraftSubjects;

/** A draft of the user alone. */
const alone = (changes: Partial<Draft>): Draft =>
  aDraft({ people: [{ state: 'known', key: 'p:1', person: ann }], ...changes });

describe('the drafts of a brief', () => {
  it('are those about the record, on it, and about its interactions', () => {
    const about = [
      alone({ text: 'Begun on it', subject: { kind: 'create', about: acme } }),
      alone({ text: 'Will be on it', alsoOn: [acme] }),
      alone({ text: 'A note', subject: { kind: 'note', ...meeting, route: 'interaction' } }),
      alone({ text: 'A step left', subject: { kind: 'attach', ...meeting, way: 'own' } }),
    ];
    const others = [
      alone({ text: 'Another' }),
      alone({ text: 'Other note', subject: { kind: 'note', ...meeting, id: 7, route: 'interaction' } }),
    ];
    const found = draftsAbout([...about, ...others], subjects);
    expect(found.map(({ label }) => label)).toEqual(about.map(({ text }) => text));
    expect(found.map(({ link }) => link === undefined)).toEqual([true, true, false, false]);
  });
});
