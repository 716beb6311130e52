import { onTestFinished } from 'vitest';
import { AffinityClient } from '../../src/affinity/index.ts';
import { SampleDataBuilder } from '../../src/sandbox/testing/index.ts';
import type { SampleData, TestSandbox, TestSandboxOptions } from '../../src/sandbox/testing/index.ts';
import { DAY, NOW } from '../sandbox/smallFirm.ts';
import { serveSandbox } from '../support/serveSandbox.ts';
import { VirtualClock } from '../support/virtualClock.ts';

const MINUTE = 60_000;

/** More than two pages. */
export const LINES = 250;

export const noteIds = { summary: 601, own: 602 } as const;

/** A meeting with a notetaker's note, which has two replies and a transcript, and a note without replies. */
function recordedMeeting(): SampleData {
  const firm = new SampleDataBuilder({ id: 7, name: 'Small Firm', subdomain: 'small' });
  const ann = firm.colleague({ firstName: 'Ann', lastName: 'Lee', emails: ['ann@small.example'] });
  const jane = firm.person({ firstName: 'Jane', lastName: 'Roe', emails: ['jane@acme.example'] });
  const meeting = firm.interaction({
    type: 0,
    date: NOW - DAY,
    personIds: [ann.id, jane.id],
    title: 'Pilot',
  });
  const written = { creatorId: ann.id, createdAt: NOW - DAY };
  const transcript = Array.from({ length: LINES }, (_, index) => ({
    speaker: index % 2 === 0 ? 'Ann Lee' : 'Jane Roe',
    content: `Sentence ${index} of *many*.`,
    start: index * 4,
    end: index * 4 + 3,
  }));
  const summary = '<p><strong>Summary</strong></p><p>The pilot goes on.</p>';
  firm.noteOn(meeting, { ...written, id: noteIds.summary, type: 3, content: summary, transcript });
  firm.noteOn(meeting, { ...written, id: noteIds.own, content: 'Bring the list.' });
  const reply = { creatorId: ann.id, parentId: noteIds.summary };
  firm.note({ ...reply, content: 'I send it on Friday.', createdAt: NOW - DAY + 9 * MINUTE });
  firm.note({ ...reply, type: 3, content: '<p>Price is open.</p>', createdAt: NOW - DAY + 5 * MINUTE });
  return firm.build();
}

export interface RecordedPlace {
  readonly client: AffinityClient;
  readonly sandbox: TestSandbox;
  readonly meetingId: number;
}

export async function recordedPlace(options: TestSandboxOptions = {}): Promise<RecordedPlace> {
  const clock = new VirtualClock(NOW, { sleep: 'at once' });
  const data = recordedMeeting();
  const served = await serveSandbox({ data, clock, ...options });
  onTestFinished(async () => served.close());
  const { sandbox, url: baseUrl } = served;
  const client = new AffinityClient({ apiKey: sandbox.apiKey, baseUrl, clock });
  return { client, sandbox, meetingId: data.interactions[0]?.id ?? 0 };
}
