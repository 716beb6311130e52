import { expect } from '@playwright/test';
import type { FrameLocator, Locator } from '@playwright/test';
import type { RecordedRequest, TestSandbox } from '../../src/sandbox/testing/index.ts';
import type { Editor } from './editor.ts';

type Type = 'Meeting' | 'Call' | 'Chat message';
type Direction = 'Sent' | 'Received';

export type Entry = {
  readonly type?: Type;
  readonly date?: string;
  readonly people?: readonly string[];
  readonly direction?: Direction;
  readonly text?: string;
};

/** The form on screen. */
export class Form {
  readonly page: FrameLocator;
  readonly heading: Locator;
  readonly attribution: Locator;
  readonly date: Locator;
  readonly clocks: Locator;
  readonly people: Locator;
  readonly chips: Locator;
  readonly text: Locator;
  readonly count: Locator;
  readonly save: Locator;
  readonly draft: Locator;
  /** The summary of all problems. */
  readonly summary: Locator;
  readonly neighbours: Locator;
  readonly conflict: Locator;
  /** The panel for a save whose outcome is unknown. */
  readonly unknown: Locator;
  readonly #editor: Editor;

  constructor(editor: Editor) {
    this.#editor = editor;
    this.page = editor.webview;
    this.heading = this.page.locator('h1');
    this.attribution = this.page.locator('.attribution');
    this.date = this.page.locator('#date-field vscode-text-field input');
    this.clocks = this.page.locator('#date-field .clocks dd');
    this.people = this.page.getByRole('combobox', { name: 'People' });
    this.chips = this.page.locator('.chip');
    this.text = this.page.locator('#text-field textarea');
    this.count = this.page.locator('#text-count');
    this.save = this.page.locator('#save button');
    this.draft = this.page.locator('.footer .draft .sentence');
    this.summary = this.page.locator('#summary');
    this.neighbours = this.page.locator('#neighbours');
    this.conflict = this.page.locator('#conflict');
    this.unknown = this.page.locator('#unknown');
  }

  async isOpen(heading: string | RegExp): Promise<void> {
    await expect(this.heading).toHaveText(heading);
    await expect(this.text).toBeVisible();
  }

  async isClosed(): Promise<void> {
    await expect(this.#editor.page.locator('iframe.webview:visible')).toHaveCount(0);
  }

  async enter({ type, date, people = [], direction, text }: Entry): Promise<void> {
    if (type !== undefined) await this.page.getByRole('radio', { name: type }).click();
    if (date !== undefined) await this.date.fill(date);
    for (const person of people) await this.add(person);
    if (direction !== undefined) await this.page.getByRole('radio', { name: direction }).click();
    if (text !== undefined) await this.text.fill(text);
  }

  /** Searches for a person and adds the first one found. */
  async add(name: string): Promise<void> {
    await this.people.fill(name);
    await expect(this.page.getByRole('option', { name }).first()).toBeVisible();
    await this.people.press('ArrowDown');
    await this.people.press('Enter');
    await expect(this.chip(name)).toBeVisible();
  }

  /** Pastes with the real clipboard. */
  async paste(text: string): Promise<void> {
    const { page } = this.#editor;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
    await this.people.press('ControlOrMeta+v');
  }

  chip(name: string | RegExp): Locator {
    return this.chips.filter({ hasText: name });
  }

  /** The problem below a field. */
  lines(place: 'type' | 'date' | 'people' | 'direction' | 'text'): Locator {
    return this.page.locator(`#${place}-lines li`);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }
}

/** Signs in, and waits until the menus show it. */
export async function begin(editor: Editor): Promise<void> {
  await editor.openView();
  await editor.signIn();
  await expect(editor.tree.welcome).toContainText('Nothing followed yet');
}

/** The requests that write. */
export function writes(sandbox: TestSandbox): readonly RecordedRequest[] {
  return sandbox.requests.filter(({ method }) => method !== 'GET');
}

/** The bodies of the creates and updates. */
export function bodies(sandbox: TestSandbox, method: 'POST' | 'PUT'): readonly Record<string, unknown>[] {
  return sandbox.requests
    .filter((request) => request.method === method)
    .map(({ body }) => body as Record<string, unknown>);
}
