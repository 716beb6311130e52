import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { FormValues } from '../../src/protocol/formValues.ts';
import type { FormView } from '../../src/protocol/formView.ts';
import { readMessageToHost } from '../../src/protocol/messageToHost.ts';
import type { MessageToHost } from '../../src/protocol/messageToHost.ts';
import type { MessageToPage } from '../../src/protocol/messageToPage.ts';
import { themes } from '../support/themes.ts';
import type { Theme } from '../support/themes.ts';
import { PageHost } from './pageHost.ts';
import { initOf } from './views.ts';

interface Opening {
  readonly view: FormView;
  readonly values: FormValues;
}

/** The host of the form. */
export class FormHost extends PageHost<MessageToHost> {
  constructor(page: Page) {
    super(page, readMessageToHost);
  }

  /** Opens the page in a theme, and sends `init` as soon as it is ready. */
  async open(url: string, opening: Opening, theme: Theme = themes.darkModern): Promise<void> {
    this.on('ready', async () => this.send(initOf(opening.view, opening.values)));
    await this.goto(url, theme, true);
  }

  /** Opens the page with the opening embedded in its HTML. The test decides how `ready` is answered. */
  async openAhead(url: string, opening: Opening): Promise<void> {
    await this.embed(url, initOf(opening.view, opening.values));
    await this.goto(url, themes.darkModern);
  }

  async send(message: MessageToPage | Readonly<Record<string, unknown>>): Promise<void> {
    await this.sendRaw(message);
  }

  /** Stops answering until the page has noticed. */
  async loseConnection(): Promise<void> {
    const before = this.received('edit').length;
    await this.text.fill('Is anyone there?');
    await this.waitFor('edit', before + 1);
    await this.passTime(20_000);
    await expect(this.page.locator('#lost')).toBeVisible();
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
}
