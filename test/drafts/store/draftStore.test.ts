import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/drafts/model/draft.ts';
import { draftText, readDraftText } from '../../../src/drafts/model/draft.ts';
import { memoryInsteadOf, memoryStorage } from '../../../src/drafts/store/draftStorage.ts';
import type { DraftStorage } from '../../../src/drafts/store/draftStorage.ts';
import { DraftStore } from '../../../src/drafts/store/draftStore.ts';
import type { DraftStoreProblem } from '../../../src/drafts/store/draftStore.ts';
import { anyText } from '../../support/anyText.ts';
import { VirtualClock, settled } from '../../support/virtualClock.ts';
import { aDraft } from '../support/aDraft.ts';

/** A disk that can be full, and remembers how often it was written. */
class Disk implements DraftStorage {
  readonly texts = memoryStorage();
  isFull = false;
  writes = 0;

  list = (): Promise<readonly string[]> => this.texts.list();
  read = (name: string): Promise<string | undefined> => this.texts.read(name);
  lock: DraftStorage['lock'] = (name) => this.texts.lock(name);
  remove = (name: string): Promise<void> =>
    this.isFull ? Promise.reject(new Error('full')) : this.texts.remove(name);
  write = (name: string, text: string): Promise<void> => {
    this.writes += 1;
    return this.isFull ? Promise.reject(new Error('full')) : this.texts.write(name, text);
  };
}

let clock: VirtualClock;
let disk: Disk;
let problems: DraftStoreProblem[];
let ids: number;

beforeEach(() => {
  clock = new VirtualClock();
  disk = new Disk();
  problems = [];
  ids = 0;
});

const newId = () => `new-${(ids += 1)}`;

/** Each window of the editor has one. */
function aWindow(storage: DraftStorage = disk): DraftStore {
  return new DraftStore({ storage, clock, newId, onProblem: (problem) => problems.push(problem) });
}

async function keptTexts(): Promise<readonly string[]> {
  const names = await disk.list();
  const texts = await Promise.all(names.map((name) => disk.read(name)));
  return texts.map((text) => (JSON.parse(text ?? '') as Draft).text).toSorted();
}

const sending: Draft['outcome'] = { state: 'sending', sent: { at: '2025-11-20T12:00:00.000Z', type: 0 } };

