import { describe, expect, it } from 'vitest';
import { tenantName, userName } from '../../../src/editor/account/account.ts';
import { peopleInShort, personName } from '../../../src/editor/words/interactionLabel.ts';
import { filterWords } from '../../../src/editor/words/typeDescription.ts';
import { interaction } from '../../history/interaction.ts';

const hostile = 'Eve\n\u001B]0;owned\u0007\u202Eexe.fdp\u2066';
const person = (fields: object) => ({ id: 7, type: 0, emails: [], ...fields });

describe('a name with line breaks, terminal sequences and direction overrides', () => {
  it('is one line of visible characters', () => {
    const identity = { tenant: { id: 1, name: hostile }, user: { id: 2, firstName: hostile } };
    const account = { kind: 'sample', identity } as const;
    const names = [
      personName(person({ firstName: hostile })),
      personName(person({ primaryEmail: hostile })),
      peopleInShort(interaction({ attendees: [hostile] })),
      tenantName(account),
      userName(account),
    ];
    expect(names).toEqual(names.map(() => 'Eve ]0;owned exe.fdp'));
    expect(filterWords({ colleague: { id: 7, name: hostile } })).toBe('with Eve ]0;owned exe.fdp');
  });
});
