import type { Person } from '../affinity/index.ts';
import { displayText } from '../model/displayText.ts';
import type { KnownPerson } from '../model/knownPerson.ts';
import { emailOf, nameOrEmail, standingOf } from '../model/namedPerson.ts';

/** Converts a person of the service to the form that drafts keep. Collaborators count as external. */
export function toKnownPerson(person: Person): KnownPerson {
  const email = emailOf(person);
  return {
    id: person.id,
    name: displayText(nameOrEmail(person) || `#${person.id}`),
    ...(email === '' ? {} : { email: displayText(email) }),
    standing: standingOf(person),
  };
}
