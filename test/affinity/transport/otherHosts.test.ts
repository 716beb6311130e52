import { describe, expect, it } from 'vitest';
import { scriptedServer } from '../../support/scriptedServer.ts';
import { failure, testClient } from '../testClient.ts';

const span = { startTime: '2025-01-01T00:00:00Z', endTime: '2025-02-01T00:00:00Z' };
const entry = { type: 1, personIds: [1, 2], content: 'x', date: '2025-01-01T00:00:00Z' } as const;

describe('another host', () => {
  it.each([301, 302, 303, 307, 308])('gets no request when the service redirects with %i', async (status) => {
    const other = await scriptedServer([]);
    const server = await scriptedServer(() => ({
      status,
      headers: { location: `${other.url}/interactions` },
    }));
    const client = testClient(server, { maxRetries: 0 });
    const calls = [
      () => client.whoami(),
      () => client.interactions.list({ type: 1, personId: 5, ...span }),
      () => client.interactions.create(entry),
      () => client.interactions.update(1, 1, { content: 'x' }),
      () => client.interactions.delete(1, 1),
    ];
    for (const call of calls) expect((await failure(call())).kind).toBe('bad-response');
    expect(server.requests).toHaveLength(calls.length);
    expect(other.requests).toEqual([]);
  });

  it('gets no request because of a token, a header or a URL in a response', async () => {
    const other = await scriptedServer([]);
    const answer = {
      headers: {
        link: `<${other.url}>; rel="next"`,
        refresh: `0; url=${other.url}`,
        'content-location': other.url,
      },
      body: { events: [], next_page_token: `${other.url}/interactions`, next_page_url: other.url },
    };
    const server = await scriptedServer([answer, { body: { events: [] } }]);
    const { interactions } = testClient(server);
    const { nextPageToken } = await interactions.list({ type: 1, personId: 5, ...span });
    await interactions.list({ type: 1, personId: 5, ...span, pageToken: nextPageToken });
    expect(server.requests).toHaveLength(2);
    expect(other.requests).toEqual([]);
  });
});
