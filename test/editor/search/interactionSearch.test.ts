import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Disposable, EventEmitter } from 'vscode';
import type { Interaction } from '../../../src/affinity/index.ts';
import { toKnownPerson } from '../../../src/directory/toKnownPerson.ts';
import type { Draft } from '../../../src/drafts/model/draft.ts';
import { readInteraction, updateBase } from '../../../src/drafts/model/interactionReading.ts';
import { InteractionSearch } from '../../../src/editor/search/interactionSearch.ts';
import { InteractionSearches } from '../../../src/editor/search/interactionSearches.ts';
import { readQuery } from '../../../src/editor/search/readQuery.ts';
import { searchItems } from '../../../src/editor/search/searchItems.ts';
import { SearchTasks } from '../../../src/editor/search/searchTasks.ts';
import { SearchThread } from '../../../src/editor/search/searchThread.ts';
import type { SearchBackend } from '../../../src/editor/search/searchThread.ts';
import type { AccountSession } from '../../../src/editor/session/accountSession.ts';
import { openSession } from '../../../src/editor/session/openSession.ts';
import { historyFileName } from '../../../src/editor/storage/keptHistories.ts';
import { Writing } from '../../../src/editor/writing/writing.ts';
import { interactionKey } from '../../../src/model/interactionRef.ts';
import { typeIds } from '../../../src/model/interactionTypes.ts';
import { TestSandbox } from '../../../src/sandbox/testing/index.ts';
import { aDraft } from '../../drafts/support/aDraft.ts';
import { eventually } from '../../support/eventually.ts';
import { silentLog } from '../../support/silentLog.ts';
import { noForms } from '../support/formsInWindow.ts';
import { searchWorkerFile } from '../support/searchWorkerFile.ts';
import { seen } from '../support/vscodeStandIn.ts';

const company = { kind: 'company', id: 0, name: 'Verdigris Foods' } as {
  kind: 'company';
  id: number;
  name: string;
};
let home = '';
let worker = '';
const open: { dispose(): void }[] = [];

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'affinity-search-'));
  worker = await searchWorkerFile(home);
});
afterEach(() => {
  for (const one of open.splice(0)) one.dispose();
});
afterAll(async () => rm(home, { recursive: true, force: true }));

class HostOnly extends SearchTasks implements SearchBackend {
  dispose(): void {}
}

const kinds = { thread: () => new SearchThread(worker), host: () => new HostOnly() };
let accounts = 0;

async function editSubject({ connection: { client } }: AccountSession, { id }: Interaction) {
  const base = updateBase(await readInteraction(client, { type: 1, id }));
  return { kind: 'update', type: 1, id, base } as const;
}

function dateOf({ date }: Interaction): Draft['date'] {
  return { text: date.toISOString(), typedAt: date.toISOString(), zone: 'UTC' };
}

/** An editor with the sample data that follows one company, and how to start it again. */
async function editorWith({ remember = true, storagePath = path.join(home, String((accounts += 1))) } = {}) {
  const sandbox = new TestSandbox();
  const warn = vi.fn<(message: string) => void>();
  const setting = { remember };
  const start = async () => {
    const session = openSession(
      {
        kind: 'sample',
        identity: { tenant: { id: 1, name: 'Fieldstone', subdomain: 'fieldstone' }, user: { id: 2 } },
      } as never,
      {
        storagePath,
        sample: { apiKey: sandbox.apiKey, fetch: sandbox.fetch },
        configuration: {
          baseUrl: '',
          get rememberInteractions() {
            return setting.remember;
          },
          keepRequests: 0,
        },
        log: { ...silentLog, warn },
      },
    );
    if (session === undefined) throw new Error('There is no session.');
    open.push(session);
    await session.ready;
    const [found] = (await session.connection.client.companies.search(company.name)).items;
    const record = { ...company, id: found?.id ?? 0 };
    if (session.followed.current.length === 0) await session.followed.update(() => [record]);
    const searching = (kind: keyof typeof kinds) => {
      const search = new InteractionSearch(session, kinds[kind]());
      open.push(search);
      return search;
    };
    sandbox.clearRequests();
    return { session, record, searching };
  };
  return { sandbox, warn, setting, start };
}

