import { l10n, window } from 'vscode';
import type { Draft } from '../../drafts/draft.ts';
import type { FormHost } from '../../drafts/form/formParts.ts';
import type { EditableRef } from '../../drafts/sending/interactionReading.ts';
import type { UpdateConflict } from '../../drafts/sending/updatePlan.ts';
import type { AccountSession } from '../account/accountSession.ts';
import type { Sessions } from '../account/sessions.ts';
import type { Log } from '../log.ts';
import type { InteractionDocuments } from '../reader/interactionDocuments.ts';
import { formWording } from './formWording.ts';
import type { FormPanel } from './formPanel.ts';

export interface FormHostParts {
  readonly sessions: Sessions;
  readonly documents: InteractionDocuments;
  readonly log: Log;
  readonly draft: Draft;
  readonly edit: (session: AccountSession, ref: EditableRef) => Promise<void>;
  readonly showDifference: (conflict: UpdateConflict, zone: string) => Promise<void>;
}

/** How long a remark stays in the status bar. */
const remarkMs = 8000;

/** What only the editor can do for a form. */
export function formHost(panel: FormPanel, parts: FormHostParts): FormHost {
  const { sessions, draft, log } = parts;
  const own = (): AccountSession | undefined =>
    sessions.current?.name === draft.account ? sessions.current : undefined;
  const failed = (error: unknown): void => log.error(`The form: ${String(error)}`);
  return {
    send: (message) => panel.send(message),
    saved: (interaction, saved, proven) => {
      panel.close();
      window.setStatusBarMessage(
        `$(check) ${formWording.saved(interaction, saved.subject, proven)}`,
        remarkMs,
      );
      const session = own();
      if (session === undefined) return;
      session.timelines.put(interaction, aboutOf(saved));
      parts.documents.saved(session, interaction, saved.type).catch(failed);
    },
    close: () => panel.close(),
    confirmDiscard: () =>
      ask(
        l10n.t('Discard what was typed here?'),
        l10n.t('It is lost. Nothing changes in Affinity.'),
        l10n.t('Discard Draft'),
      ),
    confirmLoss: () =>
      ask(
        l10n.t('Close the form? Its draft could not be written to disk.'),
        l10n.t('What was typed would be lost. Copy it somewhere first, or keep the form open.'),
        l10n.t('Close and Lose It'),
      ),
    editNeighbour: (ref) => {
      const session = own();
      if (session !== undefined) parts.edit(session, ref).catch(failed);
    },
    showDifference: (conflict, zone) => void parts.showDifference(conflict, zone).catch(failed),
    log: (problem) => log.warn(`The form: ${problem}`),
  };
}

async function ask(message: string, detail: string, action: string): Promise<boolean> {
  return (await window.showWarningMessage(message, { modal: true, detail }, action)) === action;
}

/** The record whose rows show what is saved of a draft. */
export function aboutOf({ subject }: Draft) {
  return subject.kind === 'create' && subject.about !== undefined ? [subject.about] : [];
}
