import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileChangeType, Uri } from 'vscode';
import { treeCommands } from '../../../src/editor/commands/treeCommands.ts';
import { InteractionDocuments } from '../../../src/editor/documents/interactionDocuments.ts';
import { InteractionReader } from '../../../src/editor/reader/interactionReader.ts';
import { AccountFolder } from '../../../src/editor/storage/accountFolder.ts';
import { KeptDocuments } from '../../../src/editor/storage/keptDocuments.ts';
import type { TestSandboxOptions } from '../../../src/sandbox/testing/index.ts';
import { testClient } from '../../affinity/testClient.ts';
import { interaction } from '../../history/interaction.ts';
import { LINES, recordedPlace } from '../../notes/recordedMeeting.ts';
import { eventually } from '../../support/eventually.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import type { Script, ScriptedServer } from '../../support/scriptedServer.ts';
import { silentLog } from '../../support/silentLog.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'affinity-reader-'));
});
afterEach(async () => {
  await rm(home, { recursive: true });
});

const kickOff = interaction({ id: 417, title: 'Kick-off', noteIds: [5] });
const uri = Uri.from({ scheme: 'affinity', authority: 'acme', path: '/meeting-417/Kick-off.md' });

const service: Script = ({ path }) => ({
  body:
    path === '/notes/5'
      ? { id: 5, type: 0, content: 'They ship in March.' }
      : { id: 417, type: 0, date: '2025-01-02T10:00:00Z', title: 'Kick-off', notes: [5] },
});

/** The window as it is after a start: nothing has been opened in it. */
function startedWindow(server: ScriptedServer, remembers = true) {
  const kept = new KeptDocuments(new AccountFolder(home, 'acme', silentLog), () => remembers);
  const reader = new InteractionReader(testClient(server), kept);
  const session = { name: 'acme', reader };
  const sessions = { ready: Promise.resolve(), current: session };
  const documents = new InteractionDocuments(sessions as never, silentLog);
  const shown = async (): Promise<string> => Buffer.from(await documents.readFile(uri)).toString();
  return { reader, documents, session: session as never, shown };
}

describe('a document that the editor restores', () => {
  it('makes no request when it was not kept, and says how to read it', async () => {
    const server = await scriptedServer(service);
    const { documents, shown } = startedWindow(server, false);
    const { size, mtime } = await documents.stat(uri);
    expect(await shown()).toBe(
      '*This interaction isn’t stored on this machine. Use Refresh in the title bar to read it.*\n',
    );
    expect({ size, mtime }).toEqual({ size: Buffer.byteLength(await shown()), mtime: 0 });
    expect(server.requests).toEqual([]);
  });

  it('is read after a refresh, and then has a new modification time', async () => {
    const server = await scriptedServer(service);
    const { reader, documents, shown } = startedWindow(server, false);
    await shown();
    await reader.forget(0, 417);
    expect(await shown()).toContain('They ship in March.');
    expect((await documents.stat(uri)).mtime).toBeGreaterThan(0);
    expect(server.requests.map(({ path }) => path)).toEqual(['/interactions/417', '/notes/5']);
  });

  it('is read when its row is clicked, even when something else has read it before', async () => {
    const server = await scriptedServer(service);
    const { reader, shown } = startedWindow(server, false);
    await shown();
    const known = await reader.interaction(0, 417);
    expect(await shown()).toContain('isn’t stored');
    reader.know(known, 0);
    expect(await shown()).toContain('They ship in March.');
  });

  it('is requested once after it was deleted, so that the editor strikes it through', async () => {
    const server = await scriptedServer(() => ({ status: 404 }));
    const { documents, session, shown } = startedWindow(server);
    expect(await shown()).toContain('isn’t stored');
    await documents.deleted(session, 0, 417);
    await expect(shown()).rejects.toThrow();
    expect(server.requests).toHaveLength(1);
  });
});

describe('a document that is being read', () => {
  it('is not kept as it was when it is saved or deleted meanwhile', async () => {
    const { promise: later, resolve } = Promise.withResolvers<void>();
    const server = await scriptedServer((request, count) => ({
      ...service(request, count),
      after: request.path === '/notes/5' ? later : Promise.resolve(),
    }));
    const { reader, shown } = startedWindow(server);
    reader.know(kickOff, 0);
    const reading = reader.read(0, 417);
    await eventually(() => expect(server.requests).toHaveLength(1));
    await reader.forget(0, 417);
    resolve();
    expect(await reading).toHaveProperty('note', 'They ship in March.');
    expect(await startedWindow(server).shown()).toContain('isn’t stored');
    await shown();
    expect(await startedWindow(server).shown()).toContain('They ship in March.');
  });
});

