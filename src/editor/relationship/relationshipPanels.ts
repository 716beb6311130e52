import { l10n, ViewColumn, window } from 'vscode';
import type { Disposable, Uri, WebviewPanel } from 'vscode';
import type { Interaction, InteractionType } from '../../affinity/index.ts';
import { oneLine } from '../../model/cleanText.ts';
import { recordKey } from '../../model/recordRef.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import { readRelationshipToHost } from '../../protocol/relationshipToHost.ts';
import type { RelationshipToHost } from '../../protocol/relationshipToHost.ts';
import { readRelationshipState, readRelationshipToPage } from '../../protocol/relationshipToPage.ts';
import type { RelationshipToPage } from '../../protocol/relationshipToPage.ts';
import type { RelationshipChoices } from '../../protocol/relationshipView.ts';
import { showInteraction } from '../documents/showInteraction.ts';
import { PageFiles } from '../page/pageFiles.ts';
import { adoptPagePanel, createPagePanel, PagePanel } from '../page/pagePanel.ts';
import type { PageKind } from '../page/pagePanel.ts';
import { viewTypes } from '../page/viewTypes.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Log } from '../settings/configuration.ts';
import { messages } from '../ui/messages.ts';
import { explain } from '../words/explain.ts';
import { copyRelationship } from './copyRelationship.ts';
import type { Drawing } from './drawRelationship.ts';
import { RelationshipDesk } from './relationshipDesk.ts';
import { saveRelationshipImage } from './saveRelationshipImage.ts';

const panelKind: PageKind<RelationshipToHost, RelationshipToPage> = {
  viewType: viewTypes.relationship,
  readToHost: readRelationshipToHost,
  readToPage: readRelationshipToPage,
  notLoaded: (title) => l10n.t('“{0}” couldn’t be loaded. Reload the window and open it again.', title),
  incomplete: (title) => l10n.t('“{0}” can’t show everything. See the log for details.', title),
};

export interface RelationshipDeps {
  readonly sessions: Sessions;
  readonly extensionUri: Uri;
  readonly log: Log;
}

interface OpenPanel {
  readonly panel: PagePanel<RelationshipToHost, RelationshipToPage>;
  readonly desk: RelationshipDesk;
}

/** The open relationship pages, one per record. */
export class RelationshipPanels implements Disposable {
  readonly #deps: RelationshipDeps;
  readonly #files: PageFiles;
  readonly #open = new Map<string, OpenPanel>();
  readonly #subscription: Disposable;

  constructor(deps: RelationshipDeps) {
    this.#deps = deps;
    this.#files = new PageFiles(deps.extensionUri, 'relationship');
    this.#subscription = deps.sessions.onDidChange((session) => this.#accountChanged(session));
  }

  /** Shows what is loaded, and reads the rest as far as that needs no question. */
  show(session: AccountSession, record: RecordRef): void {
    const known = this.#open.get(keyOf(session.name, record));
    if (known !== undefined) return known.panel.reveal();
    const column = window.tabGroups.activeTabGroup.activeTab === undefined ? undefined : ViewColumn.Beside;
    const title = l10n.t('Relationship: {0}', oneLine(record.name));
    const panel = createPagePanel(panelKind, title, column ?? ViewColumn.Active, this.#files);
    const desk = this.#start(panel, session, record);
    void desk.read(false);
  }

  /** Restores a page after a restart, without a request. Closes it if its record belongs to another account. */
  async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    let isClosed = false;
    const subscription = panel.onDidDispose(() => (isClosed = true));
    await this.#deps.sessions.ready;
    subscription.dispose();
    if (isClosed) return;
    const session = this.#deps.sessions.current;
    const reading = readRelationshipState(state);
    const { subject, choices } = reading.ok ? reading.message : {};
    const isOwn = session !== undefined && subject?.account === session.name;
    if (!isOwn || this.#open.has(keyOf(session.name, subject))) {
      panel.dispose();
      return;
    }
    const { kind, id, name } = subject;
    this.#start(adoptPagePanel(panel, this.#files), session, { kind, id, name }, choices);
  }

  dispose(): void {
    for (const { panel } of this.#open.values()) panel.close();
    this.#subscription.dispose();
  }

  #start(
    webviewPanel: WebviewPanel,
    session: AccountSession,
    record: RecordRef,
    choices?: RelationshipChoices,
  ): RelationshipDesk {
    const key = keyOf(session.name, record);
    const panel = new PagePanel(webviewPanel, panelKind, this.#deps.log);
    const tell = (work: Promise<unknown>): void => void work.catch((error: unknown) => this.#failed(error));
    const actions = {
      send: (message: RelationshipToPage) => panel.send(message),
      open: (session: AccountSession, interaction: Interaction) =>
        tell(openDocument(session, interaction, panel.column)),
      copyMarkdown: (drawing: Drawing) =>
        tell(copyRelationship(drawing).then((sentence) => panel.send({ kind: 'announce', sentence }))),
      saveImage: (drawing: Drawing) => tell(saveRelationshipImage(drawing)),
    };
    const desk = new RelationshipDesk(session, record, actions, choices);
    this.#open.set(key, { panel, desk });
    panel.start(desk, this.#files, () => this.#open.delete(key));
    return desk;
  }

  #failed(error: unknown): void {
    this.#deps.log.error(`The relationship page: ${String(error)}`);
    void messages.showError(explain(error).message);
  }

  /** Closes the pages of other accounts. */
  #accountChanged(session: AccountSession | undefined): void {
    for (const { panel, desk } of this.#open.values()) {
      if (session?.name === desk.account) desk.renew(session);
      else panel.close();
    }
  }
}

/** In another column, so that the picture stays in sight. */
async function openDocument(
  session: AccountSession,
  interaction: Interaction,
  column: ViewColumn | undefined,
): Promise<void> {
  const beside = column === undefined || column === ViewColumn.One ? ViewColumn.Two : ViewColumn.One;
  await showInteraction(session, { type: interaction.type as InteractionType, interaction }, beside);
}

function keyOf(account: string, record: Pick<RecordRef, 'kind' | 'id'>): string {
  return `${account} ${recordKey(record)}`;
}
