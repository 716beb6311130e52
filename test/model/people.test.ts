import { describe, expect, it } from 'vitest';
import { PersonType } from '../../src/affinity/index.ts';
import { interactionFileKey, interactionKey } from '../../src/model/interactionRef.ts';
import { isLoggedManually } from '../../src/model/isLoggedManually.ts';
import { emailOf, fullName, nameOrEmail, personTypes, standingOf } from '../../src/model/namedPerson.ts';
import { everyoneIn, involves, participants } from '../../src/model/participants.ts';

interface TestPerson {
  readonly id: number;
  readonly type?: number | undefined;
}

const ann: TestPerson = { id: 1, type: personTypes.internal };
const bob: TestPerson = { id: 2, type: personTypes.external };
const cat: TestPerson = { id: 3, type: personTypes.collaborator };
const dan: TestPerson = { id: 4 };

describe('the people of an interaction', () => {
  const interaction = { persons: [ann, bob], from: cat, to: [bob, dan], cc: [ann] };

  it('are each named once, external people first', () => {
    expect(participants(interaction)).toEqual([bob, ann, cat, dan]);
  });

  it('are those of all its fields', () => {
    expect(everyoneIn(interaction)).toEqual([ann, bob, cat, bob, dan, ann]);
    expect(involves(interaction, 3)).toBe(true);
    expect(involves(interaction, 5)).toBe(false);
  });
});

describe('a person', () => {
  it.each([
    [{ firstName: 'Ann', lastName: 'Lee', emails: ['a@x.example'] }, 'Ann Lee'],
    [{ firstName: ' Ann\n', emails: [] }, 'Ann'],
    [{ primaryEmail: 'a@x.example', emails: ['b@x.example'] }, 'a@x.example'],
    [{ primaryEmail: '', emails: ['b@x.example'] }, 'b@x.example'],
    [{ emails: [] }, ''],
  ])('%j is called %j', (person, expected) => {
    expect(nameOrEmail(person)).toBe(expected);
  });

  it('has a name and an address of one line', () => {
    expect(fullName({ firstName: 'A\u202En', lastName: 'L\r\nee' })).toBe('A n L ee');
    expect(emailOf({ emails: ['a@x.example\nb@x.example'] })).toBe('a@x.example b@x.example');
  });

  it('is internal only when the service says so', () => {
    expect(personTypes).toEqual(PersonType);
    expect([ann, bob, cat, dan].map((one) => standingOf(one))).toEqual([
      'internal',
      'external',
      'external',
      'external',
    ]);
  });
});

describe('an interaction', () => {
  it('is known by its type and id', () => {
    expect(interactionKey({ type: 0, id: 417 })).toBe('0:417');
    expect(interactionFileKey({ type: 3, id: 417 })).toBe('3-417');
  });

  it.each([
    [{ loggingType: 1 }, true],
    [{ manualCreatorId: 0 }, true],
    [{ loggingType: 0 }, false],
    [{}, false],
  ])('%j was logged manually: %s', (fields, expected) => {
    expect(isLoggedManually(fields)).toBe(expected);
  });
});
