import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Sessions } from '../../../src/editor/session/sessions.ts';
import { InteractionTree } from '../../../src/editor/tree/interactionTree.ts';
import { QuietDecorations } from '../../../src/editor/tree/quietDecorations.ts';
import type { DraftSummary } from '../../../src/editor/words/draftSummary.ts';
import type { RecordOrder } from '../../../src/history/recordOrder.ts';
import { DAY_MS } from '../../../src/model/span.ts';
import { affinityWith, DAY, daysAgo, NOW } from '../../history/affinityWith.ts';
import { noOpenings } from '../support/noOpenings.ts';
import { Uri } from '../support/vscodeStandIn.ts';

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

function event() {
  const listeners = new Set<() => void>();
  const listen = (listener: () => void) => {
    listeners.add(listener);
    return { dispose: () => listeners.delete(listener) };
  };
  const fire = (): void => {
    for (const listener of listeners) listener();
  };
  return { listen, fire };
}

function stored<Value>(current: Value) {
  const { listen, fire } = event();
  const value = {
    current,
    onDidChange: listen,
    set: (next: Value): void => {
      value.current = next;
      fire();
    },
  };
  return value;
}

function storedExpansion() {
  const value = stored<readonly string[]>([]);
  const update = async (by: (ids: readonly string[]) => readonly string[]): Promise<void> =>
    value.set(by(value.current));
  return {
    ...value,
    get current() {
      return value.current;
    },
    update,
  };
}

/** A tree above Acme and Jane Roe, whose contacts are as many days ago; and which rows are drawn again from now on. */
async function drawnTree(companyAgo: number, personAgo: number, order: RecordOrder = 'name') {
  const affinity = affinityWith([]);
  const { timelines, records } = affinity;
  const learn = (record: 'company' | 'person', days: number, readAt = Date.now()): void =>
    timelines.bounds.learn(records[record], { lastInteractionDate: new Date(daysAgo(days)) }, readAt);
  learn('company', companyAgo);
  learn('person', personAgo);
  const session = {
    name: 'me',
    ready: Promise.resolve(),
    timelines,
    openings: noOpenings,
    followed: stored([records.person, records.company]),
    order: stored(order),
    filter: stored({}),
    expanded: storedExpansion(),
  };
  const change = event();
  const setting = { quietAfterDays: 45, onDidChangeQuietAfterDays: change.listen };
  const sessions = { current: session, ready: Promise.resolve(), onDidChange: event().listen };
  const ofDrafts = event();
  const drafts = { drafts: [] as DraftSummary[], onDidChangeDrafts: ofDrafts.listen, tell: ofDrafts.fire };
  const tree = new InteractionTree(sessions as unknown as Sessions, drafts, setting);
  const draw = async (): Promise<readonly string[]> => {
    const rows = await tree.getChildren();
    return rows.map((row) => {
      const name = row.kind === 'record' ? row.record.name : row.kind;
      return `${name}: ${String(tree.getTreeItem(row).description)}`;
    });
  };
  await draw();
  const again: string[] = [];
  tree.onDidChangeTreeData((row) => again.push(row?.kind === 'record' ? row.record.name : 'all'));
  const drawnAgain = (): readonly string[] => again.splice(0);
  return { ...affinity, tree, session, setting, change, drafts, learn, draw, drawnAgain };
}

