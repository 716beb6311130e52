import { describe, expect, it } from 'vitest';
import { readReplies } from '../../src/notes/noteReplies.ts';
import type { ReadReplies } from '../../src/notes/noteReplies.ts';
import type { TestSandboxOptions } from '../../src/sandbox/testing/index.ts';
import { failure } from '../affinity/testClient.ts';
import { LINES, noteIds, recordedPlace } from './recordedMeeting.ts';
import type { RecordedPlace } from './recordedMeeting.ts';

interface Reading {
  readonly options?: TestSandboxOptions;
  readonly stop?: AbortController;
  readonly onLines?: (count: number) => void;
  readonly before?: (place: RecordedPlace) => void;
}

async function reading({ options, stop = new AbortController(), onLines, before }: Reading = {}) {
  const place = await recordedPlace(options);
  const { client, sandbox, meetingId } = place;
  const { noteIds: ids } = await client.interactions.get(meetingId, 0);
  const notes = await Promise.all(ids.map((id) => client.notes.get(id)));
  sandbox.clearRequests();
  before?.(place);
  const request = { interaction: { type: 0, id: meetingId }, notes, signal: stop.signal };
  const read = readReplies(client.v2, { ...request, ...(onLines && { onLines }) });
  return { read, sandbox };
}

const transcriptOf = ({ ofNotes }: ReadReplies) => ofNotes.get(noteIds.summary)?.transcript ?? [];

describe('the replies to the notes of an interaction', () => {
  it('are read with their authors, oldest first, and the whole transcript in its order', async () => {
    const counts: number[] = [];
    const { read, sandbox } = await reading({ onLines: (count) => counts.push(count) });
    const replies = await read;
    expect(replies).toMatchObject({ isComplete: true, lackedBy: undefined });
    expect(replies.ofNotes.get(noteIds.summary)?.replies).toMatchObject([
      { isByNotetaker: true, html: '<p>Price is open.</p>' },
      {
        isByNotetaker: false,
        author: { firstName: 'Ann', lastName: 'Lee' },
        html: '<p>I send it on Friday.</p>',
      },
    ]);
    expect(replies.ofNotes.get(noteIds.own)).toEqual({ replies: [], transcript: [] });
    expect(transcriptOf(replies).map(({ content }) => content)).toEqual(
      Array.from({ length: LINES }, (_, index) => `Sentence ${index} of *many*.`),
    );
    expect(counts).toEqual([100, 200, LINES]);
    // Note and replies of both notes, and three pages.
    expect(sandbox.requests).toHaveLength(7);
    expect(new Set(sandbox.requests.map(({ apiVersion }) => apiVersion))).toEqual(new Set(['2026-09-17']));
  });

  it('keep the pages of a transcript that were read before a stop', async () => {
    const stop = new AbortController();
    const { read } = await reading({ stop, onLines: (count) => count === 200 && stop.abort() });
    const replies = await read;
    expect(replies).toMatchObject({ isComplete: false });
    expect(transcriptOf(replies)).toHaveLength(200);
  });

  it('keep what was read before a failure, and tell it', async () => {
    const fault = { kind: 'status', status: 422, on: { path: /\/fragments\?cursor/ } } as const;
    const { read } = await reading({ before: ({ sandbox }) => sandbox.play(fault) });
    const replies = await read;
    expect(replies).toMatchObject({ isComplete: false, failure: { kind: 'invalid-request' } });
    expect(transcriptOf(replies)).toHaveLength(100);
  });

  it('reject when they are stopped before anything was read', async () => {
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    const { read, sandbox } = await reading({ stop });
    await expect(read).rejects.toThrow('stopped');
    expect(sandbox.requests).toEqual([]);
  });

  it.each([
    [{ v2: { access: 'none' } }, 'account'],
    [{ open: { v2NoteIds: 'separate' } }, 'notes'],
  ] as [TestSandboxOptions, string][])('with %j are known to be missing', async (options, lackedBy) => {
    const { read } = await reading({ options });
    expect(await read).toMatchObject({ lackedBy, isComplete: true });
  });

  it('leave the transcript where only replies are switched off', async () => {
    const { read } = await reading({ options: { v2: { access: 'without-beta' } } });
    const replies = await read;
    expect(replies.lackedBy).toBeUndefined();
    expect(replies.ofNotes.get(noteIds.summary)?.replies).toEqual([]);
    expect(transcriptOf(replies)).toHaveLength(LINES);
  });

  it('are not those of another note that has the same number in V2', async () => {
    const { client, sandbox, meetingId } = await recordedPlace();
    const note = await client.notes.get(noteIds.summary);
    const other = { ...note, createdAt: new Date(0) };
    const request = { notes: [other], signal: new AbortController().signal };
    sandbox.clearRequests();
    const replies = await readReplies(client.v2, { ...request, interaction: { type: 1, id: meetingId } });
    expect(replies).toMatchObject({ lackedBy: 'notes' });
    expect(sandbox.requests).toHaveLength(1);
  });

  it('can’t be read with an id that is none', async () => {
    const { client } = await recordedPlace();
    expect(() => client.v2.transcripts.fragments(-1)).toThrow(/^id must be an integer/);
    expect((await failure(client.v2.notes.get(1.5))).kind).toBe('invalid-argument');
  });
});
