import { expect } from '@playwright/test';
import { SampleDataBuilder } from '../../src/sandbox/testing/index.ts';
import type { SampleData } from '../../src/sandbox/testing/index.ts';
import type { Editor } from '../e2e/editor.ts';
import { Tree } from '../e2e/tree.ts';
import { serveSandbox } from '../support/serveSandbox.ts';
import type { ServedSandbox } from '../support/serveSandbox.ts';
import type { Figure } from './figure.ts';

const serverMs = 100;
const windows = 2;
const openings = 4;
const meetings = 200;
const DAY_MS = 86_400_000;

/**
 * From the click on My Week to its meetings on screen, in the real editor, with a server that answers everything after
 * 100 ms; against the longest chain of pages, which have to be read one after another. Each time a user has just signed in.
 * The first opening of a window bears what is loaded once, and is told apart. The view was there before, since the editor
 * takes a second or two to make one, whatever is in it.
 */
export const week: Figure = async (run) => {
  const editor = await run.editor();
  const now = Date.now();
  const served = await serveSandbox({ data: busyFirm(now), now: new Date(now), delayMs: serverMs });
  const first: Opening[] = [];
  const measured: Opening[] = [];
  try {
    const settings = { 'affinity.baseUrl': served.url };
    for (let window = 0; window < windows; window += 1) {
      const [one, ...others] = await editor.withWindow((shown) => openAll(shown, served), { settings });
      if (one !== undefined) first.push(one);
      measured.push(...others);
    }
  } finally {
    await served.close();
  }
  const figure = 'my week';
  const what = `open the view → ${String(meetings)} meetings and their notes`;
  const overServer = (of: readonly Opening[]) =>
    ({
      figure,
      ours: { values: of.map(({ ms }) => ms), unit: 'ms' },
      baseline: {
        values: of.map(({ chain }) => chain * serverMs),
        unit: 'ms',
        what: 'the longest chain of pages',
      },
      comparison: 'difference',
    }) as const;
  return {
    findings: [
      { ...overServer(measured), what, goal: { atMost: 150 } },
      { ...overServer(first), what: `${what}, the first time in a window` },
      {
        figure,
        what,
        ours: { values: measured.map(({ requests }) => requests), unit: 'requests' },
        comparison: 'value',
        goal: { atMost: 8 },
      },
    ],
  };
};

interface Opening {
  readonly ms: number;
  readonly requests: number;
  /** The most pages of one list. */
  readonly chain: number;
}

async function openAll(editor: Editor, served: ServedSandbox): Promise<readonly Opening[]> {
  const view = new Tree(editor.page, 'My Week');
  await editor.openView();
  await expect(view.header).toHaveAttribute('aria-expanded', 'false');
  await view.header.click();
  const times: Opening[] = [];
  for (let round = 0; round < openings; round += 1) {
    // No rows of the opening before are left.
    await expect(view.welcome).toBeVisible();
    await view.header.click();
    await expect(view.welcome).toBeHidden();
    await editor.signIn();
    times.push(await open(editor, view, served));
    await editor.command('Affinity: Sign Out');
  }
  return times;
}

async function open(editor: Editor, view: Tree, { sandbox }: ServedSandbox): Promise<Opening> {
  sandbox.clearRequests();
  await editor.page.evaluate(watchForRows);
  await view.header.click();
  const ms = await editor.page.evaluate(() => (globalThis as Watching).benchWeek);
  const paths = sandbox.requests.map(({ path }) => path);
  const counts = Map.groupBy(paths, (path) => path);
  if (ms === undefined || !counts.has('/v2/meetings')) throw new Error('My Week wasn’t read.');
  return { ms, requests: paths.length, chain: Math.max(...[...counts.values()].map((of) => of.length)) };
}

/** As many meetings of the user as a busy firm has, each with a note, on the days that the view shows. */
function busyFirm(now: number): SampleData {
  const builder = new SampleDataBuilder();
  const ann = builder.colleague({ firstName: 'Ann', lastName: 'Lee', emails: ['ann@firm.example'] });
  const jane = builder.person({ firstName: 'Jane', lastName: 'Roe', emails: ['jane@acme.example'] });
  for (let index = 0; index < meetings; index += 1) {
    const date = Math.round(now + (-13 + (19 * index) / meetings) * DAY_MS);
    const title = `Meeting ${String(index)}`;
    const one = builder.interaction({ type: 0, date, title, personIds: [ann.id, jane.id] });
    const createdAt = Math.min(date, now - DAY_MS);
    builder.noteOn(one, { content: `Text ${String(index)}`, creatorId: ann.id, createdAt });
  }
  return builder.build();
}

type Watching = { benchWeek?: Promise<number> };

/** Runs in the page. Takes the time from the press of the button to the frame that has the days, which fill the view. */
function watchForRows(): void {
  const scope = globalThis as unknown as Watching & PageScope;
  scope.benchWeek = new Promise((resolve) => {
    let begin: number | undefined;
    scope.addEventListener('mousedown', () => (begin = performance.now()), { capture: true, once: true });
    const look = (): void => {
      const rows = scope.document.querySelectorAll('.sidebar .monaco-list-row[aria-level="1"] .label-name');
      if (begin !== undefined && rows.length > 3) resolve(performance.now() - begin);
      else scope.requestAnimationFrame(look);
    };
    look();
  });
}

/** As much of the page as is used here: the browser's types are not among those of the tests. */
interface PageScope {
  readonly document: { querySelectorAll(selector: string): { readonly length: number } };
  addEventListener(name: string, listener: () => void, options: object): void;
  requestAnimationFrame(callback: () => void): void;
}
