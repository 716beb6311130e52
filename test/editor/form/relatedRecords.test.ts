import { describe, expect, it } from 'vitest';
import { AffinityClient } from '../../../src/affinity/index.ts';
import type { Draft } from '../../../src/drafts/model/draft.ts';
import { relatedRecords, suggestedRecords } from '../../../src/editor/form/relatedRecords.ts';
import { Timelines } from '../../../src/history/timelines.ts';
import type { RecordRef } from '../../../src/model/recordRef.ts';
import { TestSandbox } from '../../../src/sandbox/testing/index.ts';
import { aDraft, joe } from '../../drafts/support/aDraft.ts';
import { ids, NOW, smallFirm } from '../../sandbox/smallFirm.ts';

const acme: RecordRef = { kind: 'company', id: ids.acme, name: 'Acme' };
const silent: RecordRef = { kind: 'company', id: ids.silent, name: 'Silent' };
const deal: RecordRef = { kind: 'opportunity', id: ids.deal, name: 'Deal' };
const jane: RecordRef = { kind: 'person', id: ids.jane, name: 'Jane Roe' };

function aSession(followed: readonly RecordRef[] = []) {
  const sandbox = new TestSandbox({ data: smallFirm(), now: new Date(NOW) });
  const client = new AffinityClient({ apiKey: sandbox.apiKey, fetch: sandbox.fetch, maxRetries: 0 });
  const timelines = new Timelines(client, { now: () => NOW });
  const session = {
    timelines,
    followed: { current: followed },
    filter: { current: {} },
    connection: { client },
  } as unknown as Parameters<typeof suggestedRecords>[0] & Parameters<typeof relatedRecords>[0];
  return { sandbox, timelines, session };
}

const about = (record: RecordRef): Draft => aDraft({ subject: { kind: 'create', about: record } });

describe('the suggestions for what a new interaction is also on', () => {
  it('have the company or opportunity that the form is about, but no person', () => {
    const { sandbox, session } = aSession();
    expect(suggestedRecords(session, about(deal))).toEqual([deal]);
    expect(suggestedRecords(session, about(jane))).toEqual([]);
    expect(sandbox.requests).toEqual([]);
  });

  it('have followed records with loaded interactions with its people, without a request', async () => {
    const { sandbox, timelines, session } = aSession([acme, silent, jane]);
    expect(suggestedRecords(session, aDraft())).toEqual([]);
    await timelines.of(acme, 0).load();
    await timelines.of(silent, 0).load();
    sandbox.clearRequests();
    expect(suggestedRecords(session, aDraft())).toEqual([acme]);
    expect(suggestedRecords(session, about(acme))).toEqual([acme]);
    expect(suggestedRecords(session, aDraft({ people: aDraft().people.slice(0, 1) }))).toEqual([]);
    expect(sandbox.requests).toEqual([]);
  });

  it('have the company with the domain of its people when the field gets the focus, with one request', async () => {
    const { sandbox, session } = aSession();
    expect(await relatedRecords(session, aDraft())).toEqual([{ ...acme, detail: 'acme.example' }]);
    expect(sandbox.requests).toHaveLength(1);
    const withoutAddress = [{ state: 'known', key: 'p:12', person: joe }] as const;
    expect(await relatedRecords(session, aDraft({ people: withoutAddress }))).toEqual([]);
    expect(sandbox.requests).toHaveLength(1);
  });
});
