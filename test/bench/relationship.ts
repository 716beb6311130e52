import { expect } from '@playwright/test';
import type { Editor } from '../e2e/editor.ts';
import { even, history } from '../support/history.ts';
import { serveSandbox } from '../support/serveSandbox.ts';
import type { BuiltExtension } from './builtExtension.ts';
import { bundleContents } from './bundleContents.ts';
import type { Figure } from './figure.ts';
import { timeToKey, watchFields } from './timeToKey.ts';

const rounds = 20;
const keys = 200;
const COMMAND = 'affinity.showRelationship';

/**
 * The relationship page of a company with 20,000 loaded interactions: from the command to the grid, whose cell takes a
 * key, against a bare panel; then keys in the grid, with the layout that follows. Both by turns in the real editor.
 */
export const relationship: Figure = async (run) => {
  const editor = await run.editor();
  const perYear = even(500, 10);
  const { data, company } = history({ 0: perYear, 1: perYear, 2: perYear, 3: perYear }, Date.now(), 4);
  const limits = { perMinute: 1_000_000, perMonth: 'unlimited' } as const;
  const served = await serveSandbox({ data, limits });
  const record = { kind: 'company', id: company.id, name: company.name };
  const row = { kind: 'record', id: 'bench', record };
  const times = { ours: [] as number[], bare: [] as number[] };
  let keyTimes: readonly number[] = [];
  try {
    await editor.withWindow(
      async (window) => {
        await window.signIn();
        await readEverything(window, row);
        for (let round = 0; round <= rounds; round += 1) {
          const ours = await timeToKey(window, COMMAND, row);
          const bare = await timeToKey(window, 'bareParts.openForm');
          if (round === 0) continue;
          times.ours.push(ours);
          times.bare.push(bare);
        }
        keyTimes = await timesOfKeys(window, row);
      },
      { settings: { 'affinity.baseUrl': served.url }, prepare: watchFields },
    );
  } finally {
    await served.close();
  }
  return {
    findings: [
      {
        figure: 'relationship',
        what: '20,000 loaded: command → a cell of the grid takes a key',
        ours: { values: times.ours, unit: 'ms' },
        baseline: { values: times.bare, unit: 'ms', what: 'a bare panel' },
        comparison: 'ratio',
        goal: { atMost: 1.5 },
      },
      {
        figure: 'relationship',
        what: 'a key in the grid of ten years',
        ours: { values: keyTimes, unit: 'ms' },
        comparison: 'value',
        goal: { atMost: 16 },
      },
      {
        figure: 'relationship',
        what: 'scripts of the page besides the toolkit',
        ours: { values: [kilobytes(await run.built())], unit: 'KB' },
        comparison: 'value',
        goal: { atMost: 60 },
      },
    ],
  };
};

/** Opens the page and reads the rest, which needs a question. */
async function readEverything(window: Editor, row: object): Promise<void> {
  await show(window, row);
  const page = window.webview;
  await page.getByRole('button', { name: 'Read the Rest' }).click({ timeout: 60_000 });
  await window.dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(page.locator('#coverage')).toContainText('Covers everything since', { timeout: 120_000 });
  await close(window);
}

async function timesOfKeys(window: Editor, row: object): Promise<readonly number[]> {
  await show(window, row);
  const page = window.webview;
  await page.getByRole('radio', { name: 'All' }).click();
  await expect.poll(() => page.getByRole('gridcell').count()).toBeGreaterThan(400);
  const times = await page.getByRole('grid').evaluate(measureKeys, keys);
  await close(window);
  return times;
}

/** Runs in the page. A key counts with the layout that it causes. */
function measureKeys(grid: GridElement, count: number): number[] {
  const { KeyboardEvent } = globalThis as unknown as { KeyboardEvent: new (...of: unknown[]) => object };
  const moves = ['PageDown', 'ArrowLeft', 'ArrowDown', 'ArrowRight', 'PageUp', 'ArrowUp', 'Home', 'End'];
  grid.querySelector('[tabindex="0"]').focus();
  return Array.from({ length: count }, (_, place) => {
    const cell = grid.ownerDocument.activeElement;
    const start = performance.now();
    cell.dispatchEvent(new KeyboardEvent('keydown', { key: moves[place % moves.length], bubbles: true }));
    cell.getBoundingClientRect();
    return performance.now() - start;
  });
}

/** As much of the page as is used here: the browser's types are not among those of the tests. */
interface GridElement {
  readonly ownerDocument: { readonly activeElement: CellElement };
  querySelector(selector: string): CellElement;
}

interface CellElement {
  focus(): void;
  dispatchEvent(event: object): void;
  getBoundingClientRect(): object;
}

async function show(window: Editor, row: object): Promise<void> {
  await window.host(
    async (vscode, { id, given }) => {
      await vscode.commands.executeCommand(id, given);
    },
    { id: COMMAND, given: row },
  );
}

async function close(window: Editor): Promise<void> {
  await window.host(async (vscode) => {
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });
  await window.page.locator('iframe.webview').waitFor({ state: 'detached' });
}

function kilobytes({ metafiles }: BuiltExtension): number {
  const own = bundleContents(metafiles).filter(({ name }) => /^relationship(?:Deferred)?\.js$/.test(name));
  const toolkit = /webview-ui-toolkit|@microsoft|exenv-es6|tslib/;
  const bytes = own.map((bundle) => {
    const others = bundle.libraries.filter(([name]) => !toolkit.test(name));
    return bundle.own + others.reduce((sum, [, size]) => sum + size, 0);
  });
  return bytes.reduce((sum, size) => sum + size, 0) / 1000;
}
