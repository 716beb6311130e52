import { l10n, Uri, window } from 'vscode';
import type { InteractionType } from '../../affinity/index.ts';
import type { InteractionRow } from '../../history/historyRow.ts';
import { canBeLogged } from '../../model/interactionTypes.ts';
import { parseInteractionUri } from '../documents/interactionUri.ts';
import type { FormsOnDemand } from '../form/formsOnDemand.ts';
import { askForInteraction } from '../pick/askForInteraction.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { rowOf, rowsOf } from '../tree/row.ts';
import { confirmRequests } from '../ui/confirmRequests.ts';
import { showInformation } from '../ui/messages.ts';
import type { WritingOnDemand } from '../writing/writingOnDemand.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { signedIn } from './signedIn.ts';

/** The requests to read an interaction and its note, and to delete it. */
const REQUESTS_TO_DELETE = 3;

export interface FormCommandDeps {
  readonly writing: WritingOnDemand;
  readonly forms: FormsOnDemand;
}

type Names = 'logInteraction' | 'logSelection' | 'editInteraction' | 'deleteInteraction';

interface Target {
  readonly type: InteractionType;
  readonly id: number;
  readonly record?: InteractionRow['record'];
  readonly interaction?: InteractionRow['interaction'];
}

/** The commands that write. Each opens a form or asks first; none sends anything by itself. */
export function formCommands(
  sessions: Sessions,
  { writing, forms }: FormCommandDeps,
): Pick<CommandHandlers, Names> {
  return {
    logInteraction: async (argument) => {
      const session = await signedIn(sessions);
      const row = rowOf(argument);
      const about = row !== undefined && 'record' in row ? row.record : undefined;
      const type = row?.kind === 'type' && canBeLogged(row.type) ? row.type : undefined;
      if (session !== undefined) await (await forms.get()).log(session, about, type);
    },
    logSelection: async () => logSelection(sessions, forms),
    editInteraction: async (argument) => {
      const session = await signedIn(sessions);
      const [target] = session === undefined ? [] : await targetsOf(session, argument);
      if (session === undefined || target === undefined) return;
      const { type } = target;
      if (!canBeLogged(type))
        void showInformation(l10n.t('Emails can’t be edited. Affinity syncs them from mailboxes.'));
      else await (await forms.get()).edit(session, { type, id: target.id });
    },
    deleteInteraction: async (argument, others) => {
      const session = await signedIn(sessions);
      const targets = session === undefined ? [] : await targetsOf(session, argument, others);
      if (session === undefined) return;
      const safe = l10n.t('You’ll see each interaction before it is deleted.');
      if (await confirmRequests(session.connection, targets.length * REQUESTS_TO_DELETE, safe))
        await (await writing.get()).deletions.delete(session, targets);
    },
  };
}

async function logSelection(sessions: Sessions, forms: FormsOnDemand): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) {
    void showInformation(
      l10n.t('Open a document first. Its selection, or all of its text, becomes the note.'),
    );
    return;
  }
  const { document, selections } = editor;
  const selected = selections.map((selection) => document.getText(selection)).filter((text) => text !== '');
  const fileName = document.uri.path.split('/').at(-1);
  const source =
    selected.length > 0
      ? ({ from: 'selection', text: selected.join('\n\n') } as const)
      : ({ from: 'document', text: document.getText() } as const);
  if (source.text.trim() === '') {
    void showInformation(l10n.t('The document has no text to log.'));
    return;
  }
  const session = await signedIn(sessions);
  if (session !== undefined) await (await forms.get()).logText(session, { ...source, fileName });
}

/** The rows that were selected, the document whose title bar was used, or what the user names by type and id. */
async function targetsOf(
  session: AccountSession,
  argument: unknown,
  others?: unknown,
): Promise<readonly Target[]> {
  if (argument instanceof Uri) {
    const address = parseInteractionUri(argument);
    return address?.account === session.name ? [address] : [];
  }
  const targets = rowsOf(argument, others).flatMap((row) =>
    row.kind === 'interaction'
      ? [{ type: row.type, id: row.interaction.id, record: row.record, interaction: row.interaction }]
      : [],
  );
  if (argument !== undefined)
    return [...new Map(targets.map((one) => [`${one.type}-${one.id}`, one])).values()];
  const active = window.activeTextEditor?.document.uri;
  const shown = active && parseInteractionUri(active);
  if (shown?.account === session.name) return [shown];
  const found = await askForInteraction(session);
  return found === undefined ? [] : [{ type: found.type, id: found.interaction.id }];
}
