import { l10n } from 'vscode';
import type { FieldProblem } from '../../drafts/checks/fieldProblem.ts';
import type { Draft } from '../../drafts/model/draft.ts';
import type { FoundNeighbour } from '../../drafts/writing/findNeighbours.ts';
import type { Saved, SaveQuestion, SaveResult } from '../../drafts/writing/saveDraft.ts';
import { draftMessages } from '../drafts/draftMessages.ts';
import { localizedWording } from '../form/localizedWording.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { messages } from '../ui/messages.ts';
import { explain } from '../words/explain.ts';
import { quickLogWords } from '../words/quickLogWords.ts';
import type { Writing } from '../writing/writing.ts';

/** `problem`: a sentence for the step of its field. `left`: it was logged, or its draft waits with a message. */
export type QuickSending =
  | { readonly kind: 'left' }
  | { readonly kind: 'problem'; readonly at: FieldProblem['at']; readonly sentence: string }
  | {
      readonly kind: 'neighbours';
      readonly neighbours: readonly FoundNeighbour[];
      readonly result: SaveResult;
    };

/** Sends the draft as *Send Draft* does, and tells what came of it. Never rejects. */
export async function sendQuickLog(
  session: AccountSession,
  writing: Writing,
  draft: Draft,
  answered: readonly SaveQuestion[],
): Promise<QuickSending> {
  const result = await writing.drafts.send(session, draft, answered);
  switch (result?.kind) {
    case undefined:
      draftMessages.tellBeingSent(draft);
      return { kind: 'left' };
    case 'saved':
      void telling(offerToTakeBack(session, writing, result, draft));
      return { kind: 'left' };
    case 'neighbours':
      return { ...result, result };
    case 'problems':
      return problemOf(result.problems);
    case 'refused': {
      const { problem } = result;
      const sentence = quickLogWords.problem({ at: 'form', code: 'refused', problem });
      return { kind: 'problem', at: problem.at ?? 'form', sentence };
    }
    case 'unknown':
      void telling(offerToCheck(session, writing, result, draft));
      return { kind: 'left' };
    case 'noted':
    case 'attached':
    case 'rerouted':
    case 'conflict':
    case 'open-outcome':
      await writing.drafts.forms.show(session, draft.id, result);
      return { kind: 'left' };
  }
}

/** The box was closed while the draft was being sent, so a question or a problem needs a message. */
export async function offerAfterwards(
  session: AccountSession,
  writing: Writing,
  draft: Draft,
  sending: QuickSending,
): Promise<void> {
  if (sending.kind === 'left' || !(await draftMessages.offerToAnswer(draft))) return;
  const found = sending.kind === 'neighbours' ? sending.result : undefined;
  await telling(writing.drafts.forms.show(session, draft.id, found));
}

/** Tells why an offer could not be carried out; the box that would have said it is closed. Never rejects. */
async function telling(offer: Promise<void>): Promise<void> {
  try {
    await offer;
  } catch (error) {
    void messages.showError(explain(error).message);
  }
}

function problemOf(problems: readonly FieldProblem[]): QuickSending {
  const [first] = problems;
  if (first === undefined) return { kind: 'left' };
  return { kind: 'problem', at: first.at, sentence: quickLogWords.problem(first) };
}

/** When the service did not take all fields, the message about that is shown already. */
async function offerToTakeBack(
  session: AccountSession,
  { deletions }: Writing,
  saved: Saved,
  { subject, type }: Draft,
): Promise<void> {
  if (saved.notTaken !== undefined) return;
  const undo = l10n.t('Undo');
  if ((await messages.showInformation(localizedWording.saved(saved, subject), undo)) !== undo) return;
  await deletions.takeBack(session, { type, id: saved.interaction.id });
}

async function offerToCheck(
  session: AccountSession,
  { drafts }: Writing,
  result: SaveResult & { readonly kind: 'unknown' },
  { id, subject }: Draft,
): Promise<void> {
  const open = l10n.t('Open Draft');
  const sentence = localizedWording.unknownOutcome(result.problem, subject);
  if ((await messages.showWarning(sentence, open)) === open) await drafts.forms.show(session, id, result);
}