const found = async (search: InteractionSearch, typed: string) =>
  (await search.search(await readQuery(typed, new Date()), 500)).found;

const filled = async (search: InteractionSearch): Promise<void> => {
  await eventually(() => expect(search.isFilled).toBe(true));
};

const all = { confirm: async () => true, withTexts: true };

describe.each(['thread', 'host'] as const)('a search in the %s', (kind) => {
  it('finds what is kept after a restart, without a request, and says what it covers', async () => {
    const editor = await editorWith();
    const first = await editor.start();
    await first.session.histories.read(first.record, all);
    first.session.dispose();
    const { searching } = await editor.start();
    const search = searching(kind);
    await filled(search);
    expect(editor.sandbox.requests).toEqual([]);
    const calls = await found(search, 'crowded type:call');
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.every(({ type, line }) => type === 1 && line?.includes('crowded') === true)).toBe(true);
    expect(search.coverage()).toMatchObject([{ isComplete: true }]);
  });

  it('follows what is loaded, read, saved, deleted and unfollowed', async () => {
    const editor = await editorWith();
    const { session, record, searching } = await editor.start();
    const search = searching(kind);
    await filled(search);
    expect(await found(search, 'type:call')).toEqual([]);
    expect(search.coverage()).toMatchObject([{ isComplete: false, isBegun: false }]);

    const calls = session.timelines.of(record, 1);
    await calls.load();
    await eventually(async () =>
      expect((await found(search, 'type:call')).length).toBe(calls.state.items.length),
    );
    expect(await found(search, 'crowded type:call')).toEqual([]);

    const { interactions } = await session.histories.read(record, all);
    const crowded = interactions.filter(({ type, text }) => type === 1 && text?.includes('crowded'));
    await eventually(async () =>
      expect(await found(search, 'crowded type:call')).toHaveLength(crowded.length),
    );
    const before = await found(search, 'crowded type:call');
    const [target] = before;
    if (target === undefined) throw new Error('Nothing is found.');

    session.timelines.remove(target.type, target.id);
    await eventually(async () =>
      expect((await found(search, 'crowded type:call')).length).toBe(before.length - 1),
    );
    const [, changed] = before;
    const row = (await session.histories.kept(record))?.interactions.find(
      ({ type, id }) => type === changed?.type && id === changed.id,
    );
    if (row === undefined) throw new Error('It is not kept.');
    const { text: _, ...interaction } = row;
    // The company's history has it, so it is still there, without a word on the company.
    session.timelines.put({ ...interaction, title: 'Xylophone' });
    await eventually(async () => expect(await found(search, 'xylophone')).toHaveLength(1));
    // Its note may have changed too, so the record isn't covered before that is read.
    expect(await found(search, 'xylophone crowded')).toEqual([]);
    expect(search.coverage()).toMatchObject([{ isComplete: false }]);
    await session.histories.read(record, all);
    await eventually(async () => expect(await found(search, 'xylophone crowded')).toHaveLength(1));

    await session.followed.update(() => []);
    await eventually(async () => expect(await found(search, 'type:call')).toEqual([]));
    expect(search.coverage()).toEqual([]);
  });

  it('no longer finds a kept interaction that was deleted elsewhere once newer rows are loaded', async () => {
    const editor = await editorWith();
    const first = await editor.start();
    const { interactions } = await first.session.histories.read(first.record, all);
    first.session.dispose();
    const calls = interactions.filter(({ type }) => type === 1);
    const [one, two] = calls;
    if (one === undefined || two === undefined) throw new Error('There are no calls.');
    editor.sandbox.deleteBehindTheBack(1, one.id);
    const { session, record, searching } = await editor.start();
    const loaded = session.timelines.of(record, 1);
    await loaded.load();
    const search = searching(kind);
    await filled(search);
    const ids = async () => (await found(search, 'type:call')).map(({ id }) => id);
    expect(await ids()).not.toContain(one.id);
    expect(await ids()).toHaveLength(calls.length - 1);
    editor.sandbox.deleteBehindTheBack(1, two.id);
    await loaded.refresh();
    await eventually(async () => expect(await ids()).not.toContain(two.id));
    // The older rows of the history aren't read again, so they come from the file.
    await session.histories.read(record, all);
    await loaded.refresh();
    await eventually(async () => expect(await ids()).toHaveLength(calls.length - 2));
  });

  it('keeps nothing on disk when nothing may be kept, and still finds it', async () => {
    const editor = await editorWith({ remember: false });
    const { session, record, searching } = await editor.start();
    await session.histories.read(record, all);
    const search = searching(kind);
    await filled(search);
    expect((await found(search, 'crowded')).length).toBeGreaterThan(0);
    expect(await session.folder.list('histories')).toEqual([]);
  });

  it('continues without a file that can’t be read', async () => {
    const editor = await editorWith();
    const { session, record, searching } = await editor.start();
    await session.histories.read(record, all);
    const file = path.join(session.folder.path, historyFileName(record));
    const bytes = await readFile(file);
    await writeFile(file, bytes.subarray(0, bytes.length / 3));
    const search = searching(kind);
    await filled(search);
    expect(await found(search, 'crowded')).toEqual([]);
    expect(editor.warn).toHaveBeenCalledWith(expect.stringContaining('histories/'));
    await session.histories.read(record, all);
    await eventually(async () => expect((await found(search, 'crowded')).length).toBeGreaterThan(0));
  });
});

