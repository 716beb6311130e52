import { join } from 'node:path';
import type { Disposable } from 'vscode';
import type { Interaction, InteractionType } from '../../affinity/index.ts';
import type { SearchQuery } from '../../search/searchQuery.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { interactionOf, itemsOf } from './foundInteractions.ts';
import type { FoundItem } from './foundInteractions.ts';
import { InteractionSearch } from './interactionSearch.ts';
import { InteractionSearchPick } from './interactionSearchPick.ts';
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

/** The whole result, to be exported. */
export interface ChosenResult {
  readonly items: readonly FoundItem[];
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
  async choose(session: AccountSession): Promise<ChosenInteraction | ChosenResult | undefined> {
    const search = this.searchOf(session);
    const choice = await new InteractionSearchPick(session, search).choose();
    if (choice === undefined) return undefined;
    if (!('found' in choice)) {
      const { found } = await search.search(choice.query, choice.total);
      return { items: await itemsOf(session, found) };
    }
    const { found, query, isLoggedAgain } = choice;
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
