import type { Person } from '../affinity/index.ts';
import { emailOf, nameOrEmail, standingOf } from '../model/namedPerson.ts';
import { asShown } from '../protocol/bounds.ts';
import type { KnownPerson } from '../protocol/peopleView.ts';

/** A person of the service as the form shows and drafts keep them. Collaborators count as people from outside. */
export function knownPerson(person: Person): KnownPerson {
  const email = emailOf(person);
  return {
    id: person.id,
    name: asShown(nameOrEmail(person) || `#${person.id}`),
    ...(email === '' ? {} : { email: asShown(email) }),
    standing: standingOf(person),
  };
}
