import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { localClock, rowDay } from './dates.ts';
import { begins, exactly } from './quickInput.ts';
import type { PageElement } from './quickInput.ts';
import { rowSelector } from './rowSelector.ts';

export type Row = {
  readonly label: string;
  readonly description: string;
  /** The accessible name. */
  readonly spoken: string;
  /** Counts from 1. */
  readonly level: number;
  /** Absent if the row can't be expanded. */
  readonly expanded: boolean | undefined;
  readonly selected: boolean;
};

/** "18 Nov  " or "18 Nov 2024  ". */
const DAY = String.raw`(?:\d{1,2} \p{L}+(?: \d{4})?\s+)?`;

/** The last choice from the menu or the icons of a row. */
const lastChoice = new WeakMap<Page, () => Promise<void>>();

/** A tree view of the side bar: by default Affinity's own. */
export class Tree {
  readonly #page: Page;
  /** Opens and closes the view, and has its actions. */
  readonly header: Locator;
  /** The view below its title: the tree, its message, its welcome text. */
  readonly view: Locator;
  /** The rows on screen; a long tree draws no others. */
  readonly rows: Locator;
  /** The line above the tree. */
  readonly message: Locator;
  /** The text shown instead of an empty tree, with its buttons and links. */
  readonly welcome: Locator;
  /** The view's progress bar. */
  readonly progress: Locator;

  constructor(page: Page, name = 'Interactions') {
    this.#page = page;
    // A view with a description has it in the name of its header.
    const header = `.pane-header[aria-label^="${name}"][aria-label$="Section"]`;
    const pane = page.locator('.sidebar .pane').filter({ has: page.locator(header) });
    this.header = pane.locator('.pane-header');
    this.view = pane.locator('.pane-body');
    this.rows = this.view.locator('.monaco-list-rows > .monaco-list-row[role=treeitem]');
    this.message = this.view.locator('.tree-explorer-viewlet-tree-view > .message');
    this.welcome = this.view.locator('.welcome-view-content');
    this.progress = page.locator('.sidebar .monaco-progress-container.active');
  }

  /**
   * Rows by their whole label, without the day that an interaction's label begins with, or by their accessible name. `level`
   * (from 1) restricts them to one level.
   */
  row(label: string | RegExp, level?: number): Locator {
    const words = typeof label === 'string' ? { label: exactly(label, DAY) } : { spoken: label };
    return this.view.locator(rowSelector({ ...words, ...(level === undefined ? {} : { level }) }));
  }

  /** The rows of interactions of one minute: the label begins with the day, the description with the time. */
  at(date: number): Locator {
    const [label, description] = [`${rowDay(date)}  `, localClock(date)].map(begins);
    return this.view.locator(rowSelector({ label, description }));
  }

  /** The second text of a row. */
  description(row: Locator): Locator {
    return row.locator('.label-description');
  }

