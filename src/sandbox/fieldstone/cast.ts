import { personTypes } from '../store/sampleData.ts';
import type { Person } from '../store/sampleData.ts';
import type { SampleDataBuilder } from '../store/sampleDataBuilder.ts';

const colleagues = [
  'Ann Lee',
  'Ben Carter',
  'Chloé Dubois',
  'Dmitri Volkov',
  'Emeka Obi',
  'Fiona Walsh',
] as const;

export const companies = {
  acme: {
    name: 'Acme Robotics',
    domain: 'acmerobotics.example',
    people: [
      'Jane Roe',
      'Marcus Okafor',
      'Yuki Tanaka',
      'Sofía Márquez',
      'David Kim',
      'Priya Nair',
      'Tom Becker',
      'Lena Fischer',
    ],
    topic: 'warehouse robots',
  },
  helios: {
    name: 'Helios Grid',
    domain: 'heliosgrid.example',
    people: ['Amara Diallo', 'Jonas Lindqvist', 'Grace Liu', 'Paul Moreau', 'Zeynep Aydın', 'Rafael Costa'],
    topic: 'grid storage',
  },
  tidewater: {
    name: 'Tidewater Analytics',
    domain: 'tidewater.example',
    people: ['Helen Brandt', 'Omar Farouk', 'Claire Fontaine', 'Sean Murphy'],
    topic: 'shipping data',
  },
  kvist: {
    name: 'Kvist & Bro Family Office',
    domain: 'kvistbro.example',
    people: ['Ingrid Østergård', 'Søren Bro'],
    topic: 'fund commitments',
  },
  lumen: {
    name: 'Lumen Therapeutics',
    domain: 'lumentx.example',
    people: ['Miriam Adler', 'Kwame Mensah', 'Laura Bianchi', 'Hiroshi Sato', 'Nina Petrova', 'Ethan Brooks'],
    topic: 'light-activated drugs',
  },
  brightloom: {
    name: 'Brightloom',
    domain: 'brightloom.example',
    people: ['Isabel Ferreira', 'Noah Williams', 'Mei-Ling Chen', 'Arjun Mehta', 'Katarzyna Wójcik'],
    topic: 'on-demand textiles',
  },
  polar: {
    name: 'Polar Freight',
    domain: 'polarfreight.example',
    people: ['Bjørn Halvorsen', 'Alice Johnson', 'Viktor Nagy', 'Samira Haddad', 'Luis Ortega'],
    topic: 'cold-chain logistics',
  },
  verdigris: {
    name: 'Verdigris Foods',
    domain: 'verdigris.example',
    people: ['Camille Laurent', 'Daniel O’Connor', 'Fatima Zahra', 'Mateo Ruiz'],
    topic: 'fermented protein',
  },
  monocle: {
    name: 'Monocle Security',
    domain: 'monocle.example',
    people: ['Rachel Stein', 'Ivan Horvat', 'Tara Singh', 'Alex Morgan', 'Lukas Weiß'],
    topic: 'identity checks',
  },
  quillstone: {
    name: 'Quillstone Labs',
    domain: undefined,
    people: ['Elif', 'Peter Nowak', 'Wanjiru Kamau'],
    topic: 'a product in stealth',
  },
  saltbox: {
    name: 'Saltbox Payments',
    domain: 'saltbox.example',
    people: ['Hannah Clarke', 'Tomás Herrera', 'Giulia Romano', 'Minh Nguyen', 'Olivia Grant', 'Jane Roe'],
    topic: 'payouts for marketplaces',
  },
  orchard: {
    name: 'Orchard & Pine Advisors',
    domain: 'orchardpine.example',
    people: [
      'Victoria Hale',
      'Stefan Ionescu',
      'Aoife Byrne',
      'Charles Whitfield',
      'Noor Haddad',
      'Maya Goldberg',
    ],
    topic: 'fund administration',
  },
  wrenfield: {
    name: 'Wrenfield Studios',
    domain: 'wrenfield.example',
    people: ['Nadia Rahman', 'Felix Sommer'],
    topic: 'interactive film',
  },
  ember: {
    name: 'Ember & Oak',
    domain: 'emberoak.example',
    people: ['Dario Conti', 'Ruth Álvarez'],
    topic: 'slow-cooked meals',
  },
} as const satisfies Record<string, CastCompany>;

