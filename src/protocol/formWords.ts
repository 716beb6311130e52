/**
 * The words of the form's page in English, which are also their translation keys. The host translates them and sends
 * them with `init`, so the page needs no bundle of its own. The page fills in `{0}`.
 */
export const englishFormWords = {
  createHeading: 'Log interaction',
  createHeadingAbout: 'Log interaction with {0}',
  updateHeading: 'Edit interaction',
  updateHeadingTitle: 'Edit “{0}”',
  noteHeading: 'Add note',
  noteHeadingTitle: 'Add note to “{0}”',
  attachHeading: 'Add the note to records',
  attachHeadingTitle: 'Add the note of “{0}” to records',
  attributedTo: 'Attributed to {0} · {1}',
  sampleData: 'Sample data',

  type: 'Type',
  meeting: 'Meeting',
  call: 'Call',
  chatMessage: 'Chat message',
  email: 'Email',
  emailReasonLabel: 'Why can’t I log an email?',
  emailReason: 'Affinity syncs emails from connected mailboxes. They can’t be logged manually.',

  date: 'Date and time',
  dateHint: 'Type a date in your own words, or pick one from the calendar.',
  datePlaceholder: 'yesterday 3pm, -45m, 18 Nov 14:00',
  datePicker: 'Pick a date and time',
  localTime: 'Your time',
  utcTime: 'UTC',

  people: 'People',
  peopleHint: 'Add at least one internal and one external person.',
  peoplePlaceholder: 'Name or email, or paste a list',
  peopleList: 'People in this interaction',
  peopleInstructions: 'Press Delete to remove a person, and the arrow keys to move between people.',
  peopleSuggestions: 'Matching people',
  searching: 'Searching…',
  suggestionsFound: '{0} found. Use the arrow keys to choose and Enter to add.',
  addTyped: 'Add “{0}”',
  internal: 'Internal',
  external: 'External',
  you: '{0} (you)',
  waiting: 'Not looked up',
  waitingNoteOne: '1 person hasn’t been looked up yet. They’ll be looked up when you save.',
  waitingNote: '{0} people haven’t been looked up yet. They’ll be looked up when you save.',
  lookUpNow: 'Look Up Now',
  resolving: 'Looking up…',
  ambiguous: 'Several matches',
  oneMatch: 'Possible match',
  chooseWho: 'Who is “{0}”?',
  unknownPerson: 'Not found',
  proposed: '{0} · proposed',
  confirmInstructions: 'Proposed from the text. Press Enter to confirm.',
  confirmedPerson: '{0} confirmed',
  confirmProposals: 'Confirm Proposals',
  confirmedProposals: 'Proposals confirmed',
  removeProposals: 'Remove Proposals',
  removedProposals: 'Proposals removed',
  removePerson: 'Remove {0}',
  removedPerson: '{0} removed',
  andMore: '{0} and {1} more',
  pasteTooLong: 'The pasted text is too long, so no one was added. Paste it in smaller parts.',

  direction: 'Direction',
  sent: 'Sent',
  received: 'Received',

  text: 'Note',
  textCount: '{0} of {1} characters',
  textLong: 'Affinity may not accept notes longer than {0} characters.',
  textTooLongToKeep: 'A draft can’t hold more than {0} characters. Shorten the note to save it.',

  alsoOn: 'Also on',
  alsoOnHint: 'Companies and opportunities that show the note too.',
  alsoOnPlaceholder: 'Name of a company or opportunity',
  alsoOnList: 'Records that show the note too',
  alsoOnOffered: 'Suggested',
  addRecord: 'Add {0}',
  alsoOnSuggestions: 'Matching companies and opportunities',
  company: 'Company',
  opportunity: 'Opportunity',
  removeRecord: 'Remove {0}',
  addedRecord: '{0} added',

  error: 'Error',
  warning: 'Warning',

  neighboursHeading: 'Already logged?',
  offerHeading: 'Already in Affinity?',
  addNoteToIt: 'Add Note to It',
  addNoteToItLabel: 'Add note to it: {0}, {1}',
  sameTime: 'At exactly the same time. Affinity’s web app would show only one of them.',
  logAnyway: 'Log Anyway',
  editInstead: 'Edit Instead',
  editInsteadLabel: 'Edit instead: {0}, {1}',

  conflictHeading: 'Someone else changed this interaction',
  theirs: 'Theirs',
  mine: 'Mine',
  keepMine: 'Save Mine',
  takeTheirs: 'Use Theirs',
  showDifference: 'Compare',

  unknownHeading: 'Couldn’t confirm the save',
  checkOutcome: 'Check',
  sendAgain: 'Send Again',

  lostHeading: 'The form lost its connection',
  lost: 'The editor restarted its extensions. Copy what you typed last, close this form, and open its draft in the Affinity view.',

  create: 'Log Interaction',
  update: 'Save Changes',
  addNote: 'Add Note',
  attach: 'Add to Records',
  wayHeading: 'Saved another way',
  saveKeys: 'Ctrl+Enter',
  saveKeysMac: '⌘Enter',
  cancel: 'Cancel',
  discardDraft: 'Discard Draft',
  saving: 'Saving…',
} as const;

/** Marked as pure, because the page's first script uses `fillIn` only and must not contain the English words. */
export const formWordKeys = /* @__PURE__ */ Object.keys(englishFormWords) as readonly FormWord[];

export type FormWord = keyof typeof englishFormWords;

export type FormWords = Readonly<Record<FormWord, string>>;

/** The words in the user's language. `translate` is `l10n.t`, wrapped to take one argument. */
export function formWords(translate: (english: string) => string): FormWords {
  return Object.fromEntries(formWordKeys.map((key) => [key, translate(englishFormWords[key])])) as FormWords;
}

/** Fills in `{0}`, `{1}`, … of a word. */
export function fillIn(word: string, ...values: readonly (string | number)[]): string {
  return word.replace(/\{(\d)\}/g, (placeholder, index) => String(values[Number(index)] ?? placeholder));
}
