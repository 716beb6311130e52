import { onePerson } from '../../directory/typedPeople.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import type { FoundPerson } from '../extract/extraction.ts';
import { isNoPerson } from '../extract/isNoPerson.ts';
import { isPersonName, nameOfEntry } from '../extract/nameOfEntry.ts';
import { MAX_PEOPLE } from '../model/draft.ts';

/** The user who logs it is one of its people as well. */
const USER = 1;

/** A person as a file names them: by an address, a name, or both. */
export interface NamedPerson {
  readonly name: string;
  readonly email?: string;
}

export interface PeopleOfFile {
  readonly people: readonly FoundPerson[];
  readonly addresses: number;
  /** Names without an address, which are proposals. */
  readonly listed: number;
  readonly leftOut: number;
}

/** Each person once, without the user, rooms, lists and machines. A name without an address is a proposal. */
export function peopleOfFile(named: readonly NamedPerson[], user: KnownPerson): PeopleOfFile {
  const found = new Map<string, FoundPerson>();
  for (const one of named) {
    const person = one.email === undefined ? proposed(one.name) : addressed(one.name, one.email);
    if (person === undefined || isUser(person, user)) continue;
    const key = person.email ?? person.typed.toLowerCase();
    if (!found.has(key)) found.set(key, person);
  }
  const names = new Set(
    [...found.values()].flatMap(({ name, email }) =>
      email !== undefined && name !== undefined ? [name.toLowerCase()] : [],
    ),
  );
  const all = [...found.values()].filter(
    ({ email, name = '' }) => email !== undefined || !names.has(name.toLowerCase()),
  );
  const people = all.slice(0, MAX_PEOPLE - USER);
  const listed = people.filter(({ email }) => email === undefined).length;
  return { people, addresses: people.length - listed, listed, leftOut: all.length - people.length };
}

function addressed(name: string, email: string): FoundPerson | undefined {
  const [local = '', domain = ''] = email.split('@');
  if (isNoPerson(local, domain, '')) return undefined;
  const written = name
    .replaceAll(/["\\\p{Cc}]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const isName = written !== '' && !written.includes('@');
  const person = onePerson(isName ? `"${written}" <${email}>` : email);
  return person.email === email ? person : { typed: email, email };
}

function proposed(entry: string): FoundPerson | undefined {
  const name = nameOfEntry(entry);
  if (
    name === undefined ||
    !isPersonName(name) ||
    /^(?:speaker|unknown|participant|caller|guest|user)\b/iu.test(name)
  )
    return undefined;
  return { typed: name, name, proposed: true };
}

function isUser({ name, email }: FoundPerson, user: KnownPerson): boolean {
  if (email !== undefined) return email === user.email?.toLowerCase();
  return name?.toLowerCase() === user.name.toLowerCase();
}