/** Sends drafts in the window of a session. */
function windowOf(session: AccountSession, storagePath: string): Writing {
  const none = { dispose: () => undefined };
  const writing = new Writing({
    sessions: { current: session, ready: Promise.resolve(), onDidChange: () => none },
    configuration: { keepDraftsOnDisk: true, onDidChangeKeepDraftsOnDisk: () => none },
    documents: { saved: async () => undefined, deleted: async () => undefined },
    week: { noteChanged: () => undefined },
    forms: noForms,
    storagePath,
    log: silentLog,
  } as unknown as ConstructorParameters<typeof Writing>[0]);
  open.push(writing);
  return writing;
}

async function written(isRead: boolean, kept = true) {
  const editor = await editorWith({ remember: kept });
  const { session, record, searching } = await editor.start();
  if (isRead) await session.histories.read(record, all);
  const calls = session.timelines.of(record, 1);
  await calls.load();
  const row = calls.state.items.find(({ noteIds }) => noteIds.length === 1);
  if (row === undefined) throw new Error('There is no call.');
  const people = row.persons.map((person) => {
    const known = toKnownPerson(person);
    return { state: 'known', key: `p:${known.id}`, person: known } as const;
  });
  const draft = (changes: Partial<Draft>): Draft =>
    aDraft({ account: session.name, type: 1, people, ...changes });
  const writing = windowOf(session, path.join(home, String((accounts += 1))));
  const send = async (one: Draft) => {
    writing.drafts.store.keep(one);
    seen.answer = undefined;
    return writing.drafts.send(session, one, ['neighbours']);
  };
  return { editor, session, record, searching, row, draft, send };
}

