import { Range, Selection, TextEditorRevealType } from 'vscode';
import type { TextEditor, Uri } from 'vscode';
import { matchingPlace } from '../../search/matchingPlace.ts';
import { showInteraction } from '../documents/showInteraction.ts';
import { planOfItems } from '../export/exportPlan.ts';
import type { FormsOnDemand } from '../form/formsOnDemand.ts';
import { patternOf } from '../form/patternOf.ts';
import type { ChosenInteraction, ChosenResult, InteractionSearches } from '../search/searchInteractions.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { signedIn } from './signedIn.ts';

/** The search is a bundle of its own, loaded when it is first used. */
export function searchCommands(
  sessions: Sessions,
  { extensionUri, forms }: { readonly extensionUri: Uri; readonly forms: FormsOnDemand },
): Pick<CommandHandlers, 'searchInteractions'> {
  let searches: Promise<InteractionSearches> | undefined;
  const load = async (): Promise<InteractionSearches> => {
    const { InteractionSearches } = await import('../search/searchInteractions.ts');
    return new InteractionSearches(sessions, `${extensionUri.fsPath}/dist`);
  };
  return {
    searchInteractions: async () => {
      const session = await signedIn(sessions);
      if (session === undefined) return;
      searches ??= load();
      const chosen = await (await searches).choose(session);
      if (chosen === undefined) return;
      if ('items' in chosen) return await exportItems(session, chosen.items);
      const pattern = chosen.isLoggedAgain ? patternOf(chosen.interaction) : undefined;
      if (pattern !== undefined) (await forms.get()).logAgain(session, pattern);
      else revealMatch(await showInteraction(session, chosen), chosen);
    },
  };
}

async function exportItems(session: AccountSession, items: ChosenResult['items']): Promise<void> {
  const { exportInteractions } = await import('../export/exportInteractions.ts');
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