describe('the rows of records', () => {
  it('show the last contact, and are drawn without a request', async () => {
    const { draw, tree, sandbox } = await drawnTree(12, 100);
    expect(await draw()).toEqual(['Acme: company · 12 days ago', 'Jane Roe: person · 3 months ago · quiet']);
    for (const row of await tree.getChildren())
      await tree.resolveTreeItem(tree.getTreeItem(row), row, {} as never);
    expect(sandbox.requests).toEqual([]);
    tree.dispose();
  });

  it('are drawn again one by one when their dates change', async () => {
    const { learn, drawnAgain, draw, tree, clock } = await drawnTree(12, 100);
    learn('person', 0, NOW + 1);
    expect(drawnAgain()).toEqual(['Jane Roe']);
    vi.advanceTimersByTime(1000);
    expect(drawnAgain()).toEqual([]);
    expect(await draw()).toContain('Jane Roe: person · today');
    expect(clock.ms).toBe(NOW);
    tree.dispose();
  });

  it('are all drawn again when their order changes with the dates', async () => {
    const { learn, drawnAgain, draw, tree } = await drawnTree(12, 100, 'last-contact');
    expect((await draw())[0]).toMatch(/^Jane Roe/);
    learn('person', 50, NOW + 1);
    vi.advanceTimersByTime(1000);
    expect(drawnAgain()).toEqual(['Jane Roe']);
    learn('person', 1, NOW + 2);
    vi.advanceTimersByTime(1000);
    expect(drawnAgain()).toEqual(['Jane Roe', 'all']);
    expect((await draw())[0]).toMatch(/^Acme/);
    tree.dispose();
  });

  it('are all drawn again when the order or the setting is changed', async () => {
    const { session, setting, change, drawnAgain, draw, tree } = await drawnTree(12, 100);
    session.order.set('followed');
    expect(drawnAgain()).toEqual(['all']);
    expect((await draw())[0]).toMatch(/^Jane Roe/);
    setting.quietAfterDays = 0;
    change.fire();
    expect(drawnAgain()).toEqual(['all']);
    expect(await draw()).toContain('Jane Roe: person · 3 months ago');
    tree.dispose();
  });

  it('grow older at midnight, without a request', async () => {
    const { drawnAgain, draw, tree, sandbox } = await drawnTree(12, 44);
    vi.advanceTimersByTime(60 * 60 * 1000);
    expect(drawnAgain()).toEqual([]);
    vi.advanceTimersByTime(DAY_MS);
    expect(drawnAgain()).toContain('Acme');
    vi.setSystemTime(NOW + 2 * DAY);
    expect(await draw()).toEqual(['Acme: company · 14 days ago', 'Jane Roe: person · 46 days ago · quiet']);
    expect(sandbox.requests).toEqual([]);
    tree.dispose();
    vi.advanceTimersByTime(5 * DAY_MS);
  });

  it('are drawn again only once the tree is left alone, while their types are visible', async () => {
    const { learn, drawnAgain, session, tree } = await drawnTree(12, 100);
    const [acme] = await tree.getChildren();
    await session.expanded.update(() => [acme?.id ?? '']);
    vi.advanceTimersByTime(900);
    await tree.getChildren(acme);
    learn('company', 1, NOW + 1);
    vi.advanceTimersByTime(900);
    expect(drawnAgain()).toEqual([]);
    await tree.getChildren(acme);
    vi.advanceTimersByTime(900);
    expect(drawnAgain()).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(drawnAgain()).toEqual(['Acme']);
    tree.dispose();
  });

  it('let a type load whose expansion the editor lost while they were drawn again', async () => {
    const { learn, drawnAgain, session, tree, pages } = await drawnTree(12, 100);
    const [acme] = await tree.getChildren();
    await session.expanded.update(() => [acme?.id ?? '']);
    const [meetings] = await tree.getChildren(acme);
    const rows = async (): Promise<readonly string[]> => {
      const reading = tree.getChildren(meetings);
      await vi.advanceTimersByTimeAsync(600);
      return (await reading).map(({ id }) => id);
    };
    await rows();
    expect(pages(), 'a request for rows alone loads nothing').toEqual([]);
    learn('company', 1, NOW + 1);
    await vi.advanceTimersByTimeAsync(2500);
    expect(drawnAgain()).toContain('Acme');
    await rows();
    expect(pages()).toHaveLength(1);
    expect(session.expanded.current).toEqual([acme?.id, meetings?.id]);
    tree.dispose();
  });

  it('let a type load whose expansion the editor lost while a draft came and all rows were drawn again', async () => {
    const { drafts, drawnAgain, session, tree, pages } = await drawnTree(12, 100);
    const [acme] = await tree.getChildren();
    await session.expanded.update(() => [acme?.id ?? '']);
    const [meetings] = await tree.getChildren(acme);
    drafts.drafts.push({ kind: 'draft', id: 'one', label: '', description: '', tooltip: '', state: 'open' });
    drafts.tell();
    expect(drawnAgain()).toEqual(['all']);
    const reading = tree.getChildren(meetings);
    await vi.advanceTimersByTimeAsync(600);
    await reading;
    expect(pages()).toHaveLength(1);
    expect(session.expanded.current).toEqual([acme?.id, meetings?.id]);
    const [before] = await tree.getChildren();
    drafts.drafts.push({ kind: 'draft', id: 'two', label: '', description: '', tooltip: '', state: 'open' });
    drafts.tell();
    const [after] = await tree.getChildren();
    // The editor keeps the expansion of a row whose item has the same id.
    expect(after && tree.getTreeItem(after).id).toBe(before && tree.getTreeItem(before).id);
    tree.dispose();
  });

  it('are no longer drawn after the tree is disposed', async () => {
    const { learn, drawnAgain, tree } = await drawnTree(12, 100);
    tree.dispose();
    learn('person', 0, NOW + 1);
    vi.advanceTimersByTime(3 * DAY_MS);
    expect(drawnAgain()).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('only the address of a quiet record is decorated, by a badge with words', () => {
  const decorations = new QuietDecorations();
  expect(decorations.provideFileDecoration(Uri.file('/a') as never)).toBeUndefined();
  expect(
    decorations.provideFileDecoration(new Uri('affinity-quiet', '/30/me/company:7') as never),
  ).toMatchObject({
    badge: 'Q',
    tooltip: 'Quiet: no contact for more than 30 days',
  });
});
