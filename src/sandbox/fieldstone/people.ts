import type { Person } from '../store/sampleData.ts';
import type { SampleDataBuilder } from '../store/sampleDataBuilder.ts';
import { colleagues, companies } from './cast.ts';
import type { CastCompany, CompanyKey } from './cast.ts';

export const companyKeys = Object.keys(companies) as CompanyKey[];

/** The two at the family office share an address, so that it alone does not say who is meant. */
const moreAddresses: Readonly<Record<string, readonly string[]>> = {
  'Ingrid Østergård': ['office@kvistbro.example'],
  'Søren Bro': ['office@kvistbro.example'],
  'Marcus Okafor': ['marcus@okafor.example'],
  'Mei-Ling Chen': ['meiling.chen@mail.example', 'mlc@alumni.example'],
};

const spelled: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', ı: 'i', ß: 'ss' };

/** Everyone in the sample workspace, where the histories can find them. */
export interface People {
  /** The user is the first. */
  readonly colleagues: readonly Person[];
  readonly at: Readonly<Record<CompanyKey, readonly Person[]>>;
}

export function people(builder: SampleDataBuilder): People {
  const team = colleagues.map((name) =>
    builder.colleague({ ...nameOf(name), emails: [address(name, 'fieldstone.example')] }),
  );
  const staff = companyKeys.map((key) => [
    key,
    companies[key].people.map((name) => outsider(builder, key, name)),
  ]);
  return { colleagues: team, at: Object.fromEntries(staff) as People['at'] };
}

function outsider(builder: SampleDataBuilder, key: CompanyKey, name: string): Person {
  const { domain }: CastCompany = companies[key];
  const emails = [address(name, domain ?? 'mail.example'), ...(moreAddresses[name] ?? [])];
  return builder.person({
    ...nameOf(name),
    // A guest of the firm's own lists, neither internal nor external.
    type: name === 'Charles Whitfield' ? 2 : 0,
    emails: name === 'Wanjiru Kamau' ? [] : emails,
  });
}

function nameOf(name: string): Pick<Person, 'firstName' | 'lastName'> {
  const [firstName = '', ...rest] = name.split(' ');
  return { firstName, lastName: rest.join(' ') };
}

/**
 * An address in plain ASCII: accents are dropped, and letters that are no base plus accent are spelled out.
 */
function address(name: string, domain: string): string {
  const ascii = name
    .toLowerCase()
    .replace(/[øłıß’]/g, (letter) => spelled[letter] ?? '')
    .normalize('NFD')
    .replace(/[\u0300-\u036F]/g, '');
  return `${ascii.replaceAll(' ', '.')}@${domain}`;
}
