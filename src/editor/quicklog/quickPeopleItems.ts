import { l10n, QuickPickItemKind, ThemeIcon } from 'vscode';
import type { QuickPickItem } from 'vscode';
import { peopleMatching } from '../../directory/peopleMatching.ts';
import type { SearchState } from '../../directory/searchSession.ts';
import type { Chip } from '../../drafts/model/chip.ts';
import { saveProblem } from '../../drafts/writing/saveOutcome.ts';
import { oneLine } from '../../model/cleanText.ts';
import { isolated } from '../../model/isolated.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { localizedWording } from '../form/localizedWording.ts';
import { withoutIcons } from '../words/withoutIcons.ts';

export type QuickPersonItem = QuickPickItem & {
  readonly person?: KnownPerson;
  /** The key of the chip that this person is a candidate for. */
  readonly candidateFor?: string;
};

/** The state that the list of people shows at a moment. */
export interface QuickPeopleView {
  readonly text: string;
  readonly chips: readonly Chip[];
  readonly user: KnownPerson;
  readonly recent: readonly KnownPerson[];
  readonly search: Pick<SearchState<KnownPerson>, 'status' | 'term' | 'items' | 'hasMore' | 'failures'>;
}

/**
 * The rows of the people step: who is asked about, then those met last or found, then who is chosen besides. Every row is a
 * person, since each has a box to tick. That nothing was found is said beside a group.
 */
export function quickPeopleItems(view: QuickPeopleView): readonly QuickPersonItem[] {
  const { text, chips, user, recent } = view;
  const chosen = chips.flatMap((chip) => (chip.state === 'known' ? [chip.person] : []));
  const isTyped = text.trim() !== '';
  const met = peopleMatching(recent, text).filter(({ id }) => id !== user.id);
  const found = isTyped ? view.search.items.filter(({ id }) => !isAmong(met, id)) : [];
  const shown = [...met, ...found];
  const others = [user, ...chosen].filter(({ id }, index, all) => {
    return !isAmong(shown, id) && all.findIndex((one) => one.id === id) === index;
  });
  const beside = group(noMatchWords(view, shown) ?? l10n.t('selected'), others, user);
  const lists = [
    ...group(l10n.t('recent'), met, user),
    ...group(view.search.hasMore ? localizedWording.moreFound() : l10n.t('in Affinity'), found, user),
  ];
  // While something is typed, the people who match it come first.
  return [...candidates(chips, user), ...(isTyped ? [...lists, ...beside] : [...beside, ...lists])];
}

/** The people who may be meant by what was typed. */
function candidates(chips: readonly Chip[], user: KnownPerson): readonly QuickPersonItem[] {
  return chips.flatMap((chip) => {
    if (chip.state !== 'ambiguous') return [];
    const rows = group(l10n.t('Who is “{0}”?', chip.typed), chip.candidates, user);
    return rows.map((row) => (row.person === undefined ? row : { ...row, candidateFor: chip.key }));
  });
}

/** Why the search has no answer; the sentence is too long for the list. */
export function searchFailure({ status, failures }: QuickPeopleView['search']): string | undefined {
  return status === 'failed' ? localizedWording.searchFailed(saveProblem(failures[0])) : undefined;
}

function noMatchWords({ text, search }: QuickPeopleView, shown: readonly KnownPerson[]): string | undefined {
  const isEmpty = search.status === 'found' && shown.length === 0 && text.trim() !== '';
  return isEmpty ? localizedWording.nobodyFound(search.term) : undefined;
}

function group(label: string, people: readonly KnownPerson[], user: KnownPerson): readonly QuickPersonItem[] {
  if (people.length === 0) return [];
  const separator = { label: withoutIcons(label), kind: QuickPickItemKind.Separator };
  return [separator, ...people.map((person) => personItem(person, user))];
}

function personItem(person: KnownPerson, user: KnownPerson): QuickPersonItem {
  const name = oneLine(person.name);
  const side = person.standing === 'external' ? l10n.t('external') : l10n.t('internal');
  const email = person.email === undefined || person.email === name ? '' : oneLine(person.email);
  return {
    label: withoutIcons(person.id === user.id ? l10n.t('{0} (you)', isolated(name)) : name),
    description: withoutIcons([side, email].filter(Boolean).join(' · ')),
    iconPath: new ThemeIcon('person'),
    alwaysShow: true,
    person,
  };
}

function isAmong(people: readonly KnownPerson[], id: number): boolean {
  return people.some((one) => one.id === id);
}