describe('what was written in this window', () => {
  it.each([
    [true, true, true],
    [false, true, true],
    [false, true, false],
    [true, false, true],
    [false, false, false],
  ])(
    'is found at once, with a history read (%s) and kept (%s), by an index made before (%s) or after',
    async (isRead, kept, isBefore) => {
      const { editor, session, record, searching, row, draft, send } = await written(isRead, kept);
      const before = isBefore ? searching('host') : undefined;
      if (before !== undefined) await filled(before);
      const logged = await send(
        draft({ subject: { kind: 'create', about: record }, text: 'Talked about quokkas.' }),
      );
      if (logged?.kind !== 'saved') expect.unreachable();
      const subject = await editSubject(session, row);
      const edited = await send(draft({ id: 'two', subject, text: 'Now about wombats.', date: dateOf(row) }));
      expect(edited).toMatchObject({ kind: 'saved' });
      editor.sandbox.clearRequests();
      const search = before ?? searching('host');
      await filled(search);
      await search.upToDate;
      expect(await found(search, 'quokkas')).toMatchObject([{ type: 1, id: logged.interaction.id }]);
      expect(await found(search, 'wombats')).toMatchObject([{ type: 1, id: row.id }]);
      expect(search.coverage()).toMatchObject([{ isComplete: isRead }]);
      session.timelines.remove(1, logged.interaction.id);
      await search.upToDate;
      expect(await found(search, 'quokkas')).toEqual([]);
      expect(editor.sandbox.requests).toEqual([]);
    },
  );

  it.each([false, true])(
    'gives way to rows that were read later, with a history read (%s)',
    async (isRead) => {
      const { editor, session, record, searching, row, draft, send } = await written(isRead);
      const log = async (id: string, text: string) => {
        const logged = await send(draft({ id, subject: { kind: 'create', about: record }, text }));
        return logged?.kind === 'saved' ? logged.interaction.id : expect.unreachable();
      };
      const subject = await editSubject(session, row);
      await send(draft({ id: 'edit', subject, text: 'Now about wombats.', date: dateOf(row) }));
      const [gone, removed] = [await log('gone', 'About quokkas.'), await log('removed', 'About numbats.')];
      session.timelines.remove(1, removed);
      const moved = row.date.getTime() + 60_000;
      editor.sandbox.changeBehindTheBack(1, row.id, { date: moved });
      editor.sandbox.deleteBehindTheBack(1, gone);
      const edited = Date.now();
      await eventually(() => expect(Date.now()).toBeGreaterThan(edited));
      await session.timelines.of(record, 1).refresh();
      const search = searching('host');
      await filled(search);
      await search.upToDate;
      expect(await found(search, 'wombats')).toMatchObject([{ id: row.id, date: moved }]);
      expect(await found(search, 'quokkas')).toEqual([]);
      expect(await found(search, 'numbats')).toEqual([]);
    },
  );

  it('gives way to rows that were read later, also when another record is taken after theirs', async () => {
    const { editor, session, searching, row, draft, send } = await written(true);
    const [acme] = (await session.connection.client.companies.search('Acme Robotics')).items;
    const jane = row.persons.find(({ type }) => type === 0);
    if (acme === undefined || jane === undefined) throw new Error('There is no other record.');
    const person = { kind: 'person', id: jane.id, name: 'Jane' } as const;
    const other = { kind: 'company', id: acme.id, name: acme.name } as const;
    await session.followed.update(() => [person, other]);
    for (const record of [person, other]) await session.histories.read(record, all);
    const subject = await editSubject(session, row);
    await send(draft({ id: 'edit', subject, text: 'Now about wombats.', date: dateOf(row) }));
    const moved = row.date.getTime() + 60_000;
    editor.sandbox.changeBehindTheBack(1, row.id, { date: moved });
    const edited = Date.now();
    await eventually(() => expect(Date.now()).toBeGreaterThan(edited));
    const calls = session.timelines.of(person, 1);
    await calls.load();
    expect(calls.get(1, row.id)?.date.getTime()).toBe(moved);
    const search = searching('host');
    await filled(search);
    expect(await found(search, 'wombats')).toMatchObject([{ id: row.id, date: moved }]);
  });

  it('is found as a note that was added to an interaction with and without notes, beside the other notes', async () => {
    const { session, record, searching, row, draft, send } = await written(true);
    const search = searching('host');
    await filled(search);
    const [meeting] =
      (await session.histories.kept(record))?.interactions.filter(
        ({ type, noteIds }) => type === 0 && noteIds.length === 0,
      ) ?? [];
    if (meeting === undefined) throw new Error('There is no meeting without a note.');
    for (const [type, { id, date }] of [
      [0, meeting],
      [1, row],
    ] as const) {
      const subject = {
        kind: 'note',
        type,
        id,
        date: date.toISOString(),
        people: [],
        route: 'interaction',
      } as const;
      const sent = await send(
        draft({ id: `note-${String(type)}`, type, subject, text: 'About **quokkas**, too.' }),
      );
      expect(sent).toMatchObject({ kind: 'noted' });
    }
    await eventually(async () => expect(await found(search, '"about quokkas"')).toHaveLength(2));
    const { text = '' } =
      (await session.histories.kept(record))?.interactions.find(
        ({ type, id }) => type === 1 && id === row.id,
      ) ?? {};
    expect(text).toContain('About quokkas, too.');
    const word = /\p{L}{6,}/u.exec(text)?.[0] ?? '';
    const ids = (await found(search, `${word} quokkas`)).map(({ id }) => id);
    expect(ids).toContain(row.id);
    expect(search.coverage()).toMatchObject([{ isComplete: true }]);
  });

  it('is found where no followed record is known to have it, also after a restart, until it is deleted', async () => {
    const { editor, session, searching, draft, send } = await written(false);
    const search = searching('host');
    await filled(search);
    const log = async (id: string, text: string) => {
      const logged = await send(draft({ id, subject: { kind: 'create' }, text }));
      return logged?.kind === 'saved' ? logged.interaction.id : expect.unreachable();
    };
    const [kept, removed] = [await log('kept', 'About quokkas.'), await log('removed', 'About numbats.')];
    await search.upToDate;
    const answer = await search.search(await readQuery('quokkas', new Date()), 10);
    expect(answer.found).toMatchObject([{ type: 1, id: kept, records: [] }]);
    const view = { answer, coverage: search.coverage(), problems: [], isEmptyQuery: false, isFilling: false };
    const labels = searchItems({ ...view, isReading: false, end: undefined }).map(({ label }) => label);
    expect(labels[0]).toBe('Saved or opened here');
    session.timelines.remove(1, removed);
    await search.upToDate;
    expect(await found(search, 'numbats')).toEqual([]);
    await eventually(async () => expect(await session.folder.list('histories')).toContain('edits.json'));
    const again = (await editor.start()).searching('host');
    await filled(again);
    expect((await found(again, 'quokkas')).map(({ id }) => id)).toEqual([kept]);
    expect(await found(again, 'numbats')).toEqual([]);
  });

  it('is found after a restart, also when another window wrote it', async () => {
    const { editor, session, record, draft, send } = await written(true);
    await send(draft({ subject: { kind: 'create', about: record }, text: 'Talked about quokkas.' }));
    await eventually(async () => expect(await session.folder.list('histories')).toContain('edits.json'));
    const { searching } = await editor.start();
    const search = searching('host');
    await filled(search);
    expect(await found(search, 'quokkas')).toHaveLength(1);
    expect(editor.sandbox.requests).toEqual([]);
  });
});

