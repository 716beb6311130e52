import { describe, expect, it } from 'vitest';
import { AffinityClient } from '../../../src/affinity/index.ts';
import { recordContacts } from '../../../src/editor/form/recordContacts.ts';
import { Timelines } from '../../../src/history/timelines.ts';
import type { RecordRef } from '../../../src/model/recordRef.ts';
import { SampleDataBuilder, TestSandbox } from '../../../src/sandbox/testing/index.ts';
import { DAY, NOW } from '../../sandbox/smallFirm.ts';

const acme: RecordRef = { kind: 'company', id: 21, name: 'Acme' };
const now = new Date(NOW);

/** Met: Ida 3 days ago, Olaf 10 days ago and planned in 5 days, Una 2 years ago. */
function anEditor() {
  const firm = new SampleDataBuilder({ id: 7, name: 'Small Firm', subdomain: 'small' });
  const ann = firm.colleague({ firstName: 'Ann', emails: ['ann@small.example'] });
  const [ida, olaf, una] = ['Ida', 'Olaf', 'Una'].map((firstName) =>
    firm.person({ firstName, lastName: '' }),
  );
  if (ida === undefined || olaf === undefined || una === undefined) throw new Error('no people');
  firm.company({ id: acme.id, name: acme.name, personIds: [ida.id, olaf.id, una.id] });
  const meeting = (person: { readonly id: number }, days: number) =>
    firm.interaction({ type: 0, date: NOW + days * DAY, personIds: [ann.id, person.id] });
  meeting(olaf, -10);
  meeting(ida, -3);
  meeting(olaf, 5);
  meeting(una, -730);
  const sandbox = new TestSandbox({ data: firm.build(), now });
  const client = new AffinityClient({ apiKey: sandbox.apiKey, fetch: sandbox.fetch, maxRetries: 0 });
  const timelines = new Timelines(client, { now: () => NOW });
  const contacts = async () => {
    const people = await recordContacts(acme, timelines, client.interactions, now);
    return people.map(({ name }) => name.trim());
  };
  return { sandbox, timelines, contacts };
}

describe('the people of a company', () => {
  it('are those of its meetings of the last year, the one met last first, with one request', async () => {
    const { sandbox, contacts } = anEditor();
    expect(await contacts()).toEqual(['Ida', 'Olaf']);
    expect(sandbox.requests).toHaveLength(1);
  });

  it('are those of its loaded rows, without a request', async () => {
    const { sandbox, timelines, contacts } = anEditor();
    const timeline = timelines.of(acme, 0);
    await timeline.load();
    while (!timeline.state.allLoaded) await timeline.loadOlder();
    sandbox.clearRequests();
    expect(await contacts()).toEqual(['Ida', 'Olaf', 'Una']);
    expect(sandbox.requests).toEqual([]);
  });

  it('are not available when the service fails', async () => {
    const { sandbox, contacts } = anEditor();
    sandbox.play({ kind: 'status', status: 500, times: Infinity });
    await expect(contacts()).rejects.toThrow();
  });
});
