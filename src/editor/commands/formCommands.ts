import { l10n, window } from 'vscode';
import { canBeLogged } from '../../model/interactionTypes.ts';
import type { FormsOnDemand } from '../form/formsOnDemand.ts';
import { notedInteraction, notedWeekItem } from '../form/notedInteraction.ts';
import type { NotedInteraction } from '../form/notedInteraction.ts';
import { pickNoteTarget } from '../pick/pickNoteTarget.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { confirmRequests } from '../ui/confirmRequests.ts';
import { messages } from '../ui/messages.ts';
import { weekItemOf } from '../week/weekRow.ts';
import type { WeekView } from '../week/weekView.ts';
import { typeHints } from '../words/typeWords.ts';
import type { WritingOnDemand } from '../writing/writingOnDemand.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { givenTargets, interactionTargets, loggableOnly, loggableTarget } from './interactionTargets.ts';
import { logTarget } from './logTarget.ts';
import { signedIn } from './signedIn.ts';

/** The requests to read an interaction and its note, and to delete it. */
const REQUESTS_TO_DELETE = 3;

export interface FormCommandDeps {
  readonly writing: WritingOnDemand;
  readonly forms: FormsOnDemand;
  readonly week: Pick<WeekView, 'toNote'>;
}

type Names = 'addNote' | 'logInteraction' | 'logSelection' | 'editInteraction' | 'deleteInteraction';

/** The commands that write. Each opens a form or asks first; none sends anything by itself. */
export function formCommands(
  sessions: Sessions,
  { writing, forms, week }: FormCommandDeps,
): Pick<CommandHandlers, Names> {
  return {
    logInteraction: async (argument) => {
      const session = await signedIn(sessions);
      const { about, type } = logTarget(argument);
      if (session !== undefined) await (await forms.get()).log(session, about, type);
    },
    logSelection: async () => logSelection(sessions, forms),
    editInteraction: async (argument) => {
      const session = await signedIn(sessions);
      if (session === undefined) return;
      const options = { title: l10n.t('Edit Interaction'), ...loggableOnly };
      const [given] = await interactionTargets(session, [argument], options);
      const emails = l10n.t('Emails can’t be edited. Affinity syncs them from mailboxes.');
      const target = await loggableTarget(session, given, options, emails);
      if (target !== undefined) await (await forms.get()).edit(session, { type: target.type, id: target.id });
    },
    addNote: (argument) => addNote(sessions, { forms, week }, argument),
    deleteInteraction: async (argument, others) => {
      const session = await signedIn(sessions);
      if (session === undefined) return;
      const options = { title: l10n.t('Delete Interaction'), ...loggableOnly };
      const targets = await interactionTargets(session, [argument, others], options);
      if (targets.length === 0) return;
      const safe = l10n.t('You’ll see each interaction before it is deleted.');
      if (await confirmRequests(session.connection, targets.length * REQUESTS_TO_DELETE, safe))
        await (await writing.get()).deletions.delete(session, targets);
    },
  };
}

async function addNote(
  sessions: Sessions,
  { forms, week }: Pick<FormCommandDeps, 'forms' | 'week'>,
  argument: unknown,
): Promise<void> {
  const session = await signedIn(sessions);
  const target = session && (await notedBy(session, week, argument));
  if (session === undefined || target === undefined) return;
  if (target === 'email') void messages.showInformation(typeHints.noNotes());
  else await (await forms.get()).addNote(session, target);
}

/** The interaction of a row, of the document in sight, or one that the user names. Undefined when the user cancels. */
async function notedBy(
  session: AccountSession,
  week: FormCommandDeps['week'],
  argument: unknown,
): Promise<NotedInteraction | 'email' | undefined> {
  const item = weekItemOf(argument);
  if (item !== undefined) return notedWeekItem(item);
  const [given] = givenTargets(session, argument);
  const picked =
    given === undefined && argument === undefined
      ? await pickNoteTarget(session, week.toNote(session))
      : undefined;
  if (picked !== undefined && 'weekItem' in picked) return notedWeekItem(picked.weekItem);
  const target = given ?? (picked && { ...picked, id: picked.interaction.id });
  if (target === undefined) return undefined;
  const { type, id, record } = target;
  if (!canBeLogged(type)) return 'email';
  return notedInteraction(target.interaction ?? (await session.reader.interaction(type, id)), record);
}

async function logSelection(sessions: Sessions, forms: FormsOnDemand): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) {
    void messages.showInformation(
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
    void messages.showInformation(l10n.t('The document has no text to log.'));
    return;
  }
  const session = await signedIn(sessions);
  if (session !== undefined) await (await forms.get()).logText(session, { ...source, fileName });
}