describe('a draft that is being typed', () => {
  it('is written within a second, however long the typing goes on', async () => {
    const store = aWindow();
    for (let key = 1; key <= 20; key += 1) {
      store.keep(aDraft({ text: 'x'.repeat(key) }));
      await clock.pass(100);
    }
    expect((await keptTexts())[0]?.length).toBeGreaterThanOrEqual(11);
    await clock.pass(1000);
    expect(await keptTexts()).toEqual(['x'.repeat(20)]);
    expect(disk.writes).toBeLessThanOrEqual(8);
  });

  it('is written at once on demand', async () => {
    const store = aWindow();
    store.keep(aDraft({ text: 'hello' }));
    expect(await store.flush()).toBe(true);
    expect(await keptTexts()).toEqual(['hello']);
    expect(store.keepState('one')).toBe('kept');
  });

  it('is found after a restart under the same name', async () => {
    const before = aWindow();
    before.keep(aDraft({ text: 'hello' }));
    await before.flush();
    const after = aWindow();
    await after.load('7/1');
    expect(after.list('7/1')).toEqual([aDraft({ text: 'hello' })]);
    expect(after.find('7/1', 'create')?.id).toBe('one');
  });

  it('is shown to its own account only', async () => {
    const store = aWindow();
    store.keep(aDraft({ id: 'mine' }));
    await store.flush();
    await store.load('7/2');
    expect(store.list('7/2')).toEqual([]);
    expect(store.get('7/2', 'mine')).toBeUndefined();
    const other = aWindow();
    await other.load('7-1');
    expect(other.list('7-1')).toEqual([]);
  });

  it('is written again after a full disk, with its newest text', async () => {
    const store = aWindow();
    disk.isFull = true;
    store.keep(aDraft({ text: 'first' }));
    expect(await store.flush()).toBe(false);
    expect(store.keepState('one')).toBe('failing');
    expect(problems).toMatchObject([{ code: 'not-written' }]);
    store.keep(aDraft({ text: 'second' }));
    disk.isFull = false;
    await clock.pass(60_000);
    expect(await keptTexts()).toEqual(['second']);
    expect(store.keepState('one')).toBe('kept');
  });

  it('is gone after it was discarded, even if removing it fails at first', async () => {
    const store = aWindow();
    store.keep(aDraft());
    await store.flush();
    disk.isFull = true;
    await store.discard('one');
    await store.load('7/1');
    expect(store.list('7/1')).toEqual([]);
    disk.isFull = false;
    await clock.pass(60_000);
    expect(await disk.list()).toEqual([]);
  });

  it('stays on disk while only memory is used, until it is changed, and returns later', async () => {
    const store = aWindow();
    store.keep(aDraft({ text: 'secret' }));
    await store.flush();
    await store.moveTo(memoryInsteadOf(disk));
    expect(await keptTexts(), 'closing the window would lose it otherwise').toEqual(['secret']);
    store.keep(aDraft({ text: 'more' }));
    await store.flush();
    expect(await disk.list()).toEqual([]);
    expect(store.list('7/1')[0]?.text).toBe('more');
    await store.moveTo(disk);
    expect(await keptTexts()).toEqual(['more']);
  });

  it('that is on disk is still shown when only memory is used, and leaves the disk when it is finished', async () => {
    const before = aWindow();
    for (const id of ['one', 'two', 'three']) before.keep(aDraft({ id, text: id }));
    await before.flush();
    const after = aWindow(memoryInsteadOf(disk));
    await after.load('7/1');
    expect(after.list('7/1')).toHaveLength(3);
    after.keep(aDraft({ text: 'changed' }));
    await after.flush();
    expect(await keptTexts()).toEqual(['three', 'two']);
    await after.load('7/1');
    expect(after.get('7/1', 'one')?.text).toBe('changed');
    expect(await after.claim(aDraft({ id: 'two', outcome: sending }))).toBe('claimed');
    await after.discard('two');
    expect(await keptTexts()).toEqual(['three']);
  });

  it('that was only read is not rewritten when the storage changes', async () => {
    const before = aWindow();
    before.keep(aDraft());
    await before.flush();
    const after = aWindow();
    await after.load('7/1');
    for (const storage of [memoryInsteadOf(disk), disk, memoryInsteadOf(disk)]) {
      await after.moveTo(storage);
      expect(await keptTexts()).toEqual(['We talked.']);
      expect(after.elsewhere('one')).toBeUndefined();
    }
    expect(await after.claim(aDraft({ outcome: sending }))).toBe('claimed');
  });

  it('notifies its listeners', async () => {
    const store = aWindow();
    const seen: (readonly string[])[] = [];
    const end = store.onDidChange(() => seen.push([store.keepState('one')]));
    store.keep(aDraft());
    await store.flush();
    expect(seen.at(0)).toEqual(['pending']);
    expect(seen.at(-1)).toEqual(['kept']);
    end();
    const before = seen.length;
    await store.discard('one');
    expect(seen).toHaveLength(before);
  });
});

describe('a draft that was being sent when the editor crashed', () => {
  it('returns with an unknown outcome and everything that was sent', async () => {
    const sent = { at: '2025-11-20T12:00:00.000Z', type: 0 as const, personIds: [1, 11], text: 'We talked.' };
    const before = aWindow();
    expect(await before.claim(aDraft({ outcome: { state: 'sending', sent } }))).toBe('claimed');
    const after = aWindow();
    await after.load('7/1');
    expect(after.list('7/1')[0]?.outcome).toEqual({
      state: 'unknown',
      sent,
      problem: { kind: 'interrupted', said: [] },
    });
  });
});

describe('one window', () => {
  it('grants one claim until the outcome is stored', async () => {
    const store = aWindow();
    store.keep(aDraft());
    const draft = aDraft({ outcome: sending });
    expect(await Promise.all([store.claim(draft), store.claim(draft)])).toEqual(['claimed', 'busy']);
    expect(await store.claim(draft)).toBe('busy');
    store.keep(aDraft());
    expect(await store.claim(draft)).toBe('claimed');
  });

  it('neither sends nor stores a discarded draft', async () => {
    const store = aWindow();
    store.keep(aDraft());
    const claim = store.claim(aDraft({ outcome: sending }));
    await store.discard('one');
    expect(await claim).toBe('gone');
    expect(await store.claim(aDraft({ outcome: sending }))).toBe('gone');
    store.keep(aDraft());
    await store.flush();
    expect(store.list('7/1')).toEqual([]);
    expect(await disk.list()).toEqual([]);
  });
});

