import { AffinityClient } from '../../src/affinity/index.ts';
import { SampleDataBuilder, TestSandbox } from '../../src/sandbox/testing/index.ts';
import type { Random } from '../faults/random.ts';
import { DAY, NOW } from '../sandbox/smallFirm.ts';
import { mutated } from './mutated.ts';

const COUNT = 8;
const JANE = 11;
const clock = { now: () => NOW, sleep: () => Promise.resolve() };
const span = { startTime: new Date(NOW - 300 * DAY), endTime: new Date(NOW) };

/** Every list of the service. */
const lists = [
  (client: AffinityClient) => client.interactions.list({ type: 0, personId: JANE, ...span }),
  (client: AffinityClient) => client.persons.search('neighbour'),
  (client: AffinityClient) => client.companies.search('neighbour'),
  (client: AffinityClient) => client.opportunities.search('neighbour'),
] as const;

/** Spoils one item of a list; all others must be read, and the spoilt one be counted or read too. */
export async function fuzzNeighbours(index: number, random: Random): Promise<string | undefined> {
  const list = lists[index % lists.length] ?? lists[0];
  const sandbox = new TestSandbox({ data: neighbours(), clock });
  const spoilt = random.below(COUNT);
  let sent = '';
  let known: readonly number[] = [];
  const answering: typeof fetch = async (input, init) => {
    const body: unknown = await (await sandbox.fetch(input, init)).json();
    sent = JSON.stringify(body, (_, value: unknown) => {
      if (!isListOfAll(value) || known.length > 0) return value;
      known = value.map(({ id }) => id).filter((_id, at) => at !== spoilt);
      return value.map((item, at) => (at === spoilt ? mutated(item, random) : item));
    });
    return new Response(sent);
  };
  const client = new AffinityClient({ apiKey: sandbox.apiKey, fetch: answering, clock, maxRetries: 0 });
  try {
    const page = await list(client);
    const found = new Set(page.items.map(({ id }) => id));
    const missing = known.filter((id) => !found.has(id));
    const count = page.items.length + (page.rejected ?? []).length;
    const isWhole = known.length === COUNT - 1 && missing.length === 0 && count === COUNT;
    return isWhole ? undefined : `${missing.length} lost of ${count} in ${sent}`;
  } catch (error) {
    return `${String(error)} for ${sent}`;
  }
}

function isListOfAll(value: unknown): value is readonly { readonly id: number }[] {
  return Array.isArray(value) && value.length === COUNT;
}

function neighbours() {
  const firm = new SampleDataBuilder({ id: 7, name: 'Small Firm', subdomain: 'small' });
  firm.colleague({ id: 1, firstName: 'Ann', lastName: 'Lee', emails: ['ann@small.example'] });
  firm.person({ id: JANE, firstName: 'Jane', lastName: 'Roe', emails: ['jane@acme.example'] });
  for (let number = 0; number < COUNT; number += 1) {
    firm.interaction({ type: 0, date: NOW - (number + 1) * DAY, personIds: [1, JANE], title: 'Kick-off' });
    firm.person({ firstName: 'Neighbour', lastName: `No ${number}`, emails: [`n${number}@acme.example`] });
    firm.company({ name: `Neighbour ${number}`, domains: [`n${number}.example`] });
    firm.opportunity({ name: `Neighbour ${number}`, personIds: [JANE] });
  }
  return firm.build();
}
