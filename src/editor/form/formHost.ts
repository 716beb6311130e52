import type { FormHost } from '../../drafts/form/formParts.ts';
import type { Draft } from '../../drafts/model/draft.ts';
import type { EditableRef } from '../../drafts/model/interactionReading.ts';
import type { SaveResult } from '../../drafts/writing/saveDraft.ts';
import type { UpdateConflict } from '../../drafts/writing/updatePlan.ts';
import type { RecordId } from '../../model/recordRef.ts';
import type { InteractionDocuments } from '../documents/interactionDocuments.ts';
import { confirmDiscard, confirmLoss, sayBeingSent } from '../drafts/draftQuestions.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Log } from '../settings/configuration.ts';
import { remark, showError } from '../ui/messages.ts';
import { explain } from '../words/explain.ts';
import type { FormPanel } from './formPanel.ts';
import { formWording } from './formWording.ts';

export interface FormHostParts {
  readonly sessions: Sessions;
  readonly documents: InteractionDocuments;
  readonly log: Log;
  readonly draft: Draft;
  /** As it stands. */
  readonly current: () => Draft;
  readonly leftUnanswered: (result: SaveResult) => void;
  readonly edit: (session: AccountSession, ref: EditableRef) => Promise<void>;
  readonly showDifference: (conflict: UpdateConflict, zone: string) => Promise<void>;
}

/** What only the editor can do for a form. */
export function formHost(panel: FormPanel, parts: FormHostParts): FormHost {
  const { sessions, draft, log } = parts;
  const own = (): AccountSession | undefined =>
    sessions.current?.name === draft.account ? sessions.current : undefined;
  const failed = (error: unknown): void => log.error(`The form: ${String(error)}`);
  const told = (error: unknown): void => {
    failed(error);
    void showError(explain(error).message);
  };
  return {
    send: (message) => panel.send(message),
    saved: (interaction, saved, proven) => {
      panel.close();
      remark(formWording.saved(interaction, saved.subject, proven), 'check');
      const session = own();
      if (session === undefined) return;
      session.timelines.put(interaction, aboutOf(saved));
      parts.documents.saved(session, interaction, saved.type).catch(failed);
    },
    close: () => panel.close(),
    leftUnanswered: (result) => parts.leftUnanswered(result),
    confirmDiscard: () => confirmDiscard(parts.current()),
    cannotDiscard: () => sayBeingSent(parts.current()),
    confirmLoss,
    editNeighbour: (ref) => {
      const session = own();
      if (session !== undefined) parts.edit(session, ref).catch(told);
    },
    showDifference: (conflict, zone) => void parts.showDifference(conflict, zone).catch(told),
    log: (problem) => log.warn(`The form: ${problem}`),
  };
}

/** The record whose rows show what is saved of a draft: the one that it is about, or where it stood before. */
export function aboutOf({ subject }: Draft): readonly RecordId[] {
  if (subject.kind === 'update') return [];
  return [subject.about ?? subject.restores?.record].filter((record) => record !== undefined);
}