describe('two windows', () => {
  it('keep both texts when they write the same draft', async () => {
    const one = aWindow();
    one.keep(aDraft({ text: 'common' }));
    await one.flush();
    const other = aWindow();
    await other.load('7/1');
    one.keep(aDraft({ text: 'from one' }));
    other.keep(aDraft({ text: 'from other' }));
    await one.flush();
    await other.flush();
    expect(await keptTexts()).toEqual(['from one', 'from other']);
    one.keep(aDraft({ text: 'from one, more' }));
    other.keep(aDraft({ text: 'from other, more' }));
    await one.flush();
    await other.flush();
    expect(await keptTexts()).toEqual(['from one, more', 'from other, more']);
  });

  it('do not send the same draft twice', async () => {
    const one = aWindow();
    one.keep(aDraft());
    await one.flush();
    const other = aWindow();
    await other.load('7/1');
    const sent = { at: '2025-11-20T12:00:00.000Z', type: 0 as const };
    expect(await one.claim(aDraft({ outcome: { state: 'sending', sent } }))).toBe('claimed');
    expect(await other.claim(aDraft({ outcome: { state: 'sending', sent } }))).toBe('busy');
    await one.discard('one');
    expect(await other.claim(aDraft({ outcome: { state: 'sending', sent } }))).toBe('gone');
  });

  it('see what the other one stored, changed and discarded', async () => {
    const one = aWindow();
    const other = aWindow();
    one.keep(aDraft({ text: 'first' }));
    await one.flush();
    await other.load('7/1');
    expect(other.list('7/1').map(({ text }) => text)).toEqual(['first']);
    one.keep(aDraft({ text: 'second' }));
    await one.flush();
    await other.load('7/1');
    expect(other.list('7/1').map(({ text }) => text)).toEqual(['second']);
    await one.discard('one');
    await other.load('7/1');
    expect(other.list('7/1')).toEqual([]);
  });

  it('report a draft that the other one sent or discarded while it was open, and keep its text', async () => {
    const one = aWindow();
    one.keep(aDraft({ text: 'common' }));
    await one.flush();
    const other = aWindow();
    await other.load('7/1');
    other.hold('one');
    await one.discard('one');
    await other.load('7/1');
    expect(other.elsewhere('one')).toBe('gone');
    other.keep(aDraft({ text: 'typed after' }));
    await other.flush();
    expect(await keptTexts()).toEqual(['typed after']);
    expect(await other.claim(aDraft({ text: 'typed after', outcome: sending }))).toBe('gone');
    expect(other.elsewhere('one')).toBeUndefined();
    expect(await other.claim(aDraft({ text: 'typed after', outcome: sending }))).toBe('claimed');
  });

  it('report a draft as gone when the other one has sent it since', async () => {
    const one = aWindow();
    one.keep(aDraft());
    await one.flush();
    const other = aWindow();
    await other.load('7/1');
    other.hold('one');
    expect(await one.claim(aDraft({ outcome: sending }))).toBe('claimed');
    other.keep(aDraft({ text: 'refused meanwhile' }));
    await other.flush();
    expect(other.elsewhere('one')).toBe('busy');
    await one.discard('one');
    await other.load('7/1');
    expect(other.elsewhere('one')).toBe('gone');
    expect(await keptTexts()).toEqual(['refused meanwhile']);
  });

  it('report a change of the other one before they send, and do not overwrite it', async () => {
    const one = aWindow();
    one.keep(aDraft());
    await one.flush();
    const other = aWindow();
    await other.load('7/1');
    one.keep(aDraft({ text: 'changed' }));
    await one.flush();
    expect(await other.claim(aDraft({ outcome: sending }))).toBe('changed');
    expect(await keptTexts()).toEqual(['changed']);
    expect(await other.claim(aDraft({ outcome: sending }))).toBe('claimed');
    expect(await keptTexts()).toEqual(['We talked.', 'changed']);
  });

  it('report a draft as gone when it is edited before the folder was read again', async () => {
    const one = aWindow();
    one.keep(aDraft());
    await one.flush();
    const other = aWindow();
    await other.load('7/1');
    await one.discard('one');
    other.keep(aDraft({ text: 'typed after' }));
    await other.flush();
    expect(await other.claim(aDraft({ text: 'typed after', outcome: sending }))).toBe('gone');
  });

  it('report a draft as being sent for as long as the other one sends it', async () => {
    const one = aWindow();
    one.keep(aDraft());
    await one.flush();
    const other = aWindow();
    await other.load('7/1');
    await one.claim(aDraft({ outcome: sending }));
    const typed = aDraft({ text: 'typed meanwhile', outcome: sending });
    other.keep({ ...typed, outcome: { state: 'open' } });
    await other.flush();
    expect(await other.claim(typed)).toBe('busy');
    expect(await other.claim(typed)).toBe('busy');
    await one.discard('one');
    expect(await other.claim(typed)).toBe('gone');
    expect(await other.claim(typed)).toBe('claimed');
    expect(await keptTexts()).toEqual(['typed meanwhile']);
  });

  it('never confuse their drafts after both continued under names of their own', async () => {
    const one = aWindow();
    one.keep(aDraft({ text: 'common' }));
    await one.flush();
    const other = aWindow();
    await other.load('7/1');
    one.keep(aDraft({ text: 'from one' }));
    await one.flush();
    other.keep(aDraft({ text: 'from other' }));
    await other.flush();
    await other.load('7/1');
    expect(
      other
        .list('7/1')
        .map(({ text }) => text)
        .toSorted(),
    ).toEqual(['from one', 'from other']);
    other.keep(aDraft({ text: 'from other, more' }));
    await other.flush();
    expect(await keptTexts()).toEqual(['from one', 'from other, more']);
  });

  it('do not change a draft that is open in a form', async () => {
    const one = aWindow();
    const other = aWindow();
    one.keep(aDraft({ text: 'first' }));
    await one.flush();
    await other.load('7/1');
    const release = other.hold('one');
    await one.discard('one');
    await other.load('7/1');
    expect(other.list('7/1')).toHaveLength(1);
    release();
    await other.load('7/1');
    expect(other.list('7/1')).toEqual([]);
  });
});

