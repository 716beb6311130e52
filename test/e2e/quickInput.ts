import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { rowSelector } from './rowSelector.ts';

/** The quick input at the top of the window: the palette, quick picks and input boxes. */
export class QuickInput {
  readonly box: Locator;
  readonly input: Locator;
  /** The line below the field of an input box: its prompt or its validation message. */
  readonly message: Locator;
  readonly title: Locator;
  /** Visible while the quick input is busy. */
  readonly progress: Locator;
  /** The rows on screen, without those of a long list that are scrolled out. */
  readonly rows: Locator;

  constructor(page: Page) {
    this.box = page.locator('.quick-input-widget:visible');
    this.input = this.box.locator('.quick-input-box input');
    this.message = this.box.locator('.quick-input-message');
    this.title = this.box.locator('.quick-input-title');
    this.progress = this.box.locator('.quick-input-progress.active');
    this.rows = this.box.locator('.quick-input-list .monaco-list-rows > .monaco-list-row');
  }

  /** Replaces the text of the field. */
  async type(text: string): Promise<void> {
    await this.input.fill(text);
  }

  /** A row by its whole first line, or by its accessible name (label, description, detail). */
  row(label: string | RegExp): Locator {
    const words = typeof label === 'string' ? { label: exactly(label) } : { spoken: label };
    return this.box.locator(rowSelector(words));
  }

  async choose(label: string | RegExp): Promise<void> {
    await this.row(label).first().click();
  }

  /** The accessible names of the rows on screen. */
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

/** The members of a page element that are used here. The tests don't have the types of the browser. */
export type PageElement = {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
};

/** Matches the whole text of an element, with an optional prefix and white space around it. */
export function exactly(text: string, before = ''): RegExp {
  return new RegExp(`^\\s*${before}${escaped(text)}\\s*$`, 'u');
}

export function begins(text: string): RegExp {
  return new RegExp(`^\\s*${escaped(text)}`, 'u');
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
