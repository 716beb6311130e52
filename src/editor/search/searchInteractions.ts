import { join } from 'node:path';
import type { Disposable } from 'vscode';
import type { Interaction, InteractionType } from '../../affinity/index.ts';
import { recordKey } from '../../model/recordRef.ts';
import type { SearchQuery } from '../../search/searchQuery.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { InteractionSearch } from './interactionSearch.ts';
import { InteractionSearchPick } from './interactionSearchPick.ts';
import type { FoundInteraction } from './searchTasks.ts';
import { SearchThread } from './searchThread.ts';

/** Next to this bundle in `dist`. */
const WORKER_FILE = 'searchWorker.cjs';

/** A match that the user chose. */
export interface ChosenInteraction {
  readonly interaction: Interaction;
  readonly type: InteractionType;
  readonly query: SearchQuery;
  /** The line that matched, or the title. */
  readonly line: string;
  /** The button *Log Again…* was used. */
  readonly isLoggedAgain: boolean;
}

/** Searches what is read of the followed records. The index lives from the first search to the end of the session. */
export class InteractionSearches implements Disposable {
  readonly #folder: string;
  readonly #subscription: Disposable;
  #open: { readonly session: AccountSession; readonly search: InteractionSearch } | undefined;

  /** `folder` has the bundles of the extension. */
  constructor(sessions: Sessions, folder: string) {
    this.#folder = folder;
    this.#subscription = sessions.onDidChange(() => this.#close());
  }

  /** Undefined on cancel. */
  async choose(session: AccountSession): Promise<ChosenInteraction | undefined> {
    const match = await new InteractionSearchPick(session, this.searchOf(session)).choose();
    if (match === undefined) return undefined;
    const { found, query, isLoggedAgain } = match;
    const interaction = await interactionOf(session, found);
    return { interaction, type: found.type, query, line: found.line ?? found.title, isLoggedAgain };
  }

  /** Made when it is first asked for. */
  searchOf(session: AccountSession): InteractionSearch {
    if (this.#open?.session === session) return this.#open.search;
    this.#close();
    const search = new InteractionSearch(session, new SearchThread(join(this.#folder, WORKER_FILE)));
    this.#open = { session, search };
    return search;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#close();
  }

  #close(): void {
    this.#open?.search.dispose();
    this.#open = undefined;
  }
}

/** As the tree shows it, else as it was kept, else as the service has it. */
async function interactionOf(
  session: AccountSession,
  { type, id, records }: FoundInteraction,
): Promise<Interaction> {
  const followed = session.followed.current.filter((record) => records.includes(recordKey(record)));
  const isIt = (one: Interaction): boolean => one.type === type && one.id === id;
  for (const record of followed) {
    const loaded = session.timelines.of(record, type).state.items.find(isIt);
    if (loaded) return loaded;
  }
  for (const record of followed) {
    const kept = (await session.histories.kept(record))?.interactions.find(isIt);
    if (kept !== undefined) return kept;
  }
  return session.reader.interaction(type, id);
}
