import { AffinityClient, AffinityError } from '../../src/affinity/index.ts';
import { createSandbox } from '../../src/sandbox/index.ts';
import type { Random } from '../faults/random.ts';
import { NOW, ids, smallFirm } from '../sandbox/smallFirm.ts';
import { mutated, mutatedText } from './mutated.ts';

const apiKey = 'the-key-that-nobody-may-see';
const clock = { now: () => NOW, sleep: () => Promise.resolve() };
const span = { startTime: new Date(NOW - 300 * 86_400_000), endTime: new Date(NOW) };
const entry = { type: 0, personIds: [ids.ann, ids.jane], content: 'x', date: new Date(NOW) } as const;

/** Every request that the client can make. */
const calls: readonly ((client: AffinityClient) => Promise<unknown>)[] = [
  (client) => client.interactions.list({ type: 0, personId: ids.jane, ...span }),
  (client) => client.interactions.list({ type: 2, companyId: ids.acme, ...span }),
  (client) => client.interactions.list({ type: 3, personId: ids.jane, ...span }),
  (client) => client.interactions.get(1001, 0),
  (client) => client.interactions.create(entry),
  (client) => client.interactions.update(1001, 0, { content: 'y' }),
  (client) => client.interactions.delete(1004, 0),
  (client) => client.persons.search('j'),
  (client) => client.persons.get(ids.jane, { withInteractionDates: true }),
  (client) => client.companies.search('acme'),
  (client) => client.companies.get(ids.acme, { withInteractionDates: true }),
  (client) => client.opportunities.search('deal'),
  (client) => client.opportunities.get(ids.deal),
  (client) => client.notes.get(ids.plainNote),
  (client) => client.whoami(),
  (client) => client.rateLimit(),
];

/** Gives every call an answer that is not quite what it should be; what went wrong, if anything. */
export async function fuzzAnswer(index: number, random: Random): Promise<string | undefined> {
  const call = calls[index % calls.length];
  const sandbox = createSandbox({ data: smallFirm(), clock });
  let sent = '';
  const answering: typeof fetch = async (input, init) => {
    const answer = await sandbox.fetch(input, {
      ...init,
      headers: { authorization: `Bearer ${sandbox.apiKey}`, 'content-type': 'application/json' },
    });
    const text = await answer.text();
    sent = random.chance(0.3) ? mutatedText(text, random) : JSON.stringify(mutated(JSON.parse(text), random));
    if (random.chance(0.1)) sent = sent.replace(/"/u, `"${apiKey}`);
    const status = random.chance(0.15)
      ? random.pick([400, 401, 404, 409, 422, 500, 503, 204, 302])
      : answer.status;
    return new Response(status === 204 ? null : sent, { status, headers: answer.headers });
  };
  const client = new AffinityClient({ apiKey, fetch: answering, clock, maxRetries: 0 });
  try {
    await call?.(client);
    return undefined;
  } catch (error) {
    if (!(error instanceof AffinityError))
      return `call ${index % calls.length}, ${String(error)}, for ${sent}`;
    const told = [error.message, error.path, error.requestId, ...error.details].join('\n');
    return told.includes(apiKey) ? `the key is in ${told}` : undefined;
  }
}

/** Spoils one item of a list; all others must be read, and the spoilt one be counted or read too. */
export async function fuzzNeighbours(random: Random): Promise<string | undefined> {
  const items = Array.from({ length: 8 }, (_, index) => ({
    id: 100 + index,
    type: 0,
    date: '2025-10-21T12:00:00Z',
    persons: [{ id: 11, type: 0, first_name: 'Jane', last_name: 'Roe', primary_email: null, emails: [] }],
    notes: [],
  }));
  const spoilt = random.below(items.length);
  const events = items.map((item, index) => (index === spoilt ? mutated(item, random) : item));
  const body = JSON.stringify({ events, next_page_token: null });
  const answering: typeof fetch = async () => new Response(body, { status: 200 });
  const client = new AffinityClient({ apiKey, fetch: answering, clock, maxRetries: 0 });
  try {
    const page = await client.interactions.list({ type: 0, personId: ids.jane, ...span });
    const found = new Set(page.items.map(({ id }) => id));
    const missing = items.filter(({ id }, index) => index !== spoilt && !found.has(id));
    const count = page.items.length + page.rejected.length;
    return missing.length === 0 && count === items.length ? undefined : `${missing.length} lost in ${body}`;
  } catch (error) {
    return `${String(error)} for ${body}`;
  }
}
