import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { ReadMessage } from '../../src/protocol/messageReader.ts';
import type { Theme } from '../support/themes.ts';

type Disposable = Awaited<ReturnType<Page['exposeFunction']>>;

/** Numbers the hosts, each of which keeps the state of its page under a key of its own. */
let hosts = 0;

/** Plays the extension host: records the page's messages, and sends what the test tells it to. */
export class PageHost<ToHost extends { readonly kind: string }> {
  readonly page: Page;
  readonly messages: ToHost[] = [];
  /** Violations of the page's policy, and uncaught errors. */
  readonly errors: string[] = [];
  /** A page's clock can't be restored, so this page is not used again. */
  hasClock = false;
  readonly #read: (data: unknown) => ReadMessage<ToHost>;
  readonly #answers = new Map<ToHost['kind'], (message: never) => Promise<void>>();
  readonly #put: Disposable[] = [];

  constructor(page: Page, read: (data: unknown) => ReadMessage<ToHost>) {
    this.page = page;
    this.#read = read;
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
    }, data);
    await this.frames();
  }

  /** Waits until the toolkit is loaded and its elements are rendered. */
  async toolkitLoaded(): Promise<void> {
    await this.page.waitForFunction(() => customElements.get('vscode-text-field') !== undefined);
    await this.frames();
  }

  received<K extends ToHost['kind']>(kind: K): readonly Extract<ToHost, { kind: K }>[] {
    return this.messages.filter((message): message is Extract<ToHost, { kind: K }> => message.kind === kind);
  }

  /** Waits until the page has sent this many messages of a kind, and returns the last. */
  async waitFor<K extends ToHost['kind']>(kind: K, times = 1): Promise<Extract<ToHost, { kind: K }>> {
    await expect
      .poll(() => this.received(kind).length, { message: `sent ${kind}` })
      .toBeGreaterThanOrEqual(times);
    return this.received(kind).at(-1) as Extract<ToHost, { kind: K }>;
  }

  /** Resets the page for the next host, except for its clock. */
  async leave(elsewhere: string): Promise<void> {
    // The page sends its last messages to this host.
    await this.page.goto(elsewhere);
    this.page.removeAllListeners();
    await this.page.unrouteAll();
    for (const one of this.#put) await one.dispose();
  }

  /** The toolkit renders, and takes the focus, in the next frames. */
  protected async frames(): Promise<void> {
    await this.page.evaluate(async () => {
      for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    });
  }

  protected async goto(url: string, theme: Theme): Promise<void> {
    hosts += 1;
    this.#put.push(
      await this.page.exposeFunction('toHost', (data: unknown) => this.#take(data)),
      await this.page.addInitScript(actAsEditor, { theme, place: `state ${String(hosts)}` }),
    );
    this.page.on('console', (said) => {
      if (said.type() === 'error') this.errors.push(said.text());
    });
    this.page.on('pageerror', (error) => this.errors.push(error.message));
    await this.page.goto(url);
    await expect(this.page.locator('h1')).toBeVisible();
    await this.frames();
  }

  /** Opens the page with the opening embedded in its HTML. */
  protected async embed(url: string, opening: unknown): Promise<void> {
    const text = JSON.stringify(opening);
    await this.page.route(url, async (route) => {
      const answer = await route.fetch();
      const attribute = text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
      const body = (await answer.text()).replace('<main>', () => `<main data-opening="${attribute}">`);
      await route.fulfill({ response: answer, body });
    });
  }

  async #take(data: unknown): Promise<void> {
    const read = this.#read(data);
    if (!read.ok) {
      this.errors.push(`the page sent an unreadable message: ${read.problem}`);
      return;
    }
    this.messages.push(read.message);
    await this.#answers.get(read.message.kind)?.(read.message as never);
  }
}

/** Runs in the page before its own script: the editor's API, the theme and the body's class. */
function actAsEditor({ theme, place }: { readonly theme: Theme; readonly place: string }): void {
  const scope = window as unknown as {
    toHost(data: unknown): Promise<void>;
    acquireVsCodeApi(): unknown;
  };
  scope.acquireVsCodeApi = () => ({
    postMessage: (message: unknown) => void scope.toHost(message),
    getState: () => (JSON.parse(sessionStorage.getItem(place) ?? 'null') as unknown) ?? undefined,
    setState: (state: unknown) => sessionStorage.setItem(place, JSON.stringify(state)),
  });
  document.addEventListener('readystatechange', () => {
    if (document.readyState !== 'interactive') return;
    const { style } = document.documentElement;
    for (const [name, value] of Object.entries(theme.variables)) style.setProperty(name, value);
    style.background = 'var(--vscode-editor-background)';
    document.body.classList.add(theme.kind);
    if (theme.kind.startsWith('vscode-high-contrast')) document.body.classList.add('vscode-high-contrast');
    document.body.dataset['vscodeThemeKind'] = theme.kind;
  });
}
