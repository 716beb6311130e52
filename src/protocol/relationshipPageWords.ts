import { typeName } from '../model/interactionTypes.ts';
import type { TypeId } from '../model/interactionTypes.ts';

/** The words of the relationship page in English, which are also their translation keys. The page fills in `{0}`. */
const englishWords = {
  sampleData: 'Sample data',
  filters: 'Filters',
  range: 'Range',
  rangeYear: '1 year',
  rangeThreeYears: '3 years',
  rangeAll: 'All',
  types: 'Types',
  meeting: 'Meetings',
  call: 'Calls',
  chatMessage: 'Chat messages',
  email: 'Emails',
  person: 'Person',
  everyone: 'Everyone',

  months: 'By month',
  gridLabel: 'Interactions by month and type',
  gridHint: 'Use the arrow keys to move, Page Up and Page Down to change the year, and Enter to list a cell.',
  year: 'Year',
  type: 'Type',
  total: 'Total',
  noMonths: 'No interactions to show.',
  // The types within the words of a cell, "March 2025, meetings: 3".
  meetingInCell: 'meetings',
  callInCell: 'calls',
  chatMessageInCell: 'chat messages',
  emailInCell: 'emails',
  cell: '{0}, {1}: {2}',
  cellPlanned: '{0}, {1}: {2} planned',
  cellBoth: '{0}, {1}: {2}, and {3} planned',
  cellPartly: '{0}, {1}: {2} loaded so far',
  cellUnknown: '{0}, {1}: not loaded',
  legend: 'Fewer to more, from {0} to {1} in a month',
  legendPlanned: 'planned',
  legendUnknown: 'not loaded',

  colleagues: 'Colleagues',
  contacts: 'People on the other side',
  noPeople: 'No one yet.',
  name: 'Name',
  count: 'Interactions',
  last: 'Last',
  byMonth: 'By month',
  strip: 'By year: {0}',
  showOnly: 'Show only interactions with {0}',
  showAllPeople: 'Show All {0}',

  listEmpty: 'No interactions.',
  showMore: 'Show {0} More',
  closeList: 'Close List',
  planned: 'planned',

  stop: 'Stop',
  copyMarkdown: 'Copy as Markdown',
  saveImage: 'Save Image…',

  lostHeading: 'The extension isn’t responding',
  lost: 'This page no longer updates. Reload the window to restore it.',
} as const;

/** Marked as pure, because the page's first script must not contain the English words. */
export const relationshipPageWordKeys = /* @__PURE__ */ Object.keys(
  englishWords,
) as readonly RelationshipPageWord[];

export type RelationshipPageWord = keyof typeof englishWords;

export type RelationshipPageWords = Readonly<Record<RelationshipPageWord, string>>;

/** The words in the user's language. `translate` is `l10n.t`, wrapped to take one argument. */
export function relationshipPageWords(
  translate: (english: string) => string = (english) => english,
): RelationshipPageWords {
  return Object.fromEntries(
    relationshipPageWordKeys.map((key) => [key, translate(englishWords[key])]),
  ) as RelationshipPageWords;
}

/** "Meetings". */
export function typeWord(type: TypeId, words: RelationshipPageWords): string {
  return words[typeName(type) ?? 'meeting'];
}

/** "meetings", within the words of a cell. */
export function typeInCell(type: TypeId, words: RelationshipPageWords): string {
  return words[`${typeName(type) ?? 'meeting'}InCell`];
}
