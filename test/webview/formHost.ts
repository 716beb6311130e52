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

/** The other side of the page: keeps what it says, and says what the test tells it to. */
export class FormHost {
  readonly page: Page;
  readonly received: MessageToHost[] = [];
  /** What broke the page's own policy, or was thrown in it. */
  readonly troubles: string[] = [];
  /** The page's clock was taken over, and nothing gives it back. */
  hasClock = false;
  readonly #answers = new Map<Kind, (message: never) => Promise<void>>();
  readonly #put: Disposable[] = [];

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the page in a theme; it is told how it begins as soon as it is ready. */
  async open(url: string, opening: Opening, theme: Theme = themes.darkModern): Promise<void> {
    this.on('ready', async () => this.send(initOf(opening.view, opening.values)));
    await this.#goto(url, theme);
    await this.finished();
  }

  /** Opens the page as one that holds how it begins; what it is told when it is ready is up to the test. */
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

  /** The toolkit is loaded, and its parts are drawn. */
  async finished(): Promise<void> {
    await this.page.waitForFunction(() => customElements.get('vscode-text-field') !== undefined);
    await this.#frames();
  }

  /** What the toolkit leaves to the next frames is drawn, and the focus stands where the form begins. */
  async #frames(): Promise<void> {
    await this.page.evaluate(async () => {
      for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    });
  }

  async #goto(url: string, theme: Theme): Promise<void> {
    hosts += 1;
    this.#put.push(
      await this.page.exposeFunction('toHost', (data: unknown) => this.#take(data)),
      await this.page.addInitScript(pretendToBeTheEditor, { theme, place: `state ${String(hosts)}` }),
    );
    this.page.on('console', (said) => {
      if (said.type() === 'error') this.troubles.push(said.text());
    });
    this.page.on('pageerror', (error) => this.troubles.push(error.message));
    await this.page.goto(url);
    await expect(this.page.locator('h1')).toBeVisible();
    await this.#frames();
  }

  /** Leaves nothing in the page that the next host could stumble over, but a clock. */
  async leave(elsewhere: string): Promise<void> {
    // The form has its last words with this host.
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

  /** Comes back when the page has heard it, and what the toolkit leaves to the next frames is drawn. */
  async sendRaw(data: unknown): Promise<void> {
    await this.page.evaluate(async (sent) => {
      const heard = new Promise((resolve) => window.addEventListener('message', resolve, { once: true }));
      window.postMessage(sent, '*');
      await heard;
    }, data);
    await this.#frames();
  }

  /** Answers nothing any more, until the page has noticed. */
  async lose(): Promise<void> {
    const before = this.said('edit').length;
    this.hasClock = true;
    await this.page.clock.install();
    await this.text.fill('Is anybody there?');
    await this.heard('edit', before + 1);
    await this.page.clock.fastForward(20_000);
    await expect(this.page.locator('#lost')).toBeVisible();
  }

  said<K extends Kind>(kind: K): readonly Of<K>[] {
    return this.received.filter((message): message is Of<K> => message.kind === kind);
  }

  /** Waits until the page has said it so often, and gives the last. */
  async heard<K extends Kind>(kind: K, times = 1): Promise<Of<K>> {
    await expect
      .poll(() => this.said(kind).length, { message: `said ${kind}` })
      .toBeGreaterThanOrEqual(times);
    return this.said(kind).at(-1) as Of<K>;
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
      this.troubles.push(`the page said something unreadable: ${read.problem}`);
      return;
    }
    this.received.push(read.message);
    await this.#answers.get(read.message.kind)?.(read.message as never);
  }
}

type Disposable = Awaited<ReturnType<Page['exposeFunction']>>;

/** So that each has a place of its own for the state of its page. */
let hosts = 0;

/** Runs in the page, before its own script: the door to the editor, the theme and the body's class. */
function pretendToBeTheEditor({ theme, place }: { readonly theme: Theme; readonly place: string }): void {
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