describe('the notes of an interaction', () => {
  it('that can’t be read cost one sentence, and are read again by Refresh', async () => {
    let isFailing = true;
    const server = await scriptedServer((request, count) =>
      isFailing && request.path === '/notes/5' ? { status: 500 } : service(request, count),
    );
    const { reader, documents, session, shown } = startedWindow(server);
    reader.know(kickOff, 0);
    const failed = await shown();
    expect(failed).toContain('# Kick-off');
    expect(failed).toMatch(/Couldn’t read note 5\. Affinity returned an error \(500\)\..*Use Refresh/);
    isFailing = false;
    const changed: unknown[] = [];
    documents.onDidChangeFile((events) => changed.push(...events));
    const sessions = { ready: Promise.resolve(), current: session };
    await treeCommands(sessions as never, {} as never, documents).refresh(uri);
    expect(changed).toEqual([{ type: FileChangeType.Changed, uri }]);
    const text = await shown();
    expect(text).not.toContain('Couldn’t read note');
    expect(text).toMatch(/## Note\n\nThey ship in March\./);
  });

  it('are available to a tooltip once they were read, which never requests them', async () => {
    const server = await scriptedServer(service);
    const { reader } = startedWindow(server);
    reader.know(kickOff, 0);
    expect(await reader.noteRead(0, 417)).toBe('');
    const reading = reader.read(0, 417);
    expect(await reader.noteRead(0, 417)).toBe('');
    await reading;
    expect(await reader.noteRead(0, 417)).toBe('They ship in March.');
    expect(server.requests.map(({ path }) => path)).toEqual(['/notes/5']);
  });

  it('are available to a tooltip after a restart, whether or not the document is open', async () => {
    const server = await scriptedServer(service);
    const { reader } = startedWindow(server);
    reader.know(kickOff, 0);
    await reader.read(0, 417);
    const restarted = startedWindow(server);
    expect(await restarted.reader.noteRead(0, 417)).toBe('They ship in March.');
    expect(await restarted.shown()).toMatch(/^\*Last read on /);
    expect(await restarted.reader.noteRead(0, 417)).toBe('They ship in March.');
    expect(server.requests).toHaveLength(1);
  });
});

async function opened(options: TestSandboxOptions = {}) {
  const { client, sandbox, meetingId: id } = await recordedPlace(options);
  const kept = new KeptDocuments(new AccountFolder(home, 'acme', silentLog), () => true);
  const reader = new InteractionReader(client, kept);
  reader.know(await client.interactions.get(id, 0), 0);
  const shown = async (): Promise<string> => (await reader.read(0, id))?.markdown ?? '';
  return { reader, kept, sandbox, id, shown, signal: new AbortController().signal };
}

describe('the replies and the transcript of a document', () => {
  const offer =
    'Replies and the transcript haven’t been read yet. Use Read Replies and Transcript in the editor’s … menu';

  it('are offered, and not requested, when it is opened', async () => {
    const { sandbox, shown } = await opened();
    sandbox.clearRequests();
    expect(await shown()).toContain(offer);
    expect(sandbox.requests.map(({ path }) => path).toSorted()).toEqual(['/notes/601', '/notes/602']);
  });

  it('are in its text once they were read, and after a restart', async () => {
    const { reader, kept, sandbox, id, shown, signal } = await opened();
    await reader.readReplies({ type: 0, id }, signal);
    sandbox.clearRequests();
    const text = await shown();
    expect(text).not.toContain('haven’t been read');
    expect(text).toMatch(/### Reply from the meeting notetaker · [^\n]+\n\nPrice is open\.\n/);
    expect(text).toMatch(/### Reply from Ann Lee · [^\n]+\n\nI send it on Friday\.\n/);
    expect(text).toContain(String.raw`### Transcript

Ann Lee: Sentence 0 of \*many\*.  
Jane Roe: Sentence 1 of \*many\*.  
`);
    expect(text.match(/^(?:Ann Lee|Jane Roe): Sentence /gm)).toHaveLength(LINES);
    expect(text.indexOf('Sentence 249')).toBeLessThan(text.indexOf('Bring the list.'));
    expect((await kept.read(0, id))?.markdown).toBe(text);
    expect((await kept.read(0, id))?.note).toContain('Bring the list.');
    expect(sandbox.requests).toEqual([]);
  });

  it('are reported as missing once where V2 isn’t available, and not offered by the next document', async () => {
    const { reader, id, shown, signal } = await opened({ v2: { access: 'none' } });
    await reader.readReplies({ type: 0, id }, signal);
    const text = await shown();
    expect(text.match(/doesn’t provide replies and transcripts for your account/g)).toHaveLength(1);
    await reader.forget(0, id);
    expect(await shown()).not.toContain('eplies');
  });

  it('don’t replace a document that was refreshed meanwhile', async () => {
    const { reader, id, shown, signal } = await opened();
    const reading = reader.readReplies({ type: 0, id }, signal, () => void reader.forget(0, id));
    await reading;
    expect(await shown()).toContain(offer);
  });

  it('don’t exist without notes, so nothing is requested', async () => {
    const server = await scriptedServer(service);
    const { reader } = startedWindow(server);
    reader.know(interaction({ id: 1 }), 0);
    const { signal } = new AbortController();
    expect(await reader.readReplies({ type: 0, id: 1 }, signal)).toBeUndefined();
    expect(server.requests).toEqual([]);
  });
});