it('finds the text of a document that was read before the first search, or before its row was loaded', async () => {
  const editor = await editorWith({ remember: false });
  const { session, record, searching } = await editor.start();
  const calls = session.timelines.of(record, 1);
  await calls.load();
  const row = calls.state.items.find(({ noteIds }) => noteIds.length > 0);
  if (row === undefined) throw new Error('There is no call.');
  session.reader.know(row, 1);
  const note = (await session.reader.read(1, row.id))?.note ?? '';
  const word = /\p{L}{6,}/u.exec(note)?.[0] ?? '';
  expect(word).not.toBe('');
  const search = searching('host');
  await filled(search);
  expect((await found(search, `${word} type:call`)).map(({ id }) => id)).toContain(row.id);
});

it('finds texts that were read for an export of some rows', async () => {
  const editor = await editorWith();
  const { session, record, searching } = await editor.start();
  const search = searching('host');
  await filled(search);
  const calls = session.timelines.of(record, 1);
  await calls.load();
  await search.upToDate;
  expect(await found(search, 'crowded')).toEqual([]);
  const { textOf } = await session.histories.readTexts(record, calls.state.items, all);
  await search.upToDate;
  const expected = calls.state.items.filter((one) => textOf(one)?.includes('crowded'));
  expect(expected.length).toBeGreaterThan(0);
  expect(await found(search, '"crowded"')).toHaveLength(expected.length);
});

