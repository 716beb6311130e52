import { l10n, Range, Selection, TextEditorRevealType } from 'vscode';
import type { TextEditor, Uri } from 'vscode';
import { once } from '../../model/once.ts';
import { matchingPlace } from '../../search/matchingPlace.ts';
import { showInteraction } from '../documents/showInteraction.ts';
import { planOfItems } from '../export/exportPlan.ts';
import type { FormsOnDemand } from '../form/formsOnDemand.ts';
import { patternOf } from '../form/patternOf.ts';
import type { ChosenInteraction, ChosenResult, InteractionSearches } from '../search/interactionSearches.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { messages } from '../ui/messages.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { signedIn } from './signedIn.ts';

/** The search is a bundle of its own, loaded when it is first used. All that search share one index. */
export function searchesOnDemand(sessions: Sessions, extensionUri: Uri): () => Promise<InteractionSearches> {
  return once(async () => {
    const { InteractionSearches } = await import('../search/interactionSearches.ts');
    return new InteractionSearches(sessions, `${extensionUri.fsPath}/dist`);
  });
}

export function searchCommands(
  sessions: Sessions,
  searches: () => Promise<InteractionSearches>,
  forms: FormsOnDemand,
): Pick<CommandHandlers, 'searchInteractions'> {
  return {
    searchInteractions: async () => {
      const session = await signedIn(sessions);
      if (session === undefined) return;
      const chosen = await (await searches()).choose(session);
      if (chosen === undefined) return;
      if ('items' in chosen) return await exportResult(session, chosen);
      const pattern = chosen.isLoggedAgain ? patternOf(chosen.interaction) : undefined;
      if (pattern !== undefined) (await forms.get()).logAgain(session, pattern);
      else revealMatch(await showInteraction(session, chosen), chosen);
    },
  };
}

async function exportResult(session: AccountSession, { items, leftOut }: ChosenResult): Promise<void> {
  const { exportInteractions } = await import('../export/exportInteractions.ts');
  if (leftOut > 0)
    void messages.showInformation(
      leftOut === 1
        ? l10n.t('One result is left out of the export, because it’s no longer loaded.')
        : l10n.t('{0} results are left out of the export, because they’re no longer loaded.', leftOut),
    );
  await exportInteractions(session, planOfItems(items));
}

/** Selects the first word of the query in the line that was found. */
function revealMatch(editor: TextEditor, { query, line }: ChosenInteraction): void {
  const place = matchingPlace(editor.document.getText(), query, line);
  if (place === undefined) return;
  const range = new Range(place.line, place.start, place.line, place.end);
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}