  /** Opens a row and waits for the rows below it; there is always one. */
  async expand(row: Locator): Promise<void> {
    // A click misses when rows above it appear or disappear at that moment, and is undone when the row is drawn anew, so
    // click again.
    await expect(async () => {
      if ((await row.getAttribute('aria-expanded')) !== 'true')
        await row.locator('.monaco-tl-twistie').click({ timeout: 5000 });
      await expect(row).toHaveAttribute('aria-expanded', 'true', { timeout: 5000 });
      await expect.poll(() => this.#hasChildren(row), { timeout: 10_000 }).toBe(true);
    }).toPass({ timeout: 60_000 });
  }

  /** True if the next row is deeper. If there is no room for a row below it, its own state counts. */
  async #hasChildren(row: Locator): Promise<boolean> {
    const [index, level] = [await row.getAttribute('data-index'), await row.getAttribute('aria-level')];
    const next = (await this.#drawn()).find((one) => one.index === Number(index) + 1);
    if (next !== undefined) return next.level > Number(level);
    const [box, view] = [await row.boundingBox(), await this.view.boundingBox()];
    return box === null || view === null || box.y + 2 * box.height > view.y + view.height;
  }

  async collapse(row: Locator): Promise<void> {
    if ((await row.getAttribute('aria-expanded')) !== 'false')
      await row.locator('.monaco-tl-twistie').click();
    await expect(row).toHaveAttribute('aria-expanded', 'false');
  }

  /** Clicks the row's text, which runs its command. */
  async click(row: Locator, options: Parameters<Locator['click']>[0] = {}): Promise<void> {
    // A hover opens below a resting mouse and covers the rows below. If its row is redrawn, it stays
    // until the mouse has entered and left it.
    const hover = this.#page.locator('.monaco-hover:visible, .workbench-hover:visible');
    await expect(async () => {
      if (await hover.first().isVisible()) await hover.first().hover({ timeout: 1000 });
      await this.#page.mouse.move(800, 400, { steps: 3 });
      await row.locator('.label-name').click({ ...options, timeout: 3000 });
    }).toPass({ timeout: 30_000 });
  }

  /** One of the icons at the end of a row. */
  async action(row: Locator, name: string | RegExp): Promise<void> {
    await this.#chooses(async () => {
      await row.hover();
      await row.getByRole('button', { name }).click();
    });
  }

  /** An entry of the row's context menu, by its whole name. */
  async menu(row: Locator, name: string): Promise<void> {
    await this.#untilDatesAreShown();
    await this.#chooses(() => this.#choose(row, name));
  }

  async #chooses(choose: () => Promise<void>): Promise<void> {
    if (!lastChoice.has(this.#page)) await this.#chooseAgainWhenAsked();
    lastChoice.set(this.#page, choose);
    await choose();
  }

  async #choose(row: Locator, name: string): Promise<void> {
    const item = this.#page.locator('.context-view').getByRole('menuitem', { name, exact: true });
    // A document or a hover that opens meanwhile closes the menu. The click may also have arrived although it was slow.
    await expect(async () => {
      if (await this.#page.locator('.monaco-dialog-box').isVisible()) return;
      // A menu that was too slow for its click would keep the row from being clicked.
      if (await this.#page.locator('.context-view-block').isVisible())
        await this.#page.keyboard.press('Escape');
      await row.locator('.label-name').click({ button: 'right', timeout: 5000 });
      // A menu ignores clicks during its first 100 ms, so that the click that opened it chooses nothing.
      await this.#page.waitForTimeout(200);
      await item.click({ timeout: 1500 });
    }).toPass({ timeout: 60_000 });
  }

  /** A row that is drawn again in the moment of a click is lost to the editor, and the extension says so. */
  async #chooseAgainWhenAsked(): Promise<void> {
    const message = this.#page
      .locator('.notifications-toasts .notification-list-item')
      .filter({ hasText: 'The tree was just updated.' });
    await this.#page.addLocatorHandler(message, async () => {
      await message.hover();
      await message.getByRole('button', { name: /^Clear Notification/ }).click();
      await lastChoice.get(this.#page)?.();
    });
  }

  /** A record is drawn again when its dates are known, and the editor loses its rows in that moment. */
  async #untilDatesAreShown(): Promise<void> {
    const bare = this.#page.getByRole('treeitem', { name: /, (company|person)$/, expanded: true, level: 1 });
    if ((await bare.count()) === 0) return;
    await expect(bare)
      .toHaveCount(0, { timeout: 3000 })
      .catch(() => undefined);
    await this.#page.waitForTimeout(300);
  }

  /** One of the icons in the title of the view. */
  async titleAction(name: string | RegExp): Promise<void> {
    await this.header.hover();
    await this.header.getByRole('button', { name }).click();
  }

  /** Every row of the tree, including those that are scrolled out. Moves the focus to the last row. */
  async all(): Promise<readonly Row[]> {
    await this.#press('End');
    const total = 1 + Math.max(-1, ...(await this.#drawn()).map(({ index }) => index));
    const seen = new Map<number, Row>();
    await this.#press('Home');
    for (let nothingNew = 0; seen.size < total && nothingNew < 5;) {
      const before = seen.size;
      for (const { index, ...row } of await this.#drawn()) seen.set(index, row);
      nothingNew = seen.size === before ? nothingNew + 1 : 0;
      if (seen.size < total) await this.#press('PageDown');
    }
    return [...seen].toSorted(([one], [other]) => one - other).map(([, row]) => row);
  }

  /** The labels of `all`, indented by two blanks per level. */
  async outline(): Promise<readonly string[]> {
    const rows = await this.all();
    return rows.map(({ label, level }) => '  '.repeat(level - 1) + label);
  }

  /** Scrolls from the top until the row is drawn, and moves the focus on the way. */
  async reveal(row: Locator): Promise<void> {
    await this.#scrollTo(row, 'Home', 'PageDown');
  }

  /** Like `reveal`, but from the bottom: faster for a row near the end of a long tree. */
  async revealFromEnd(row: Locator): Promise<void> {
    await this.#scrollTo(row, 'End', 'PageUp');
  }

  async #scrollTo(row: Locator, start: 'Home' | 'End', page: 'PageDown' | 'PageUp'): Promise<void> {
    await this.#press(start);
    for (let before = '', still = 0; still < 3 && (await row.count()) === 0;) {
      await this.#press(page);
      const drawn = (await this.#drawn()).map(({ index }) => index).join(' ');
      still = drawn === before ? still + 1 : 0;
      before = drawn;
    }
    // If the row is replaced at this moment, the caller looks for it again.
    if ((await row.count()) > 0) {
      await row
        .first()
        .scrollIntoViewIfNeeded({ timeout: 2000 })
        .catch(() => undefined);
    }
  }

  async #press(key: 'Home' | 'End' | 'PageDown' | 'PageUp'): Promise<void> {
    const tree = this.view.getByRole('tree');
    if ((await tree.count()) === 0) return;
    await tree.press(key);
    // The list draws on the next frame.
    await this.#page.waitForTimeout(50);
  }

  async #drawn(): Promise<readonly (Row & { readonly index: number })[]> {
    return await this.rows.evaluateAll((rows: readonly PageElement[]) =>
      rows
        .map((row) => ({
          index: Number(row.getAttribute('data-index')),
          label: row.querySelector('.label-name')?.textContent ?? '',
          description: row.querySelector('.label-description')?.textContent ?? '',
          spoken: row.getAttribute('aria-label') ?? '',
          level: Number(row.getAttribute('aria-level')),
          expanded:
            row.getAttribute('aria-expanded') === null
              ? undefined
              : row.getAttribute('aria-expanded') === 'true',
          selected: row.getAttribute('aria-selected') === 'true',
        }))
        .toSorted((one, other) => one.index - other.index),
    );
  }
}
