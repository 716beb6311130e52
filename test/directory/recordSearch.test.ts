import { describe, expect, it } from 'vitest';
import { AffinityClient, AffinityError } from '../../src/affinity/index.ts';
import { personSearch, recordSearch } from '../../src/directory/recordSearch.ts';
import { TestSandbox } from '../../src/sandbox/testing/index.ts';
import { smallFirm } from '../sandbox/smallFirm.ts';

function aFirm() {
  const sandbox = new TestSandbox({ data: smallFirm() });
  const client = new AffinityClient({ apiKey: sandbox.apiKey, fetch: sandbox.fetch, maxRetries: 0 });
  return { sandbox, client };
}

describe('the search of records', () => {
  const signal = new AbortController().signal;

  it('finds all three kinds at once, people first', async () => {
    const { client } = aFirm();
    const acme = await recordSearch(client).search('acme', undefined, signal);
    expect(acme.items.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'person Jane Roe',
      'company Acme',
      'company World of Acme',
    ]);
    expect(acme.items[0]).toMatchObject({ detail: 'jane@acme.example', standing: 'external' });
    const deal = await recordSearch(client).search('deal', undefined, signal);
    expect(deal.items).toEqual([{ kind: 'opportunity', id: 31, name: 'Deal' }]);
  });

  it('sends one request for each kind', async () => {
    const { client, sandbox } = aFirm();
    await recordSearch(client).search('acme', undefined, signal);
    expect(sandbox.requests).toHaveLength(3);
  });

  it('returns the other kinds when one fails', async () => {
    const { client, sandbox } = aFirm();
    sandbox.play({ kind: 'status', status: 500, on: { path: '/organizations' } });
    const page = await recordSearch(client).search('acme', undefined, signal);
    expect(page.items.map(({ name }) => name)).toEqual(['Jane Roe']);
    expect(page.failures).toEqual([expect.any(AffinityError)]);
  });

  it('fails when every kind fails', async () => {
    const { client, sandbox } = aFirm();
    sandbox.play({ kind: 'status', status: 500, times: 3 });
    await expect(recordSearch(client).search('acme', undefined, signal)).rejects.toThrow(AffinityError);
  });

  it('continues only with the kinds that have more', async () => {
    const asked: string[] = [];
    const search =
      (name: string, tokens: readonly string[]) =>
      async (_: string, options?: { pageToken?: string | null | undefined }) => {
        asked.push(`${name} ${options?.pageToken ?? 'first'}`);
        const at = options?.pageToken ? tokens.indexOf(options.pageToken) + 1 : 0;
        const next = tokens[at];
        return { items: [], ...(next === undefined ? {} : { nextPageToken: next }) };
      };
    const source = recordSearch({
      persons: { search: search('persons', ['p2', 'p3']) },
      companies: { search: search('companies', []) },
      opportunities: { search: search('opportunities', ['o2']) },
    });
    const first = await source.search('a', undefined, signal);
    const second = await source.search('a', first.next, signal);
    const third = await source.search('a', second.next, signal);
    expect(third.next).toBeUndefined();
    expect(asked.slice(3)).toEqual(['persons p2', 'opportunities o2', 'persons p3']);
  });

  it('finds a person by both names, although the service compares them one by one', async () => {
    const { client } = aFirm();
    const source = personSearch(client.persons);
    for (const term of ['Jane Roe', 'roe, jane', 'jan ro']) {
      const { items } = await source.search(term, undefined, signal);
      expect(items.map(({ name }) => name)).toEqual(['Jane Roe']);
    }
    expect(await source.search('Jane Doe', undefined, signal)).toMatchObject({ items: [] });
  });

  it('also serves the form, among people only', async () => {
    const { client, sandbox } = aFirm();
    const page = await personSearch(client.persons).search('roe', undefined, signal);
    expect(page.items).toEqual([
      { id: 11, name: 'Jane Roe', email: 'jane@acme.example', standing: 'external' },
    ]);
    expect(sandbox.requests).toHaveLength(1);
  });
});
