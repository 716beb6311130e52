import { join } from 'node:path';
import type { Disposable } from 'vscode';
import { untilAborted } from '../../affinity/index.ts';
import type { Interaction, InteractionType } from '../../affinity/index.ts';
import { fits } from '../../search/searchIndex.ts';
import type { SearchProblem, SearchQuery } from '../../search/searchQuery.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { interactionOf, itemsOf } from './foundItems.ts';
import type { FoundItems } from './foundItems.ts';
import { InteractionSearch } from './interactionSearch.ts';
import { InteractionSearchPick } from './interactionSearchPick.ts';
import { readQuery } from './readQuery.ts';
import type { RecordCoverage } from './recordCoverage.ts';
import type { FoundInteraction, SearchAnswer } from './searchTasks.ts';
import { SearchThread } from './searchThread.ts';

/** Next to this bundle in `dist`. */
const WORKER_FILE = 'searchWorker.cjs';

/** An index of 100,000 interactions is made within seconds. */
const FILL_TIMEOUT_MS = 10_000;

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
export type ChosenResult = FoundItems;

/** The matches of a query, and how much they cover. */
export interface SearchFindings {
  readonly answer: SearchAnswer;
  readonly problems: readonly SearchProblem[];
  readonly coverage: readonly RecordCoverage[];
  /** The index was still being made. */
  readonly isFilling: boolean;
  readonly isSimilar: (found: FoundInteraction) => boolean;
}

/** Searches what is read of the followed records. The index lives from the first search to the end of the session. */
export class InteractionSearches implements Disposable {
  readonly #folder: string;
  readonly #subscription: Disposable;
  #pick: InteractionSearchPick | undefined;
  /** The last query of the session. It may name people, so it is never kept longer. */
  #typed = '';
  #open: { readonly session: AccountSession; readonly search: InteractionSearch } | undefined;

  /** `folder` has the bundles of the extension. */
  constructor(sessions: Sessions, folder: string) {
    this.#folder = folder;
    this.#subscription = sessions.onDidChange(() => this.#close());
  }

  /** Undefined on cancel. */
  async choose(session: AccountSession): Promise<ChosenInteraction | ChosenResult | undefined> {
    const search = this.searchOf(session);
    const pick = new InteractionSearchPick(session, search, this.#typed);
    this.#pick = pick;
    const choice = await pick.choose();
    if (this.#open?.search === search) this.#typed = pick.typed;
    if (this.#pick === pick) this.#pick = undefined;
    if (choice === undefined) return undefined;
    if (!('found' in choice)) {
      const { found } = await search.search(choice.query, choice.total);
      return await itemsOf(session, found);
    }
    const { found, query, isLoggedAgain } = choice;
    const interaction = await interactionOf(session, found);
    return { interaction, type: found.type, query, line: found.line ?? found.title, isLoggedAgain };
  }

  /** The matches of a query and what it covers, for a tool. It waits a moment for the index, and makes no request. */
  async find(
    session: AccountSession,
    typed: string,
    limit: number,
    signal: AbortSignal,
  ): Promise<SearchFindings> {
    const search = this.searchOf(session);
    await untilUpToDate(search, signal);
    const query = await readQuery(typed, new Date());
    const answer = await search.search(query, limit);
    return {
      answer,
      problems: query.problems,
      coverage: search.coverage(),
      isFilling: !search.isFilled,
      isSimilar: ({ fit }) => fit === fits.fuzzy,
    };
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

  /** Results belong to the account, so they go with the session. */
  #close(): void {
    this.#pick?.close();
    this.#open?.search.dispose();
    this.#open = undefined;
    this.#typed = '';
  }
}

/** Waits until everything that is known can be found, or for a few seconds. */
async function untilUpToDate(search: InteractionSearch, signal: AbortSignal): Promise<void> {
  const timeout = AbortSignal.timeout(FILL_TIMEOUT_MS);
  await untilAborted(search.upToDate, AbortSignal.any([signal, timeout])).catch(() => undefined);
  signal.throwIfAborted();
}
