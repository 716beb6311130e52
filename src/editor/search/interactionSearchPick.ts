import { l10n, QuickPickItemKind, ThemeIcon, window } from 'vscode';
import type { QuickInputButton, QuickPick } from 'vscode';
import type { HistoryEnd, HistoryProgress } from '../../history/wholeHistories.ts';
import { oneLine } from '../../model/cleanText.ts';
import { isolated } from '../../model/isolated.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import { isEmptyQuery } from '../../search/searchQuery.ts';
import type { SearchQuery } from '../../search/searchQuery.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { confirmRequests } from '../ui/confirmRequests.ts';
import { explain } from '../words/explain.ts';
import { formatNumber } from '../words/formatNumber.ts';
import type { InteractionSearch } from './interactionSearch.ts';
import { readQuery } from './readQuery.ts';
import { readRest } from './readRest.ts';
import { requestWords, searchItems } from './searchItems.ts';
import type { SearchItem } from './searchItems.ts';
import type { FoundInteraction } from './searchTasks.ts';

/** Rows that are drawn at first, and as many more with each "show more". */
const SHOWN_AT_ONCE = 100;
const NEWEST = 20;

/** An interaction that was chosen, and the query that found it. */
export interface ChosenMatch {
  readonly found: FoundInteraction;
  readonly query: SearchQuery;
  readonly isLoggedAgain: boolean;
}

/** The whole result of a query, which was chosen to be exported. */
export interface ChosenQuery {
  readonly query: SearchQuery;
  /** Matches in all, also those that aren't shown. */
  readonly total: number;
}

/** The quick pick of a search: results while typing, and reading of what isn't covered. */
export class InteractionSearchPick {
  readonly #session: AccountSession;
  readonly #search: InteractionSearch;
  readonly #pick: QuickPick<SearchItem>;
  readonly #stop: QuickInputButton;
  readonly #export: QuickInputButton;
  #most = SHOWN_AT_ONCE;
  /** The query whose results are shown. */
  #query: SearchQuery | undefined;
  #total = 0;
  /** Number of the latest drawing; a result that arrives after a later one is dropped. */
  #drawing = 0;
  #reading: AbortController | undefined;
  #end: HistoryEnd | undefined;
  #isClosed = false;

