import { expect } from '@playwright/test';
import type { Editor } from '../e2e/editor.ts';
import { follow } from '../e2e/following.ts';
import { Tree } from '../e2e/tree.ts';
import { even, history } from '../support/history.ts';
import { serveSandbox } from '../support/serveSandbox.ts';
import type { ServedSandbox } from '../support/serveSandbox.ts';
import type { Figure } from './figure.ts';

const serverMs = 100;
const types = ['Meetings', 'Calls', 'Chat messages', 'Emails'] as const;

/**
 * From the click on a type to its rows on screen, in the real editor, with a server that answers everything after 100 ms;
 * against a tree of nothing but rows that come as late. In windows by turns, each type once in each. The first type of a
 * window bears what is loaded once, and is told apart.
 */
export const firstRows: Figure = async (run) => {
  const editor = await run.editor();
  const now = Date.now();
  const yearly = even(120, 3);
  const past = history({ 0: yearly, 1: yearly, 2: yearly, 3: yearly }, now);
  const served = await serveSandbox({ data: past.data, now: new Date(now), delayMs: serverMs });
  const times: Times = { ours: [], bare: [], first: [] };
  try {
    const settings = { 'affinity.baseUrl': served.url };
    for (let window = 0; window < 3; window += 1)
      await editor.withWindow(async (one) => measure(one, served, past.company.name, times), { settings });
  } finally {
    await served.close();
  }
  const ours = { values: times.ours, unit: 'ms' } as const;
  const first = { values: times.first, unit: 'ms' } as const;
  const figure = 'first rows';
  const what = 'expand a type → rows on screen';
  const server = { values: [serverMs], unit: 'ms', what: 'the server alone' } as const;
  const bare = { values: times.bare, unit: 'ms', what: 'a bare tree' } as const;
  return {
    findings: [
      { figure, what, ours, baseline: server, comparison: 'difference', goal: { atMost: 100 } },
      { figure, what, ours, baseline: bare, comparison: 'difference' },
      {
        figure,
        what: `${what}, the first type of a window`,
        ours: first,
        baseline: server,
        comparison: 'difference',
      },
    ],
  };
};

interface Times {
  readonly ours: number[];
  readonly bare: number[];
  readonly first: number[];
}

async function measure(
  editor: Editor,
  { sandbox }: ServedSandbox,
  company: string,
  times: Times,
): Promise<void> {
  const rows = await rowsOfBoth(editor, company);
  await expect.poll(() => sandbox.requests.some(({ path }) => path.startsWith('/organizations/'))).toBe(true);
  for (const [place, type] of types.entries()) {
    sandbox.clearRequests();
    const ours = await rows.ours(type);
    const asked = sandbox.requests.length;
    if (asked !== 1) throw new Error(`${String(asked)} requests for the first rows of ${type}.`);
    const bare = await rows.bare(place);
    if (place === 0) times.first.push(ours);
    else {
      times.ours.push(ours);
      times.bare.push(bare);
    }
  }
}

/** Opens both views, ours with a followed company, and gives what expands a row of each and takes the time. */
async function rowsOfBoth(editor: Editor, company: string) {
  const bareTree = new Tree(editor.page, 'Bare rows');
  await editor.openView();
  await editor.signIn();
  await follow(editor, company);
  await expect(editor.tree.row('Emails')).toBeVisible();
  const bare = async (branch: number): Promise<number> => {
    await editor.page.locator('.activitybar').getByRole('tab', { name: 'Bare parts' }).click();
    const row = bareTree.row(`Branch ${String(branch)}`);
    return await timeToRows(editor, bareTree, row, 2);
  };
  const ours = async (type: string): Promise<number> => {
    await editor.openView();
    const row = editor.tree.row(type, 2);
    return await timeToRows(editor, editor.tree, row, 3);
  };
  return { ours, bare };
}

/** In the page's own time, from the press of the button to the frame that has the first row. */
async function timeToRows(
  editor: Editor,
  tree: Tree,
  row: ReturnType<Tree['row']>,
  level: number,
): Promise<number> {
  const twistie = row.locator('.monaco-tl-twistie');
  await twistie.waitFor();
  await editor.page.evaluate(watchForRows, level);
  await twistie.click();
  const time = await editor.page.evaluate(() => (globalThis as Watching).benchRows);
  await tree.collapse(row);
  return time ?? Number.NaN;
}

type Watching = { benchRows?: Promise<number> };

/** Runs in the page. */
function watchForRows(level: number): void {
  const scope = globalThis as unknown as Watching & PageScope;
  scope.benchRows = new Promise((resolve) => {
    let begin: number | undefined;
    scope.addEventListener('mousedown', () => (begin = performance.now()), { capture: true, once: true });
    const look = (): void => {
      const isThere = scope.document.querySelector(
        `.sidebar .monaco-list-row[aria-level="${String(level)}"] .label-name`,
      );
      if (begin !== undefined && isThere !== null) resolve(performance.now() - begin);
      else scope.requestAnimationFrame(look);
    };
    look();
  });
}

/** As much of the page as is used here: the browser's types are not among those of the tests. */
interface PageScope {
  readonly document: { querySelector(selector: string): object | null };
  addEventListener(name: string, listener: () => void, options: object): void;
  requestAnimationFrame(callback: () => void): void;
}
