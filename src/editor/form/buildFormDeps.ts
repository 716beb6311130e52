import { l10n } from 'vscode';
import type { Interaction } from '../../affinity/index.ts';
import { hostZone } from '../../dates/wallTime.ts';
import type { FormDeps, FormHost } from '../../drafts/form/formDeps.ts';
import type { Draft } from '../../drafts/model/draft.ts';
import type { EditableRef } from '../../drafts/model/interactionReading.ts';
import { findRecordsWay } from '../../drafts/writing/compareNoteIds.ts';
import type { SaveResult } from '../../drafts/writing/saveDraft.ts';
import type { UpdateConflict } from '../../drafts/writing/updatePlan.ts';
import { canBeLogged } from '../../model/interactionTypes.ts';
import { formWords } from '../../protocol/formWords.ts';
import { tenantName } from '../account/account.ts';
import { draftMessages } from '../drafts/draftMessages.ts';
import type { Drafts } from '../drafts/drafts.ts';
import { userOf } from '../drafts/draftStart.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Configuration, Log } from '../settings/configuration.ts';
import { systemClock } from '../storage/systemClock.ts';
import { messages } from '../ui/messages.ts';
import { explain } from '../words/explain.ts';
import type { FormPanel } from './formPanel.ts';
import { localizedWording } from './localizedWording.ts';
import { recordContacts } from './recordContacts.ts';
import { relatedRecords, suggestedRecords } from './relatedRecords.ts';

export interface FormHostDeps {
  readonly sessions: Sessions;
  readonly configuration: Pick<Configuration, 'keepDraftsOnDisk'>;
  readonly drafts: Drafts;
  readonly log: Log;
  readonly panel: FormPanel;
  /** The draft with the changes of its form. */
  readonly current: () => Draft;
  readonly leftUnanswered: (result: SaveResult) => void;
  readonly edit: (session: AccountSession, ref: EditableRef) => Promise<void>;
  /** Adds the text of a draft as a note to an interaction, and ends the draft. */
  readonly noteInstead: (session: AccountSession, draft: Draft, interaction: Interaction) => Promise<void>;
  readonly showDifference: (conflict: UpdateConflict, zone: string) => Promise<void>;
}

/** Everything that the form of a draft is made of. The draft belongs to the account that is signed in now. */
export function buildFormDeps(draft: Draft, found: SaveResult | undefined, deps: FormHostDeps): FormDeps {
  const { sessions, configuration, drafts } = deps;
  const account = sessions.current?.account;
  return {
    work: drafts.work(draft, found),
    attribution: {
      user: account === undefined ? { id: 0, name: '', standing: 'internal' } : userOf(account),
      tenant: account === undefined ? '' : tenantName(account),
      sample: account?.kind === 'sample',
    },
    inMemory: () => !configuration.keepDraftsOnDisk,
    persons: () => drafts.connections.of(draft.account)?.persons,
    contacts: contactsOf(draft, deps),
    records: () => own(draft, deps)?.connection.client,
    suggestedRecords: (current) => {
      const session = own(draft, deps);
      return session === undefined ? [] : suggestedRecords(session, current);
    },
    recordsWay: async () => {
      const noting = drafts.connections.of(draft.account)?.noting;
      return noting === undefined ? 'own' : findRecordsWay(noting, systemClock);
    },
    relatedRecords: async () => {
      const session = own(draft, deps);
      return session === undefined ? [] : relatedRecords(session, deps.current());
    },
    loaded: () => loadedInteractions(own(draft, deps)),
    clock: systemClock,
    zone: hostZone(),
    wording: localizedWording,
    words: formWords((english) => l10n.t(english)),
    host: formHost(draft, deps),
  };
}

function contactsOf({ account, subject }: Draft, { sessions, drafts }: FormHostDeps): FormDeps['contacts'] {
  const about = subject.kind === 'create' ? subject.about : undefined;
  if (about === undefined || about.kind === 'person') return undefined;
  return async () => {
    const [session, services] = [sessions.current, drafts.connections.of(account)];
    if (session === undefined || services === undefined) return [];
    return recordContacts(about, session.timelines, services.interactions, new Date());
  };
}

/** The interactions that timelines hold. */
function* loadedInteractions(session: AccountSession | undefined): Generator<Interaction> {
  if (session === undefined) return;
  for (const { state } of session.timelines.all) yield* state.items;
}

/** The session of the draft's account; undefined while another one is signed in, or none. */
function own({ account }: Draft, { sessions }: FormHostDeps): AccountSession | undefined {
  return sessions.current?.name === account ? sessions.current : undefined;
}

/** Implements what a form needs of the editor. */
function formHost(draft: Draft, deps: FormHostDeps): FormHost {
  const { panel, log, drafts } = deps;
  const logFailure = (error: unknown): void => log.error(`The form: ${String(error)}`);
  const tellFailure = (error: unknown): void => {
    logFailure(error);
    void messages.showError(explain(error).message);
  };
  return {
    send: (message) => panel.send(message),
    saved: (result, saved) => {
      panel.close();
      const session = own(draft, deps);
      if (result.kind === 'noted') {
        if (session !== undefined) drafts.showNote(session, result.note).catch(logFailure);
        return;
      }
      if (result.kind === 'attached') {
        messages.remark(localizedWording.saved(result, saved.subject), 'check');
        if (session !== undefined) drafts.showAttached(session, result).catch(logFailure);
        return;
      }
      if (result.notTaken === undefined)
        messages.remark(localizedWording.saved(result, saved.subject), 'check');
      if (session !== undefined) drafts.showSaved(session, result, saved).catch(logFailure);
      const { type, id } = result.interaction;
      if (result.notTaken !== undefined && session !== undefined && canBeLogged(type))
        deps.edit(session, { type, id }).catch(tellFailure);
    },
    close: () => panel.close(),
    leftUnanswered: (result) => deps.leftUnanswered(result),
    confirmDiscard: () => draftMessages.confirmDiscard(deps.current()),
    cannotDiscard: () => draftMessages.tellBeingSent(deps.current()),
    confirmLoss: draftMessages.confirmLoss,
    ...neighbourActions(draft, deps, tellFailure),
    showDifference: (conflict, zone) => void deps.showDifference(conflict, zone).catch(tellFailure),
    log: (problem) => log.warn(`The form: ${problem}`),
  };
}

/** Opens another form instead of this one. */
function neighbourActions(
  draft: Draft,
  deps: FormHostDeps,
  onFailure: (error: unknown) => void,
): Pick<FormHost, 'editNeighbour' | 'noteNeighbour'> {
  return {
    editNeighbour: (ref) => {
      const session = own(draft, deps);
      if (session !== undefined) deps.edit(session, ref).catch(onFailure);
    },
    noteNeighbour: (interaction) => {
      const session = own(draft, deps);
      if (session !== undefined) deps.noteInstead(session, deps.current(), interaction).catch(onFailure);
    },
  };
}