  /** `typed` is an earlier query; typing replaces it. */
  constructor(session: AccountSession, search: InteractionSearch, typed = '') {
    this.#session = session;
    this.#search = search;
    this.#stop = { iconPath: new ThemeIcon('debug-stop'), tooltip: l10n.t('Stop') };
    this.#export = { iconPath: new ThemeIcon('export'), tooltip: l10n.t('Export These Results…') };
    this.#pick = window.createQuickPick<SearchItem>();
    const placeholder = l10n.t('Words, "a phrase", type:call, with:ann, after:"last March", before:2025');
    // The rows are found and ordered here. `sortByLabel` is no public API yet; editors that don't know it sort by label.
    Object.assign(this.#pick, { title: l10n.t('Search Interactions'), placeholder, sortByLabel: false });
    this.#pick.keepScrollPosition = true;
    this.#pick.value = typed;
    // No public API for quick picks yet either, though editors have long known it.
    Object.assign(this.#pick, { valueSelection: [0, typed.length] });
  }

  /** The query as it was typed. */
  get typed(): string {
    return this.#pick.value;
  }

  /** Resolves with the choice, or undefined on cancel. Closing stops a reading; what was read is kept. */
  async choose(): Promise<ChosenMatch | ChosenQuery | undefined> {
    const pick = this.#pick;
    const subscription = this.#search.onDidChange(() => this.#draw());
    try {
      return await new Promise((resolve) => {
        pick.onDidTriggerButton((button) => {
          if (button === this.#stop) this.#reading?.abort();
          else if (this.#query !== undefined) resolve({ query: this.#query, total: this.#total });
        });
        pick.onDidHide(() => resolve(undefined));
        pick.onDidChangeValue(() => {
          this.#most = SHOWN_AT_ONCE;
          this.#draw({ isTyped: true });
        });
        pick.onDidAccept(() => {
          const [item] = pick.activeItems;
          if (item?.found !== undefined && this.#query !== undefined)
            resolve({ found: item.found, query: this.#query, isLoggedAgain: false });
          else if (item?.action !== undefined) this.#act(item.action);
        });
        pick.onDidTriggerItemButton(({ item: { found } }) => {
          if (found !== undefined && this.#query !== undefined)
            resolve({ found, query: this.#query, isLoggedAgain: true });
        });
        pick.show();
        this.#draw({ isTyped: true });
      });
    } finally {
      this.#isClosed = true;
      this.#reading?.abort();
      subscription.dispose();
      pick.dispose();
    }
  }

  /** Ends the choice without a result. */
  close(): void {
    this.#pick.hide();
  }

  #act(action: NonNullable<SearchItem['action']>): void {
    if (action === 'stop') this.#reading?.abort();
    else if (action === 'read') void this.#read();
    else {
      this.#most += SHOWN_AT_ONCE;
      this.#draw();
    }
  }

  async #read(): Promise<void> {
    const reading = new AbortController();
    this.#reading = reading;
    this.#end = undefined;
    this.#showReading(true);
    this.#draw();
    const onProgress = (record: RecordRef, progress: HistoryProgress): void => this.#tell(record, progress);
    const options = {
      confirm: (requests: number) => this.#ask(requests),
      signal: reading.signal,
      onProgress,
    };
    this.#end = await readRest(this.#session, this.#search.coverage(), options);
    this.#reading = undefined;
    this.#showReading(false);
    this.#draw();
  }

  /** A quick pick closes when a question takes the focus, unless it is told not to. */
  async #ask(requests: number): Promise<boolean> {
    if (this.#isClosed) return false;
    this.#pick.ignoreFocusOut = true;
    this.#pick.show();
    const kept = l10n.t('You can stop at any time and keep what was read.');
    const isConfirmed = await confirmRequests(this.#session.connection, requests, kept);
    if (!this.#isClosed) this.#pick.show();
    return isConfirmed;
  }

  #showReading(isReading: boolean): void {
    if (this.#isClosed) return;
    this.#pick.busy = isReading;
    this.#pick.ignoreFocusOut = isReading;
    this.#showButtons();
    this.#pick.title = l10n.t('Search Interactions');
  }

  /** The newest interactions, which are shown without a query, are no result. */
  #showButtons(): void {
    const hasResult = this.#total > 0 && this.#query !== undefined && !isEmptyQuery(this.#query);
    const buttons = [
      ...(this.#reading === undefined ? [] : [this.#stop]),
      ...(hasResult ? [this.#export] : []),
    ];
    // Buttons that are set anew lose the keyboard's focus.
    const shown = this.#pick.buttons;
    if (buttons.length === shown.length && buttons.every((one, index) => one === shown[index])) return;
    this.#pick.buttons = buttons;
  }

  #tell({ name }: RecordRef, { interactions, requestsLeft }: HistoryProgress): void {
    if (this.#isClosed) return;
    const reading = l10n.t('Reading {0}… {1} so far', isolated(oneLine(name)), formatNumber(interactions));
    this.#pick.title = [l10n.t('Search Interactions'), reading, requestWords(requestsLeft)].join(' · ');
  }

  #draw({ isTyped = false } = {}): void {
    this.#drawing += 1;
    void this.#drawResults(this.#drawing, isTyped).catch((error: unknown) => {
      this.#session.folder.log.warn(`The search failed: ${String(error)}`);
      if (!this.#isClosed) this.#pick.items = [{ label: explain(error).message, alwaysShow: true }];
    });
  }

  async #drawResults(drawing: number, isTyped: boolean): Promise<void> {
    const query = await readQuery(this.#pick.value, new Date());
    const isEmpty = isEmptyQuery(query);
    const answer = await this.#search.search(query, isEmpty ? NEWEST : this.#most);
    if (drawing !== this.#drawing || this.#isClosed) return;
    this.#query = query;
    this.#total = answer.total;
    this.#showButtons();
    this.#pick.busy = this.#reading !== undefined || !this.#search.isFilled;
    const items = searchItems({
      answer,
      problems: query.problems,
      isEmptyQuery: isEmpty,
      isFilling: !this.#search.isFilled,
      coverage: this.#search.coverage(),
      isReading: this.#reading !== undefined,
      end: this.#end,
    });
    this.#show(items, isTyped);
  }

  /** The same rows again would flicker, and move the keyboard's row. */
  #show(items: readonly SearchItem[], isTyped: boolean): void {
    const { items: shown, activeItems } = this.#pick;
    if (items.length === shown.length && items.every((item, index) => isSame(item, shown[index]))) return;
    const [active] = activeItems;
    const next = isTyped ? undefined : items.find((item) => active !== undefined && isSame(item, active));
    this.#pick.items = items;
    const first = items.find(({ kind }) => kind !== QuickPickItemKind.Separator);
    const focus = next ?? first;
    if (focus !== undefined) this.#pick.activeItems = [focus];
  }
}

function isSame(one: SearchItem, other: SearchItem | undefined): boolean {
  if (one.found !== undefined || other?.found !== undefined)
    return (
      one.found?.id === other?.found?.id &&
      one.found?.type === other?.found?.type &&
      one.label === other?.label &&
      one.detail === other?.detail
    );
  return one.label === other?.label && one.description === other.description && one.kind === other.kind;
}
