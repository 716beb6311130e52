import { l10n } from 'vscode';
import { readMessageToHost } from '../../protocol/messageToHost.ts';
import type { MessageToHost } from '../../protocol/messageToHost.ts';
import { readMessageToPage } from '../../protocol/messageToPage.ts';
import type { MessageToPage } from '../../protocol/messageToPage.ts';
import type { PageKind, PagePanel } from '../page/pagePanel.ts';
import { viewTypes } from '../page/viewTypes.ts';

/** A panel with the form of a draft. */
export type FormPanel = PagePanel<MessageToHost, MessageToPage>;

export const formPanelKind: PageKind<MessageToHost, MessageToPage> = {
  viewType: viewTypes.form,
  readToHost: readMessageToHost,
  readToPage: readMessageToPage,
  notLoaded: (title) =>
    l10n.t('The form “{0}” couldn’t be loaded. Reload the window and open it again.', title),
  incomplete: (title) =>
    l10n.t('The form “{0}” can’t show everything. Its draft is kept; see the log for details.', title),
};
