import { AffinityClient, AffinityError } from '../../src/affinity/index.ts';
import { TestSandbox } from '../../src/sandbox/testing/index.ts';
import type { Random } from '../faults/random.ts';
import { NOW, ids, smallFirm } from '../sandbox/smallFirm.ts';
import type { Drawing } from './drawing.ts';
import { mutated, mutatedText } from './mutated.ts';

const apiKey = 'the-key-that-nobody-may-see';
const clock = { now: () => NOW, sleep: () => Promise.resolve() };
const span = { startTime: new Date(NOW - 300 * 86_400_000), endTime: new Date(NOW) };
const entry = { type: 0, personIds: [ids.ann, ids.jane], content: 'x', date: new Date(NOW) } as const;

/** Every request that the client can make, and how what is accepted of its answer goes on. */
const calls: readonly ((client: AffinityClient, drawing: Drawing) => Promise<string | undefined>)[] = [
  async (client, { drawInteraction }) => {
    const { items } = await client.interactions.list({ type: 0, personId: ids.jane, ...span });
    return first(items, (one) => drawInteraction(one));
  },
  async (client, { drawInteraction }) => {
    const { items } = await client.interactions.list({ type: 2, companyId: ids.acme, ...span });
    return first(items, (one) => drawInteraction(one));
  },
  async (client, { drawInteraction }) => {
    const { items } = await client.interactions.list({ type: 3, personId: ids.jane, ...span });
    return first(items, (one) => drawInteraction(one));
  },
  async (client, { drawInteraction }) => drawInteraction(await client.interactions.get(1001, 0)),
  async (client, { drawInteraction }) => drawInteraction(await client.interactions.create(entry)),
  async (client, { drawInteraction }) =>
    drawInteraction(await client.interactions.update(1001, 0, { content: 'y' })),
  async (client) => nothing(await client.interactions.delete(1004, 0)),
  async (client, { drawRecord }) => {
    const { items } = await client.persons.search('j');
    return first(items, ({ id, firstName = '' }) => drawRecord({ kind: 'person', id, name: firstName }));
  },
  async (client) => nothing(await client.persons.get(ids.jane, { withInteractionDates: true })),
  async (client, { drawRecord }) => {
    const { items } = await client.companies.search('acme');
    return first(items, ({ id, name }) => drawRecord({ kind: 'company', id, name }));
  },
  async (client) => nothing(await client.companies.get(ids.acme, { withInteractionDates: true })),
  async (client, { drawRecord }) => {
    const { items } = await client.opportunities.search('deal');
    return first(items, ({ id, name }) => drawRecord({ kind: 'opportunity', id, name }));
  },
  async (client) => nothing(await client.opportunities.get(ids.deal)),
  async (client, { drawNote }) => drawNote(await client.notes.get(ids.mentionNote)),
  async (client) => nothing(await client.whoami()),
  async (client) => nothing(await client.rateLimit()),
];

function nothing(_accepted: unknown): undefined {
  return undefined;
}

async function first<Item>(
  items: readonly Item[],
  complaint: (item: Item) => Promise<string | undefined> | string | undefined,
): Promise<string | undefined> {
  for (const item of items) {
    const found = await complaint(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Gives every call an answer that is not quite what it should be; what went wrong, if anything. */
export async function fuzzAnswer(
  index: number,
  random: Random,
  drawing: Drawing,
): Promise<string | undefined> {
  const call = calls[index % calls.length];
  const sandbox = new TestSandbox({ data: smallFirm(), clock });
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
    const complaint = await call?.(client, drawing);
    return complaint === undefined ? undefined : `${complaint}, for ${sent}`;
  } catch (error) {
    if (!(error instanceof AffinityError))
      return `call ${index % calls.length}, ${String(error)}, for ${sent}`;
    const told = [error.message, error.path, error.requestId, ...error.details].join('\n');
    return told.includes(apiKey) ? `the key is in ${told}` : undefined;
  }
}
