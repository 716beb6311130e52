import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { FormValues } from '../../src/protocol/formValues.ts';
import type { FormView } from '../../src/protocol/formView.ts';
import { readMessageToHost } from '../../src/protocol/messageToHost.ts';
import type { MessageToHost } from '../../src/protocol/messageToHost.ts';
import type { MessageToPage } from '../../src/protocol/messageToPage.ts';
import { themes } from '../support/themes.ts';
import type { Theme } from '../support/themes.ts';
import { initOf } from './views.ts';

type Kind = MessageToHost['kind'];
type Of<K extends Kind> = Extract<MessageToHost, { kind: K }>;

interface Opening {
  readonly view: FormView;
  readonly values: FormValues;
}

/** Plays the extension host: records the page's messages, and sends what the test tells it to. */
export class FormHost {
  readonly page: Page;
  readonly messages: MessageToHost[] = [];
  /** Violations of the page's policy, and uncaught errors. */
  readonly errors: string[] = [];
  /** A page's clock can't be restored, so this page is not used again. */
  hasClock = false;
  readonly #answers = new Map<Kind, (message: never) => Promise<void>>();
  readonly #put: Disposable[] = [];

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the page in a theme, and sends `init` as soon as it is ready. */
  async open(url: string, opening: Opening, theme: Theme = themes.darkModern): Promise<void> {
    this.on('ready', async () => this.send(initOf(opening.view, opening.values)));
    await this.#goto(url, theme);
    await this.toolkitLoaded();
  }

  /** Opens the page with the opening embedded in its HTML. The test decides how `ready` is answered. */
  async openAhead(url: string, opening: Opening): Promise<void> {
    const text = JSON.stringify(initOf(opening.view, opening.values));
    await this.page.route(url, async (route) => {
      const answer = await route.fetch();
      const attribute = text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
      const body = (await answer.text()).replace('<main>', () => `<main data-opening="${attribute}">`);
      await route.fulfill({ response: answer, body });
    });
    await this.#goto(url, themes.darkModern);
  }

  /** Waits until the toolkit is loaded and its elements are rendered. */
  async toolkitLoaded(): Promise<void> {
    await this.page.waitForFunction(() => customElements.get('vscode-text-field') !== undefined);
    await this.#frames();
  }

  /** The toolkit renders, and takes the focus, in the next frames. */
  async #frames(): Promise<void> {
    await this.page.evaluate(async () => {
      for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    });
  }

  async #goto(url: string, theme: Theme): Promise<void> {
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
    await this.#frames();
  }

  /** Resets the page for the next host, except for its clock. */
  async leave(elsewhere: string): Promise<void> {
    // The page sends its last messages to this host.
    await this.page.goto(elsewhere);
    this.page.removeAllListeners();
    await this.page.unrouteAll();
    for (const one of this.#put) await one.dispose();
  }

  on<K extends Kind>(kind: K, answer: (message: Of<K>) => Promise<void>): void {
    this.#answers.set(kind, answer);
  }

  async send(message: MessageToPage | Readonly<Record<string, unknown>>): Promise<void> {
    await this.sendRaw(message);
  }

  /** Resolves when the page has received the message and rendered. */
  async sendRaw(data: unknown): Promise<void> {
    await this.page.evaluate(async (sent) => {
      const heard = new Promise((resolve) => window.addEventListener('message', resolve, { once: true }));
      window.postMessage(sent, '*');
      await heard;
    }, data);
    await this.#frames();
  }

  /** Stops answering until the page has noticed. */
  async loseConnection(): Promise<void> {
    const before = this.received('edit').length;
    this.hasClock = true;
    await this.page.clock.install();
    await this.text.fill('Is anyone there?');
    await this.waitFor('edit', before + 1);
    await this.page.clock.fastForward(20_000);
    await expect(this.page.locator('#lost')).toBeVisible();
  }

  received<K extends Kind>(kind: K): readonly Of<K>[] {
    return this.messages.filter((message): message is Of<K> => message.kind === kind);
  }

  /** Waits until the page has sent this many messages of a kind, and returns the last. */
  async waitFor<K extends Kind>(kind: K, times = 1): Promise<Of<K>> {
    await expect
      .poll(() => this.received(kind).length, { message: `sent ${kind}` })
      .toBeGreaterThanOrEqual(times);
    return this.received(kind).at(-1) as Of<K>;
  }

  get dateText(): Locator {
    return this.page.locator('#date-field vscode-text-field input');
  }

  get text(): Locator {
    return this.page.locator('#text-field textarea');
  }

  get people(): Locator {
    return this.page.getByRole('combobox', { name: 'People' });
  }

  get chips(): Locator {
    return this.page.locator('.chip');
  }

  get save(): Locator {
    return this.page.locator('#save button');
  }

  async #take(data: unknown): Promise<void> {
    const read = readMessageToHost(data);
    if (!read.ok) {
      this.errors.push(`the page sent an unreadable message: ${read.problem}`);
      return;
    }
    this.messages.push(read.message);
    await this.#answers.get(read.message.kind)?.(read.message as never);
  }
}

type Disposable = Awaited<ReturnType<Page['exposeFunction']>>;

/** Numbers the hosts, each of which keeps the state of its page under a key of its own. */
let hosts = 0;

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