/** The firm does not know these companies, so that only a search finds them. */
export const globalCompanies = [
  { name: 'Acme Aerospace', domains: ['acmeaero.example'] },
  { name: 'Acme Catering', domains: [] },
  { name: 'Heliotrope Media', domains: ['heliotrope.example'] },
  { name: 'Polaris Mining', domains: ['polarismining.example', 'polaris-group.example'] },
  { name: 'Saltmarsh Hotels', domains: ['saltmarsh.example'] },
  { name: 'Zenith Bicycles', domains: ['zenithbicycles.example'] },
] as const;

export const opportunities: readonly {
  readonly name: string;
  readonly companies: readonly CompanyKey[];
  /** The number of people of each company, from the first on. */
  readonly people: number;
}[] = [
  { name: 'Acme Robotics – Series C', companies: ['acme'], people: 4 },
  { name: 'Acme Robotics – secondary', companies: ['acme', 'orchard'], people: 2 },
  { name: 'Helios Grid – Series B', companies: ['helios'], people: 6 },
  { name: 'Lumen Therapeutics – bridge', companies: ['lumen'], people: 3 },
  { name: 'Brightloom – Series A', companies: ['brightloom'], people: 3 },
  { name: 'Monocle Security – seed extension', companies: ['monocle'], people: 2 },
  { name: 'Quillstone Labs – seed', companies: ['quillstone'], people: 3 },
  { name: 'Verdigris Foods – on hold', companies: ['verdigris'], people: 0 },
];

export const companyKeys = Object.keys(companies) as CompanyKey[];

/** The two people at the family office share an address, so that it does not identify one of them. */
const moreAddresses: Readonly<Record<string, readonly string[]>> = {
  'Ingrid Østergård': ['office@kvistbro.example'],
  'Søren Bro': ['office@kvistbro.example'],
  'Marcus Okafor': ['marcus@okafor.example'],
  'Mei-Ling Chen': ['meiling.chen@mail.example', 'mlc@alumni.example'],
};

const spelled: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', ı: 'i', ß: 'ss' };

/** A company that the firm knows. Addresses of its people are made from names and the domain. */
export interface CastCompany {
  readonly name: string;
  /** Undefined for a company in stealth. */
  readonly domain: string | undefined;
  /** First and last names; a single word is a first name. */
  readonly people: readonly string[];
  /** The company's business, for titles and notes. */
  readonly topic: string;
}

export type CompanyKey = keyof typeof companies;

/** The people of the sample workspace. */
export interface Cast {
  /** The user is the first. */
  readonly colleagues: readonly Person[];
  readonly at: Readonly<Record<CompanyKey, readonly Person[]>>;
}

export function cast(builder: SampleDataBuilder): Cast {
  const team = colleagues.map((name) =>
    builder.colleague({ ...nameOf(name), emails: [address(name, 'fieldstone.example')] }),
  );
  const staff = companyKeys.map((key) => [
    key,
    companies[key].people.map((name) => outsider(builder, key, name)),
  ]);
  return { colleagues: team, at: Object.fromEntries(staff) as Cast['at'] };
}

function outsider(builder: SampleDataBuilder, key: CompanyKey, name: string): Person {
  const { domain }: CastCompany = companies[key];
  const emails = [address(name, domain ?? 'mail.example'), ...(moreAddresses[name] ?? [])];
  return builder.person({
    ...nameOf(name),
    type: name === 'Charles Whitfield' ? personTypes.collaborator : personTypes.external,
    emails: name === 'Wanjiru Kamau' ? [] : emails,
  });
}

function nameOf(name: string): Pick<Person, 'firstName' | 'lastName'> {
  const [firstName = '', ...rest] = name.split(' ');
  return { firstName, lastName: rest.join(' ') };
}

/** An address in plain ASCII: accents are dropped, and letters such as ø are spelled out. */
function address(name: string, domain: string): string {
  const ascii = name
    .toLowerCase()
    .replace(/[øłıß’]/g, (letter) => spelled[letter] ?? '')
    .normalize('NFD')
    .replace(/[\u0300-\u036F]/g, '');
  return `${ascii.replaceAll(' ', '.')}@${domain}`;
}
