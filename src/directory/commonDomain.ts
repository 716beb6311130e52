import type { KnownPerson } from '../model/knownPerson.ts';

/** Many people have an address of one of these, whatever their company. */
const mailboxProviders =
  /^(?:gmail|googlemail|outlook|hotmail|live|yahoo|icloud|me|proton|protonmail|gmx|web|aol)\./u;

/** The domain that most of the addresses have, if it is that of a company. */
export function commonDomain(people: readonly Pick<KnownPerson, 'email'>[]): string | undefined {
  const domains = people.flatMap(({ email = '' }) => {
    const domain = email.split('@')[1]?.toLowerCase() ?? '';
    return domain === '' || mailboxProviders.test(domain) ? [] : [domain];
  });
  const count = (domain: string): number => domains.filter((one) => one === domain).length;
  return domains.toSorted((one, other) => count(other) - count(one))[0];
}
