import { l10n, QuickInputButtons, ThemeIcon, window } from 'vscode';
import type { QuickInputButton, QuickPickItem } from 'vscode';
import { calendarDays } from '../../dates/calendarAge.ts';
import { hostZone } from '../../dates/wallTime.ts';
import type { QuietRecord, QuietSearch, QuietSearchState } from '../../history/quietSearch.ts';
import { oneLine } from '../../model/cleanText.ts';
import type { RecordId } from '../../model/recordRef.ts';
import { ageWords } from '../words/ageWords.ts';
import { explain } from '../words/explain.ts';
import { formatDay } from '../words/formatMoment.ts';
import { recordIcon } from '../words/interactionIcon.ts';
import { withoutIcons } from '../words/withoutIcons.ts';

/** Something to do with a result, by its button or after its row was chosen. */
export interface QuietAction {
  readonly label: string;
  readonly icon: string;
}

export interface ChosenQuiet<Action> {
  readonly found: QuietRecord;
  /** Undefined when the row was chosen. */
  readonly action: Action | undefined;
}

export interface QuietPickOptions<Action extends QuietAction> {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
  readonly actions: readonly Action[];
  readonly isFollowed: (record: RecordId) => boolean;
  /** The result that had the keyboard, when the list is shown again. */
  readonly active?: RecordId | undefined;
}

type Item = QuickPickItem & { readonly found?: QuietRecord; readonly isMore?: true };

/** The results of one search for quiet records. It can be shown again without a request. */
export class QuietPick<Action extends QuietAction> {
  readonly #search: QuietSearch;
  readonly #pick = window.createQuickPick<Item>();
  readonly #stop: QuickInputButton = { iconPath: new ThemeIcon('debug-stop'), tooltip: l10n.t('Stop') };
  readonly #options: QuietPickOptions<Action>;
  /** Made once: their identity tells which one was pressed. */
  readonly #buttons: readonly (QuickInputButton & { readonly action: Action })[];
  #active: RecordId | undefined;
  /** The row that gets the keyboard when the next records are there. */
  #focusAt: number | undefined;

  constructor(search: QuietSearch, options: QuietPickOptions<Action>) {
    this.#search = search;
    this.#options = options;
    this.#active = options.active;
    this.#buttons = options.actions.map((action) => ({
      iconPath: new ThemeIcon(action.icon),
      tooltip: action.label,
      action,
    }));
    const { title, step, totalSteps } = options;
    // Without `sortByLabel` the editor sorts matches by label. It is no public API yet; other editors go on sorting.
    const inOrder = { sortByLabel: false, keepScrollPosition: true, matchOnDescription: true };
    Object.assign(this.#pick, { title, step, totalSteps, ...inOrder, ignoreFocusOut: true });
    this.#pick.placeholder = l10n.t('Longest ago first · type to filter the loaded records');
  }

  /** The result with its action, the Back button, or undefined on cancel. */
  async choose(): Promise<ChosenQuiet<Action> | QuickInputButton | undefined> {
    const pick = this.#pick;
    try {
      return await new Promise((resolve) => {
        pick.onDidTriggerButton((button) => (button === this.#stop ? this.#search.stop() : resolve(button)));
        pick.onDidTriggerItemButton(({ item: { found }, button }) => {
          const action = this.#buttons.find((one) => one === button)?.action;
          if (found !== undefined) resolve({ found, action });
        });
        pick.onDidHide(() => resolve(undefined));
        pick.onDidAccept(() => {
          const [item] = pick.activeItems;
          if (item?.found !== undefined) resolve({ found: item.found, action: undefined });
          else if (item?.isMore === true) this.#more();
        });
        this.draw();
        pick.show();
        if (this.#search.state.items.length === 0) void this.#search.loadMore();
      });
    } finally {
      this.#search.stop();
      pick.dispose();
    }
  }

  /** Called after each change of the search. */
  draw(): void {
    const { state } = this.#search;
    const pick = this.#pick;
    const isLoading = state.status === 'loading';
    pick.busy = isLoading;
    pick.buttons = isLoading ? [QuickInputButtons.Back, this.#stop] : [QuickInputButtons.Back];
    // While a window is read, the list and the keyboard's row stay.
    if (isLoading && state.items.length > 0 && pick.items.length > 0) return;
    const rows = state.items.map((found) => this.#item(found));
    const items = [...rows, ...lastItems(state)];
    const next =
      this.#focusAt === undefined
        ? rows.find(({ found }) => found?.record.id === this.#active?.id)
        : items[this.#focusAt];
    [this.#focusAt, this.#active] = [undefined, undefined];
    pick.items = items;
    if (next !== undefined) pick.activeItems = [next];
  }

  /** Brings the list back after a question that took the focus. */
  show(): void {
    this.#pick.show();
  }

  #more(): void {
    this.#focusAt = this.#search.state.items.length;
    void this.#search.loadMore();
  }

  #item(found: QuietRecord): Item {
    const { record, last } = found;
    const when =
      last === undefined ? [] : [ageWords(calendarDays(last, new Date(), hostZone())), formatDay(last)];
    const followed = this.#options.isFollowed(record) ? [l10n.t('followed')] : [];
    return {
      label: withoutIcons(oneLine(record.name)),
      description: [...when, ...followed].join(' · '),
      iconPath: recordIcon(record.kind),
      buttons: [...this.#buttons],
      found,
    };
  }
}

function lastItems({ status, items, unreadable, upTo, error }: QuietSearchState): Item[] {
  const unread = unreadable === 0 ? [] : [row('warning', l10n.t('{0} couldn’t be read', unreadable), '')];
  switch (status) {
    case 'loading':
      return unread;
    case 'failed':
      return [...unread, row('error', explain(error).message, l10n.t('press Enter to try again'), true)];
    case 'waiting':
      return [
        ...unread,
        row('arrow-down', l10n.t('Show more…'), l10n.t('last contact after {0}', formatDay(upTo)), true),
      ];
    case 'finished':
      return items.length > 0
        ? unread
        : [...unread, row('circle-slash', l10n.t('No records with a last contact in this period'), '')];
  }
}

function row(icon: string, label: string, description: string, isMore?: true): Item {
  const item = { label: withoutIcons(label), description, iconPath: new ThemeIcon(icon), alwaysShow: true };
  return isMore === undefined ? item : { ...item, isMore };
}
