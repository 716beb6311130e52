import type { Locator, Page } from '@playwright/test';
import { readRelationshipToHost } from '../../src/protocol/relationshipToHost.ts';
import type { RelationshipToHost } from '../../src/protocol/relationshipToHost.ts';
import type { RelationshipToPage } from '../../src/protocol/relationshipToPage.ts';
import type { RelationshipView } from '../../src/protocol/relationshipView.ts';
import { themes } from '../support/themes.ts';
import type { Theme } from '../support/themes.ts';
import { PageHost } from './pageHost.ts';
import { listFor, relationshipInit } from './relationshipViews.ts';

/** The host of the relationship page. It lists two interactions for any cell. */
export class RelationshipHost extends PageHost<RelationshipToHost> {
  readonly grid: Locator;
  readonly list: Locator;

  constructor(page: Page) {
    super(page, readRelationshipToHost);
    this.grid = page.getByRole('grid');
    this.list = page.getByRole('complementary');
  }

  /** Opens the page in a theme, and sends `init` as soon as it is ready. */
  async open(url: string, view: RelationshipView, theme: Theme = themes.darkModern): Promise<void> {
    this.answersWith(view);
    await this.goto(url, theme, true);
  }

  /** Opens the page with the view embedded in its HTML, and leaves `ready` unanswered. */
  async openAhead(url: string, view: RelationshipView): Promise<void> {
    await this.embed(url, relationshipInit(view));
    await this.goto(url, themes.darkModern);
  }

  answersWith(view: RelationshipView): void {
    this.on('ready', async () => this.send(relationshipInit(view)));
    this.on('listCell', async ({ cell }) => {
      const { list: _, ...unlisted } = view;
      await this.send({ kind: 'view', view: cell === undefined ? unlisted : listFor(view, cell) });
    });
  }

  async send(message: RelationshipToPage): Promise<void> {
    await this.sendRaw(message);
  }

  async show(view: RelationshipView): Promise<void> {
    await this.send({ kind: 'view', view });
  }

  cell(name: string): Locator {
    return this.grid.getByRole('gridcell', { name, exact: true });
  }
}