describe('a stored text that is not a draft', () => {
  it.each([
    ['not JSON', 'not-json'],
    ['{}', 'not-a-draft'],
    ['null', 'not-a-draft'],
    [JSON.stringify({ ...aDraft(), version: 2 }), 'newer-version'],
    [JSON.stringify({ ...aDraft(), people: 'Ann' }), 'not-a-draft'],
    [
      JSON.stringify({ ...aDraft(), date: { text: 'now', typedAt: 'yesterday', zone: 'UTC' } }),
      'not-a-draft',
    ],
  ])('is reported and left unchanged: %s', async (text, reason) => {
    await disk.write('7-1.odd.json', text);
    const store = aWindow();
    await store.load('7/1');
    expect(store.list('7/1')).toEqual([]);
    expect(problems).toEqual([{ code: 'unreadable', name: '7-1.odd.json', reason }]);
    expect(await disk.read('7-1.odd.json')).toBe(text);
  });

  it('is not overwritten when a newer version has written it', async () => {
    const store = aWindow();
    store.keep(aDraft());
    await store.flush();
    const [name = ''] = await disk.list();
    const newer = JSON.stringify({ ...aDraft({ text: 'newer' }), version: 2 });
    await disk.write(name, newer);
    await store.load('7/1');
    store.keep(aDraft({ text: 'typed here' }));
    await store.flush();
    expect(await disk.read(name)).toBe(newer);
    expect(await keptTexts()).toEqual(['newer', 'typed here']);
  });

  it('does not affect the other drafts', async () => {
    await disk.write('7-1.odd.json', '{');
    const before = aWindow();
    before.keep(aDraft());
    await before.flush();
    const after = aWindow();
    await after.load('7/1');
    expect(after.list('7/1')).toHaveLength(1);
  });

  it('is reported as a problem, whatever it contains', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readDraftText('one', text).ok).toBe(false);
      }),
    );
  });
});

it('stores any text unchanged', () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      const draft = aDraft({ text });
      expect(readDraftText('one', draftText(draft))).toEqual({ ok: true, draft });
    }),
  );
});

it('reports a storage that cannot be read, and continues', async () => {
  const store = aWindow({ ...memoryStorage(), list: () => Promise.reject(new Error('no disk')) });
  await store.load('7/1');
  expect(problems).toMatchObject([{ code: 'not-read' }]);
  store.keep(aDraft());
  await settled();
  expect(store.list('7/1')).toHaveLength(1);
});
