import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { scriptedServer } from '../../support/scriptedServer.ts';
import { wireCall } from '../wireInteraction.ts';

const door = new URL('../../../src/affinity/index.ts', import.meta.url).href;

/** The program's last promise settles while waits, a hold, a look-ahead and a full service were left behind. */
const program = (url: string) => `
  import { AffinityClient } from ${JSON.stringify(door)};
  const client = new AffinityClient({ apiKey: 'key', baseUrl: ${JSON.stringify(url)} });
  const stop = new AbortController();
  const { signal } = stop;
  const waits = [429, 503, 4].map((id) => client.notes.get(id, { signal }));
  setTimeout(() => stop.abort(), 300);
  await Promise.allSettled(waits);
  const query = { type: 1, personId: 1, startTime: '2015-01-01T00:00:00Z' };
  const other = new AffinityClient({ apiKey: 'key', baseUrl: ${JSON.stringify(url)} });
  for await (const call of other.interactions.iterate(query, { lookahead: 3 })) break;
  const crowded = new AffinityClient({ apiKey: 'key', baseUrl: ${JSON.stringify(url)} });
  await Promise.allSettled([1, 2].map((id) => crowded.persons.get(id)));
  await other.whoami();
  process.stdout.write('done');
`;

it('lets a process end as soon as its last promise has settled', async () => {
  const server = await scriptedServer(({ path }, count) => {
    if (path === '/auth/whoami') return { body: { tenant: { id: 1 }, user: { id: 1 } } };
    if (path.startsWith('/persons/')) return count % 2 ? { status: 429 } : { body: { id: 1 } };
    if (path === '/interactions') return { body: { events: [wireCall(count)] } };
    return { status: Number(path.slice('/notes/'.length)) || 500, headers: { 'Retry-After': '50' } };
  });
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program(server.url)]);
  const [output, problems] = [text(child.stdout), text(child.stderr)];
  await once(child.stdout, 'data');
  const doneAt = performance.now();
  const [code] = (await once(child, 'exit')) as [number];
  expect({ code, output: await output, problems: await problems }).toMatchObject({ code: 0, output: 'done' });
  // The timer of an attempt would hold it for 30 seconds, a wait for 50.
  expect(performance.now() - doneAt).toBeLessThan(3000);
}, 20_000);