it('estimates the requests for a record whose rows are loaded whole, and reading it requests none of them again', async () => {
  const editor = await editorWith();
  const { session, record, searching } = await editor.start();
  for (const type of typeIds) {
    const timeline = session.timelines.of(record, type);
    while (!timeline.state.allLoaded) await timeline.loadOlder();
  }
  const search = searching('host');
  await filled(search);
  const [coverage] = search.coverage();
  expect(coverage?.isComplete, 'their texts are missing').toBe(false);
  expect(coverage?.requestsLeft, 'one for each type, and one for the notes').toBe(typeIds.length + 1);
  editor.sandbox.clearRequests();
  const { end } = await session.histories.read(record, all);
  expect(end).toEqual({ kind: 'complete' });
  const read = editor.sandbox.requests.filter(({ path: asked }) => asked.startsWith('/interactions'));
  expect(read.length).toBeLessThanOrEqual(typeIds.length);
  await search.upToDate;
  expect(search.coverage()).toMatchObject([{ isComplete: true }]);
});

describe('the list of a search', () => {
  it('offers to export a result, and hands out all of it with the texts that are kept', async () => {
    const editor = await editorWith();
    const { session, record } = await editor.start();
    const { interactions } = await session.histories.read(record, all);
    const searches = new InteractionSearches({ onDidChange: () => new Disposable(() => {}) } as never, home);
    open.push(searches);
    editor.sandbox.clearRequests();
    const choosing = searches.choose(session);
    const input = seen.inputs.at(-1);
    if (input === undefined) throw new Error('There is no list.');
    await eventually(() => expect(input.items.length).toBeGreaterThan(10));
    expect(input.buttons, 'the newest interactions are no result').toEqual([]);
    input.type('xyzzyplugh');
    await eventually(() => expect(input.items[0]?.label).toContain('No matches'));
    expect(input.buttons).toEqual([]);
    input.type('"crowded"');
    await eventually(() => expect(input.buttons).toHaveLength(1));
    input.press(input.buttons[0]);
    const chosen = await choosing;
    const items = chosen !== undefined && 'items' in chosen ? chosen.items : [];
    const expected = interactions.filter(({ text }) => text?.includes('crowded'));
    expect(new Set(items.map(({ interaction }) => interactionKey(interaction)))).toEqual(
      new Set(expected.map((one) => interactionKey(one))),
    );
    expect(items.every(({ text }) => text?.includes('crowded'))).toBe(true);
    expect(items.every((item) => item.record.id === record.id)).toBe(true);
    expect(editor.sandbox.requests).toEqual([]);
  });
});

