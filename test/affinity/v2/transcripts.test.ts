import { expect, it } from 'vitest';
import { scriptedServer } from '../../support/scriptedServer.ts';
import { testClient } from '../testClient.ts';
import { collected } from '../walkService.ts';

const spoken = (content: string, startTimestamp: string | null = null) => ({
  content,
  speaker: 'Jane Roe',
  startTimestamp,
  endTimestamp: null,
});

it('keeps words that were spoken twice, and drops a fragment that two pages hold', async () => {
  const server = await scriptedServer(({ query }) => {
    const isFirst = query['cursor'] === undefined;
    const data = isFirst
      ? [spoken('Yes.'), spoken('Yes.'), spoken('Let us begin.', '00:00:05')]
      : [spoken('Let us begin.', '00:00:05'), spoken('Yes.')];
    const nextUrl = isFirst ? `${server.url}/v2/transcripts/4/fragments?cursor=b` : null;
    return { body: { data, pagination: { nextUrl, prevUrl: null } } };
  });
  const fragments = await collected(testClient(server).v2.transcripts.fragments(4));
  expect(fragments.map(({ content }) => content)).toEqual(['Yes.', 'Yes.', 'Let us begin.', 'Yes.']);
});
