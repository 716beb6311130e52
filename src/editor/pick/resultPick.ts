import { l10n, QuickInputButtons, ThemeIcon, window } from 'vscode';
import type { Disposable, QuickInputButton, QuickPick } from 'vscode';
import type { Interaction } from '../../affinity/index.ts';
import { PagedResults } from '../../history/pagedResults.ts';
import type { WalkSource } from '../../history/pagedResults.ts';
import type { ConfirmRequests } from '../../history/requestPermission.ts';
import type { Span } from '../../model/span.ts';
import { systemClock } from '../storage/systemClock.ts';
import { formatDay } from '../words/formatMoment.ts';
import { readingWords } from '../words/typeDescription.ts';
import { ResultItems } from './resultItems.ts';
import type { OpeningOf, ResultItem } from './resultItems.ts';

/** This many interactions are drawn at first, and this many more with each "show more". */
const SHOWN_AT_ONCE = 500;

export interface ResultPickOptions {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
  /** The end of the wait when few requests of the minute are left; undefined without a wait. */
  readonly waitsUntil: () => Date | undefined;
  readonly onDidChangeLimits: (listener: () => void) => Disposable;
  /** Asks before many requests. */
  readonly confirm: ConfirmRequests;
  readonly floor: () => AbortSignal;
  readonly openingOf: OpeningOf;
}

/** The results of a walk in a quick pick, with more of them on demand. */
export class ResultPick {
  readonly #options: ResultPickOptions;
  readonly #pick: QuickPick<ResultItem>;
  readonly #results: PagedResults;
  readonly #items: ResultItems;
  readonly #stop: QuickInputButton;
  readonly #subscription: Disposable;
  #most = SHOWN_AT_ONCE;
  /** The page that is loading will be shown, since everything before it is. */
  #grows = true;
  /** The row that gets the keyboard when the requested rows are there. */
  #focusAt: number | undefined;

  constructor(source: WalkSource, options: ResultPickOptions) {
    this.#options = options;
    this.#stop = { iconPath: new ThemeIcon('debug-stop'), tooltip: l10n.t('Stop') };
    this.#pick = window.createQuickPick<ResultItem>();
    const { title, step, totalSteps, openingOf } = options;
    this.#items = new ResultItems(openingOf);
    // Without `sortByLabel` the editor sorts matches by label, not by date. It is no public API yet; editors that don't
    // know it go on sorting.
    const inOrder = { sortByLabel: false, keepScrollPosition: true, matchOnDescription: true };
    Object.assign(this.#pick, { title, step, totalSteps, ...inOrder });
    this.#pick.buttons = [QuickInputButtons.Back];
    this.#results = new PagedResults(source, {
      clock: systemClock,
      onChange: () => this.#draw(),
      confirm: (requests) => this.#ask(requests),
      floor: options.floor,
    });
    this.#subscription = options.onDidChangeLimits(() => this.#drawTitle());
  }

  /** The interaction, the Back button, or undefined on cancel. */
  async choose(): Promise<Interaction | QuickInputButton | undefined> {
    const pick = this.#pick;
    try {
      return await new Promise((resolve) => {
        pick.onDidTriggerButton((button) => {
          if (button === this.#stop) this.#results.stop();
          else resolve(button);
        });
        pick.onDidHide(() => resolve(undefined));
        pick.onDidChangeValue(() => this.#drawItems({ keepsFocus: false }));
        pick.onDidAccept(() => {
          const [item] = pick.activeItems;
          if (item?.interaction !== undefined) resolve(item.interaction);
          else if (item !== undefined) this.#act(item);
        });
        pick.show();
        void this.#results.loadMore();
      });
    } finally {
      this.#results.dispose();
      this.#subscription.dispose();
      pick.dispose();
    }
  }

  /** A quick pick closes when a question takes the focus, unless it is told not to. */
  async #ask(requests: number): Promise<boolean> {
    this.#pick.ignoreFocusOut = true;
    this.#pick.show();
    const isConfirmed = await this.#options.confirm(requests);
    this.#pick.show();
    return isConfirmed;
  }

  #act({ action }: ResultItem): void {
    const results = this.#results;
    const count = results.state.items.length;
    switch (action) {
      case 'more':
      case 'further-back':
        this.#grows = count <= this.#most;
        this.#focusAt = Math.min(count, this.#most);
        return void (action === 'more' ? results.loadMore() : results.lookFurtherBack());
      case 'all':
        return void results.loadAll();
      case 'stop':
        return results.stop();
      case 'show-more':
        this.#focusAt = this.#most;
        this.#most += SHOWN_AT_ONCE;
        return this.#drawItems();
      case undefined:
    }
  }

  #draw(): void {
    const { status, items, span, whole } = this.#results.state;
    const isReading = status === 'reading';
    if (this.#pick.busy !== (isReading || status === 'loading')) {
      this.#pick.busy = isReading || status === 'loading';
      this.#pick.buttons = isReading ? [QuickInputButtons.Back, this.#stop] : [QuickInputButtons.Back];
      // The user may do something else while everything is read.
      this.#pick.ignoreFocusOut = isReading;
    }
    this.#drawTitle();
    if (span !== undefined) this.#pick.placeholder = placeholder(span);
    // While a page loads, the list and the keyboard's row stay.
    if (status === 'loading') return;
    if (!whole && this.#grows) this.#most = Math.max(this.#most, items.length);
    this.#drawItems();
  }

  #drawTitle(): void {
    const { state } = this.#results;
    const { title, waitsUntil } = this.#options;
    const reading = state.status === 'reading' ? readingWords(state, waitsUntil()) : undefined;
    this.#pick.title = reading === undefined ? title : l10n.t('{0} · {1}', title, reading);
  }

  #drawItems({ keepsFocus = true } = {}): void {
    const { requestsLeft, state } = this.#results;
    const pick = this.#pick;
    const items = this.#items.of(state, {
      text: pick.value,
      most: this.#most,
      requestsLeft: requestsLeft?.about,
    });
    const [active] = pick.activeItems;
    const isNew = this.#focusAt !== undefined && pick.value === '';
    const next = isNew ? items[this.#focusAt ?? 0] : items.find((item) => isSameItem(item, active));
    this.#focusAt = undefined;
    if (isSame(items, pick.items)) return;
    pick.items = items;
    if (next !== undefined && keepsFocus) pick.activeItems = [next];
  }
}

function placeholder({ from, to }: Span): string {
  return l10n.t('{0} to {1} · type to search loaded interactions', formatDay(from), formatDay(to));
}

/** Setting the same rows again would move the keyboard's row. */
function isSame(items: readonly ResultItem[], shown: readonly ResultItem[]): boolean {
  return items.length === shown.length && items.every((item, index) => isSameItem(item, shown[index]));
}

function isSameItem(one: ResultItem, other: ResultItem | undefined): boolean {
  if (one === other) return true;
  return one.interaction === undefined && one.label === other?.label && one.description === other.description;
}
