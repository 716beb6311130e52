import type { Page } from '@playwright/test';
import type { ReadMessage } from '../../src/protocol/messageReader.ts';
import { themes } from '../support/themes.ts';
import type { Theme } from '../support/themes.ts';
import { actAsEditor } from './actAsEditor.ts';
import type { EditorInPage } from './actAsEditor.ts';
import { controlTimers } from './controlTimers.ts';
import type { TimersInPage } from './controlTimers.ts';

/** How long the page may take to send a message, or to draw itself. */
const PATIENCE_MS = 5_000;

/** What receives the messages of each open page, by the key of the page's state. */
const receivers = new Map<string, (data: unknown) => Promise<void>>();

let hosts = 0;

/** Plays the extension host: records the page's messages, and sends what the test tells it to. */
export class PageHost<ToHost extends { readonly kind: string }> {
  readonly page: Page;
  readonly messages: ToHost[] = [];
  /** Violations of the page's policy, and uncaught errors. */
  readonly errors: string[] = [];
  readonly #place = `state ${String((hosts += 1))}`;
  readonly #read: (data: unknown) => ReadMessage<ToHost>;
  readonly #answers = new Map<ToHost['kind'], (message: never) => Promise<void>>();
  readonly #waiting = new Set<() => void>();

  constructor(page: Page, read: (data: unknown) => ReadMessage<ToHost>) {
    this.page = page;
    this.#read = read;
  }

  /** Makes a new page one that hosts can open, one after another. */
  static async prepare(page: Page): Promise<void> {
    await page.exposeFunction('toHost', async (place: string, data: unknown) => receivers.get(place)?.(data));
    await page.addInitScript(actAsEditor, Object.values(themes));
    await page.addInitScript(controlTimers);
  }

  on<K extends ToHost['kind']>(
    kind: K,
    answer: (message: Extract<ToHost, { kind: K }>) => Promise<void>,
  ): void {
    this.#answers.set(kind, answer);
  }

  /** Resolves when the page has received the message and rendered. */
  async sendRaw(data: unknown): Promise<void> {
    await this.page.evaluate(async (sent) => {
      const heard = new Promise((resolve) => window.addEventListener('message', resolve, { once: true }));
      window.postMessage(sent, '*');
      await heard;
      // The toolkit renders, and takes the focus, in the next frames.
      for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    }, data);
  }

  /** Waits until the toolkit is loaded and its elements are rendered. */
  async toolkitLoaded(): Promise<void> {
    await this.page.evaluate(async () => {
      await customElements.whenDefined('vscode-text-field');
      for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    });
  }

  received<K extends ToHost['kind']>(kind: K): readonly Extract<ToHost, { kind: K }>[] {
    return this.messages.filter((message): message is Extract<ToHost, { kind: K }> => message.kind === kind);
  }

  /** Waits until the page has sent this many messages of a kind, and returns the last. */
  async waitFor<K extends ToHost['kind']>(kind: K, times = 1): Promise<Extract<ToHost, { kind: K }>> {
    const isSent = () => this.received(kind).length >= times;
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => isSent() && resolve();
    this.#waiting.add(look);
    const timer = setTimeout(resolve, PATIENCE_MS);
    look();
    await promise;
    clearTimeout(timer);
    this.#waiting.delete(look);
    const last = this.received(kind).at(-1);
    if (isSent() && last !== undefined) return last;
    const sent = this.messages.map((message) => message.kind).join(', ');
    throw new Error(`The page has not sent ${kind} ${String(times)} times. It has sent: ${sent}.`);
  }

  /** Runs the timers of the page that are due within this time. */
  async passTime(ms: number): Promise<void> {
    await this.page.evaluate((passed) => (window as unknown as TimersInPage).passTime(passed), ms);
  }

  /** Makes time pass in small steps, because each timer may start the next. */
  async passTimeUntil(isOver: () => boolean): Promise<void> {
    while (!isOver()) await this.passTime(100);
  }

  /** From now on, timers of the page run only when the test makes time pass. */
  async holdTimers(): Promise<void> {
    await this.page.evaluate(() => (window as unknown as TimersInPage).holdTimers());
  }

  /** Changes the theme as the editor does. */
  async setTheme({ id }: Theme): Promise<void> {
    await this.page.evaluate((chosen) => (window as unknown as EditorInPage).setTheme(chosen), id);
  }

  /** Hands the page over to the next host, which loads it again. What the old document still sends is dropped. */
  async leave(): Promise<void> {
    receivers.delete(this.#place);
    this.page.removeAllListeners();
    await this.page.unrouteAll();
  }

  protected async goto(url: string, theme: Theme, awaitsToolkit = false): Promise<void> {
    receivers.set(this.#place, (data) => this.#take(data));
    this.#listen();
    const query = new URLSearchParams({ place: this.#place, theme: theme.id });
    await this.page.goto(`${url}?${query.toString()}`, { waitUntil: 'commit' });
    await this.page.evaluate(
      async ([patience, awaitsToolkit]) => {
        const end = performance.now() + patience;
        while (document.querySelector('h1')?.checkVisibility() !== true) {
          if (performance.now() > end) throw new Error('The page has drawn no heading.');
          await new Promise(requestAnimationFrame);
        }
        // The toolkit takes the focus in the next frames.
        if (awaitsToolkit) await customElements.whenDefined('vscode-text-field');
        for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
      },
      [PATIENCE_MS, awaitsToolkit] as const,
    );
  }

  /** Opens the page with the opening embedded in its HTML. */
  protected async embed(url: string, opening: unknown): Promise<void> {
    const text = JSON.stringify(opening);
    await this.page.route(`${url}?*`, async (route) => {
      const answer = await route.fetch();
      const attribute = text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
      const body = (await answer.text()).replace('<main>', () => `<main data-opening="${attribute}">`);
      await route.fulfill({ response: answer, body });
    });
  }

  /** What comes before the navigation belongs to the document of the host before. */
  #listen(): void {
    let isOwn = false;
    this.page.once('framenavigated', () => (isOwn = true));
    // The browser only reports what is said while there is a listener.
    this.page.on('console', (said) => {
      if (isOwn && said.type() === 'error') this.errors.push(said.text());
    });
    this.page.on('pageerror', (error) => {
      if (isOwn) this.errors.push(error.message);
    });
  }

  async #take(data: unknown): Promise<void> {
    const read = this.#read(data);
    if (!read.ok) {
      this.errors.push(`the page sent an unreadable message: ${read.problem}`);
      return;
    }
    this.messages.push(read.message);
    for (const look of this.#waiting) look();
    await this.#answers.get(read.message.kind)?.(read.message as never);
  }
}
