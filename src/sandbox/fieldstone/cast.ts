export const colleagues = [
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
} as const satisfies Record<string, CastCompany>;

/** Known to the service and not to the firm: only a search finds them. */
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
  /** So many people of each company, from the first on. */
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

/** The companies that the firm knows and the people there. Addresses are made from names and domains. */
export interface CastCompany {
  readonly name: string;
  /** None for a company that keeps its name off the web. */
  readonly domain: string | undefined;
  /** First name and last name; one word is a first name alone. */
  readonly people: readonly string[];
  /** What the company is after, for titles and notes. */
  readonly topic: string;
}

export type CompanyKey = keyof typeof companies;
