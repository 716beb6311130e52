import { l10n, ThemeIcon } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { Interaction } from '../../affinity/index.ts';
import type { BelowFloor } from '../../history/monthlyFloor.ts';
import type { PagedResultsState } from '../../history/pagedResults.ts';
import { ResultSearch, wordsOf } from '../../history/resultSearch.ts';
import type { Searchable } from '../../history/resultSearch.ts';
import { participants } from '../../model/participants.ts';
import { explain } from '../words/explain.ts';
import { formatDay, formatMoment } from '../words/formatMoment.ts';
import { formatNumber } from '../words/formatNumber.ts';
import { interactionIcon } from '../words/interactionIcon.ts';
import { interactionLabel, peopleBesideLabel, personName } from '../words/interactionLabel.ts';
import { withoutIcons } from '../words/withoutIcons.ts';

const remark = (icon: string, label: string): ResultItem => ({
  label: withoutIcons(label),
  iconPath: new ThemeIcon(icon),
  alwaysShow: true,
});

/** The first words of the note, as far as they are known. */
export type OpeningOf = (interaction: Interaction) => string;

/** The action of a row that is no interaction. */
export type ResultAction = 'more' | 'all' | 'stop' | 'further-back' | 'show-more';

export type ResultItem = QuickPickItem & {
  readonly interaction?: Interaction;
  readonly action?: ResultAction;
};

export interface ResultView {
  /** The text in the field. */
  readonly text: string;
  /** The most interactions that are shown: the editor takes seconds to draw thousands. */
  readonly most: number;
  readonly requestsLeft: number | undefined;
}

/** The rows of the results: the interactions that match what is typed, and the next actions. */
export class ResultItems {
  readonly #search: ResultSearch<ResultItem>;

  constructor(openingOf: OpeningOf) {
    this.#search = new ResultSearch((interaction) => searchable(interaction, openingOf(interaction)));
  }

  of(state: PagedResultsState, view: ResultView): readonly ResultItem[] {
    const { items, matches } = this.#search.find(state.items, view.text, view.most);
    const isSearch = wordsOf(view.text).length > 0;
    const rows = [...items];
    if (matches > view.most && state.status !== 'reading') rows.push(notShown(matches - view.most, isSearch));
    if (state.unreadable > 0) rows.push(remark('warning', l10n.t('{0} couldn’t be read', state.unreadable)));
    rows.push(...(isSearch ? lastWhenSearched(state, view, matches) : lastItems(state, view)));
    return rows;
  }
}

/** An interaction is found by its row, and by the names and addresses of its people. */
function searchable(interaction: Interaction, opening: string): Searchable<ResultItem> {
  const label = interactionLabel(interaction, opening);
  const rest = [formatMoment(interaction.date), peopleBesideLabel(interaction)].filter(Boolean).join(' · ');
  const item = {
    label: withoutIcons(label),
    description: withoutIcons(rest),
    iconPath: interactionIcon(interaction),
    // The editor must not filter again: matches are found here, where those that aren't shown are counted too.
    alwaysShow: true,
    interaction,
  };
  const people = participants(interaction).flatMap((person) => [personName(person), ...person.emails]);
  return { item, text: [label, rest, ...people].join('\n').toLowerCase() };
}

function notShown(count: number, isSearch: boolean): ResultItem {
  return isSearch
    ? {
        ...remark(
          'ellipsis',
          count === 1 ? l10n.t('1 more match') : l10n.t('{0} more matches', formatNumber(count)),
        ),
        description: l10n.t('keep typing, or press Enter to show more'),
        action: 'show-more',
      }
    : {
        ...remark(
          'ellipsis',
          count === 1
            ? l10n.t('1 older interaction is loaded')
            : l10n.t('{0} older interactions are loaded', formatNumber(count)),
        ),
        description: l10n.t('type to search them, or press Enter to show more'),
        action: 'show-more',
      };
}

function lastItems(state: PagedResultsState, { requestsLeft }: ResultView): ResultItem[] {
  switch (state.status) {
    case 'loading':
      return [];
    case 'reading':
      return [stopItem()];
    case 'waiting':
      if (state.stopped !== undefined) return [belowFloor(state.stopped)];
      return requestsLeft === undefined || requestsLeft < 2
        ? [older(state)]
        : [older(state), loadAll(requestsLeft)];
    case 'finished':
      return atTheEnd(state);
    case 'failed':
      return [failed(state)];
  }
}

function lastWhenSearched(state: PagedResultsState, view: ResultView, matches: number): ResultItem[] {
  switch (state.status) {
    case 'waiting':
      return state.stopped === undefined ? [searchAll(state), older(state)] : [belowFloor(state.stopped)];
    case 'finished':
      return matches > 0
        ? atTheEnd(state)
        : [
            remark('circle-slash', l10n.t('No interactions match “{0}”', view.text.trim())),
            ...atTheEnd(state),
          ];
    case 'loading':
    case 'reading':
    case 'failed':
      return lastItems(state, view);
  }
}

function older({ backTo }: PagedResultsState): ResultItem {
  return {
    ...remark('arrow-down', l10n.t('Load older…')),
    description: backTo === undefined ? '' : l10n.t('before {0}', formatDay(backTo)),
    action: 'more',
  };
}

function loadAll(requests: number): ResultItem {
  return {
    ...remark('fold-down', l10n.t('Load all…')),
    description:
      requests === 1 ? l10n.t('about 1 request') : l10n.t('about {0} requests', formatNumber(requests)),
    action: 'all',
  };
}

function searchAll({ backTo }: PagedResultsState): ResultItem {
  return {
    ...remark('search', l10n.t('Search everything…')),
    description: backTo === undefined ? '' : l10n.t('searched back to {0} so far', formatDay(backTo)),
    action: 'all',
  };
}

/** Takes two lines: in one, the next step would be cut off. */
function belowFloor({ remaining, floor }: BelowFloor): ResultItem {
  return {
    ...remark(
      'warning',
      remaining === 1
        ? l10n.t('Stopped: 1 request is left for your firm this month')
        : l10n.t('Stopped: {0} requests are left for your firm this month', formatNumber(remaining)),
    ),
    detail: l10n.t(
      'Fewer than the {0} you reserve · press Enter to load only the next page',
      formatNumber(floor),
    ),
    action: 'more',
  };
}

function stopItem(): ResultItem {
  return {
    ...remark('debug-stop', l10n.t('Stop reading')),
    description: l10n.t('keep what was read'),
    action: 'stop',
  };
}

function atTheEnd({ items, span, canLookFurtherBack }: PagedResultsState): ResultItem[] {
  if (canLookFurtherBack && span !== undefined) {
    return [
      {
        ...remark('history', l10n.t('Nothing known before {0}', formatDay(span.from))),
        description: l10n.t('look further back'),
        action: 'further-back',
      },
    ];
  }
  return items.length === 0 ? [remark('circle-slash', l10n.t('No interactions in this date range'))] : [];
}

function failed({ error, whole }: PagedResultsState): ResultItem {
  return {
    ...remark('error', explain(error).message),
    description: l10n.t('press Enter to try again'),
    action: whole ? 'all' : 'more',
  };
}
