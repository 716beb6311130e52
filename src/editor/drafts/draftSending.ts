import { sendDraft } from '../../drafts/form/sendDraft.ts';
import { meetsAll } from '../../drafts/form/unreached.ts';
import type { Draft } from '../../drafts/model/draft.ts';
import type { DraftStore } from '../../drafts/store/draftStore.ts';
import type { SaveQuestion, SaveResult } from '../../drafts/writing/saveDraft.ts';
import type { InteractionDocuments } from '../documents/interactionDocuments.ts';
import { aboutOf } from '../form/formHost.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { systemClock } from '../storage/systemClock.ts';
import { isDayFirst } from './draftStart.ts';
import type { FormConnections } from './formConnections.ts';

export interface DraftSendingParts {
  readonly store: DraftStore;
  readonly connections: FormConnections;
  readonly documents: InteractionDocuments;
}

/** Sends drafts that have no form open, one at a time each, and brings tree and reader up to date. */
export class DraftSending {
  readonly #parts: DraftSendingParts;
  readonly #underWay = new Set<string>();

  constructor(parts: DraftSendingParts) {
    this.#parts = parts;
  }

  /** While it is, no form may be opened for it. */
  isUnderWay(id: string): boolean {
    return this.#underWay.has(id);
  }

  /** What became of it stands in its row. Undefined while it is being sent already. */
  async send(
    session: AccountSession,
    draft: Draft,
    answered: readonly SaveQuestion[] = [],
  ): Promise<SaveResult | undefined> {
    if (this.#underWay.has(draft.id)) return undefined;
    this.#underWay.add(draft.id);
    const { store, connections, documents } = this.#parts;
    try {
      const connection = () => connections.of(draft.account);
      const sending = { draft, store, connection, clock: systemClock, dayFirst: isDayFirst(), answered };
      const result = await sendDraft(sending);
      if (result.kind !== 'saved') return result;
      session.timelines.put(result.interaction, aboutOf(draft));
      await documents.saved(session, result.interaction, draft.type);
      return result;
    } finally {
      this.#underWay.delete(draft.id);
    }
  }
}

/** Whether it was tried, and did not get through to the service or was not let in. What is open from before says nothing. */
export function isLostOnTheWay(result: SaveResult | undefined, { outcome }: Draft): boolean {
  switch (result?.kind) {
    case 'refused':
      return meetsAll(result.problem);
    case 'unknown':
      return outcome.state !== 'unknown' && meetsAll(result.problem);
    case 'problems':
      return result.problems.some(({ code }) => code === 'not-saved');
    case 'saved':
    case 'neighbours':
    case 'conflict':
    case 'open-outcome':
    case undefined:
      return false;
  }
}
