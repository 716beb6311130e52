import { commands, l10n, ThemeIcon, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { Clock } from '../../affinity/index.ts';
import { recordSearch } from '../../directory/recordSearch.ts';
import type { FoundRecord, SearchableRecords } from '../../directory/recordSearch.ts';
import { SearchSession } from '../../directory/searchSession.ts';
import type { SearchState } from '../../directory/searchSession.ts';
import { isFollowed } from '../../history/followedRecords.ts';
import type { FollowedRecords } from '../../history/followedRecords.ts';
import { oneLine } from '../../model/cleanText.ts';
import { explain } from '../words/explain.ts';
import { recordIcon } from '../words/interactionIcon.ts';
import { typeWords } from '../words/typeWords.ts';
import { withoutIcons } from '../words/withoutIcons.ts';

export interface SearchPickOptions {
  readonly title: string;
  readonly placeholder: string;
  readonly step?: number;
  readonly totalSteps?: number;
  readonly kinds?: readonly FoundRecord['kind'][];
  /** Offered before anything is typed. */
  readonly suggestions?: readonly FoundRecord[];
  /** Offered in their place. When there are none, the list offers to follow a record. */
  readonly followed?: { readonly current: FollowedRecords };
  readonly keep?: (found: FoundRecord) => boolean;
  /** A word beside a record, such as "followed". */
  readonly remark?: (found: FoundRecord) => string | undefined;
  /** The text at first, which is searched at once. */
  readonly typed?: string;
  readonly onDidType?: (typed: string) => void;
}

type Item = QuickPickItem & {
  readonly act?: () => void;
  readonly choose?: () => FoundRecord | PromiseLike<FoundRecord | undefined>;
};

/** Searches Affinity while the user types, with more results on demand. Undefined on cancel. */
export async function searchPick(
  records: SearchableRecords,
  clock: Pick<Clock, 'sleep'>,
  options: SearchPickOptions,
): Promise<FoundRecord | undefined> {
  const pick = window.createQuickPick<Item>();
  pick.title = options.title;
  pick.placeholder = options.placeholder;
  pick.step = options.step;
  pick.totalSteps = options.totalSteps;
  pick.matchOnDescription = true;
  pick.keepScrollPosition = true;
  const show = (state: SearchState<FoundRecord>): void => {
    pick.busy = state.status === 'searching';
    pick.items = itemsOf(state, options, session);
  };
  const session = new SearchSession(recordSearch(records, options.kinds), { clock, onChange: show });
  try {
    return await new Promise((resolve) => {
      pick.onDidChangeValue((text) => {
        options.onDidType?.(text);
        session.type(text);
      });
      pick.onDidHide(() => resolve(undefined));
      pick.onDidAccept(() => {
        const [item] = pick.activeItems;
        if (item?.choose === undefined) return item?.act?.();
        resolve(item.choose());
        // What is chosen may take a moment, during which Enter must not choose it again.
        pick.hide();
      });
      show(session.state);
      pick.value = options.typed ?? '';
      session.type(pick.value);
      pick.show();
    });
  } finally {
    session.dispose();
    pick.dispose();
  }
}

interface Paging {
  more(): Promise<void>;
  retry(): Promise<void>;
}

function itemsOf(state: SearchState<FoundRecord>, options: SearchPickOptions, session: Paging): Item[] {
  if (state.status === 'idle') return idleItems(options);
  const kept = state.items.filter((found) => options.keep?.(found) !== false);
  const items = kept.map((found) => itemOf(found, options));
  if (state.hasMore && state.status !== 'searching') {
    items.push(action('ellipsis', l10n.t('Show more results'), '', () => void session.more()));
  }
  if (state.status === 'failed') {
    const { message } = explain(state.failures[0]);
    items.push(action('error', message, l10n.t('press Enter to try again'), () => void session.retry()));
  }
  if (state.status === 'found' && kept.length === 0 && !state.hasMore) {
    const hint = l10n.t('try part of a name, an email address or a domain');
    items.push(action('circle-slash', l10n.t('No results for “{0}”', state.term), hint));
  }
  return items;
}

function idleItems(options: SearchPickOptions): Item[] {
  const { followed, suggestions = followed?.current ?? [] } = options;
  return followed?.current.length === 0
    ? [followItem(followed)]
    : suggestions.map((found) => itemOf(found, options));
}

/** The record that is followed is then the chosen one, unless another account was chosen meanwhile. */
function followItem(followed: { readonly current: FollowedRecords }): Item {
  const item = action(
    'add',
    l10n.t('Follow Person, Company or Opportunity…'),
    l10n.t('followed records are offered here'),
  );
  const choose = async (): Promise<FoundRecord | undefined> => {
    const found = await commands.executeCommand<FoundRecord | undefined>('affinity.follow');
    return found !== undefined && isFollowed(followed.current, found) ? found : undefined;
  };
  return { ...item, choose };
}

function itemOf(found: FoundRecord, options: SearchPickOptions): Item {
  const parts = [typeWords.recordKind(found.kind), oneLine(found.detail ?? ''), options.remark?.(found)];
  return {
    label: withoutIcons(oneLine(found.name)),
    description: withoutIcons(parts.filter((part) => part !== undefined && part !== '').join(' · ')),
    iconPath: recordIcon(found.kind),
    // The service matches by more than what is shown here.
    alwaysShow: true,
    choose: () => found,
  };
}

function action(icon: string, label: string, description: string, act?: () => void): Item {
  const item = { label: withoutIcons(label), description, iconPath: new ThemeIcon(icon), alwaysShow: true };
  return act === undefined ? item : { ...item, act };
}
