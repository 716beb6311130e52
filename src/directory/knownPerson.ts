import { PersonType } from '../affinity/index.ts';
import type { Person } from '../affinity/index.ts';
import { asShown } from '../protocol/bounds.ts';
import type { KnownPerson } from '../protocol/peopleView.ts';

/** A person of the service as the form shows and drafts keep them. Collaborators count as people from outside. */
export function knownPerson(person: Person): KnownPerson {
  const email = person.primaryEmail ?? person.emails[0];
  const name = [person.firstName, person.lastName]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
  return {
    id: person.id,
    name: asShown(name || email || `#${person.id}`),
    ...(email === undefined ? {} : { email: asShown(email) }),
    standing: person.type === PersonType.internal ? 'internal' : 'external',
  };
}
