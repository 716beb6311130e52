import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** The box at the top of the window: the palette, quick picks and input boxes. */
export class QuickInput {
  readonly #page: Page;
  readonly box: Locator;
  readonly input: Locator;
  /** What an input box says below the field: its prompt, or what is wrong with the text. */
  readonly message: Locator;
  readonly title: Locator;
  /** Visible while the extension says that it is busy. */
  readonly progress: Locator;
  /** The rows on screen, the hidden ones of a long list not among them. */
  readonly rows: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.box = page.locator('.quick-input-widget:visible');
    this.input = this.box.locator('.quick-input-box input');
    this.message = this.box.locator('.quick-input-message');
    this.title = this.box.locator('.quick-input-title');
    this.progress = this.box.locator('.quick-input-progress.active');
    this.rows = this.box.locator('.quick-input-list .monaco-list-rows > .monaco-list-row');
  }

  /** Replaces what is in the field. */
  async type(text: string): Promise<void> {
    await this.input.fill(text);
  }

  /** A row by its first line, whole; or by what a screen reader says of it (label, description, detail). */
  row(label: string | RegExp): Locator {
    if (typeof label !== 'string') return this.rows.and(this.box.getByRole('option', { name: label }));
    const first = this.#page.locator('.quick-input-list-row:first-child .label-name');
    return this.rows.filter({ has: first.filter({ hasText: exactly(label) }) });
  }

  async choose(label: string | RegExp): Promise<void> {
    await this.row(label).first().click();
  }

  /** What a screen reader says of each row on screen. */
  async items(): Promise<readonly string[]> {
    return await this.rows.evaluateAll((rows: readonly PageElement[]) =>
      rows.map((row) => row.getAttribute('aria-label') ?? ''),
    );
  }

  /** A button in the title bar of the box, such as Back. */
  button(name: string | RegExp): Locator {
    return this.box.locator('.quick-input-titlebar').getByRole('button', { name });
  }

  async accept(): Promise<void> {
    await this.input.press('Enter');
  }

  async cancel(): Promise<void> {
    await this.input.press('Escape');
    await expect(this.box).toHaveCount(0);
  }
}

/** As much of an element of the page as is used here: the types of the browser are not among those of the tests. */
export type PageElement = {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
};

/** Matches the whole text of an element, whatever white space is around it, after a pattern that may come first. */
export function exactly(text: string, before = ''): RegExp {
  return new RegExp(`^\\s*${before}${escaped(text)}\\s*$`, 'u');
}

export function begins(text: string): RegExp {
  return new RegExp(`^\\s*${escaped(text)}`, 'u');
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