it('shows the last query of the session again, selected, and forgets it when the session ends', async () => {
  const editor = await editorWith();
  const { session } = await editor.start();
  const changes = new EventEmitter<void>();
  const searches = new InteractionSearches({ onDidChange: changes.event } as never, home);
  open.push(searches);
  const choose = async (typed?: string) => {
    const choosing = searches.choose(session);
    const input = seen.inputs.at(-1);
    const { value, valueSelection } = (input ?? {}) as {
      readonly value?: string;
      readonly valueSelection?: unknown;
    };
    if (typed !== undefined) input?.type(typed);
    input?.hide();
    expect(await choosing).toBeUndefined();
    return { value, valueSelection };
  };
  expect(await choose('quokkas')).toMatchObject({ value: '' });
  expect(await choose('')).toEqual({ value: 'quokkas', valueSelection: [0, 7] });
  expect(await choose('wombats')).toMatchObject({ value: '' });
  const choosing = searches.choose(session);
  changes.fire();
  expect(await choosing).toBeUndefined();
  expect(await choose()).toMatchObject({ value: '' });
});

it('gives the interaction whose button was used, to be logged again', async () => {
  const editor = await editorWith();
  const { session, record } = await editor.start();
  await session.histories.read(record, all);
  const searches = new InteractionSearches({ onDidChange: () => new Disposable(() => {}) } as never, home);
  open.push(searches);
  const choosing = searches.choose(session);
  const input = seen.inputs.at(-1);
  input?.type('type:call');
  const calls = () => input?.items.filter((item) => 'buttons' in item) ?? [];
  await eventually(() => expect(calls().length).toBeGreaterThan(5));
  const [first] = calls() as {
    readonly label: string;
    readonly found?: object;
    readonly buttons?: unknown[];
  }[];
  input?.pressOn(first?.label ?? '', first?.buttons?.[0]);
  const chosen = await choosing;
  if (chosen === undefined || !('interaction' in chosen)) expect.unreachable();
  expect(chosen.isLoggedAgain).toBe(true);
  expect(chosen.interaction.type).toBe(1);
  expect(first?.found).toMatchObject({ id: chosen.interaction.id });
});

describe('what a search keeps', () => {
  it('holds no key, and nothing of it is found in another account', async () => {
    const storagePath = path.join(home, 'shared');
    const editor = await editorWith({ storagePath });
    const { session, record, searching } = await editor.start();
    await session.histories.read(record, all);
    const search = searching('host');
    await filled(search);
    expect((await found(search, 'crowded')).length).toBeGreaterThan(0);
    const names = await readdir(path.join(session.folder.path, 'histories'));
    expect(names).toEqual([path.basename(historyFileName(record))]);
    const bytes = await readFile(path.join(session.folder.path, historyFileName(record)));
    const text = gunzipSync(bytes).toString();
    expect(text).toContain('crowded');
    for (const key of [editor.sandbox.apiKey, btoa(`:${editor.sandbox.apiKey}`)])
      expect(text).not.toContain(key);

    const baseUrl = 'http://127.0.0.1:9';
    const identity = { tenant: { id: 1, name: 'Other', subdomain: 'other' }, user: { id: 3 } };
    const other = openSession({ kind: 'key', baseUrl, apiKey: 'another-key', identity } as never, {
      storagePath,
      sample: { apiKey: '', fetch: globalThis.fetch },
      configuration: { baseUrl, rememberInteractions: true, keepRequests: 0 },
      log: silentLog,
    });
    if (other === undefined) throw new Error('There is no session.');
    open.push(other);
    await other.ready;
    await other.followed.update(() => [record]);
    const elsewhere = new InteractionSearch(other, kinds.host());
    open.push(elsewhere);
    await filled(elsewhere);
    expect(await found(elsewhere, 'crowded')).toEqual([]);
    expect(elsewhere.coverage()).toMatchObject([{ isBegun: false }]);
  });
});

describe('the search thread', () => {
  it('is replaced by the host when it can’t start or ends', async () => {
    const editor = await editorWith();
    const { session, record } = await editor.start();
    await session.histories.read(record, all);
    const broken = new InteractionSearch(session, new SearchThread(path.join(home, 'missing.cjs')));
    open.push(broken);
    await eventually(async () => expect((await found(broken, 'crowded')).length).toBeGreaterThan(0));
    expect(editor.warn).toHaveBeenCalledWith(expect.stringContaining('search thread failed'));
  });
});
