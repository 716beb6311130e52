/**
 * The page's own words, in English. They are its keys too: the host puts each through `l10n.t` and sends them with
 * `init`, so the page holds no second list and asks for no bundle. `{0}` is filled in by the page.
 */
export const englishFormWords = {
  createHeading: 'Log interaction',
  createHeadingAbout: 'Log interaction with {0}',
  updateHeading: 'Edit interaction',
  updateHeadingTitle: 'Edit “{0}”',
  attributedTo: 'Attributed to {0} · {1}',
  sampleData: 'Sample data',

  type: 'Type',
  meeting: 'Meeting',
  call: 'Call',
  chatMessage: 'Chat message',
  email: 'E-mail',
  emailReasonLabel: 'Why not an e-mail?',
  emailReason: 'Affinity takes e-mails from connected mailboxes only. Nobody can log one by hand.',

  date: 'Date and time',
  dateHint: 'In your own words, or from the calendar beside it.',
  datePlaceholder: 'yesterday 3pm, -45m, 18 Nov 14:00',
  datePicker: 'Date and time from a calendar',
  localTime: 'Your time',
  utcTime: 'UTC',

  people: 'People',
  peopleHint: 'At least one colleague and one person from outside.',
  peoplePlaceholder: 'Name or e-mail, or paste a list',
  peopleList: 'People of this interaction',
  peopleInstructions: 'Delete removes, arrow keys move between people.',
  peopleSuggestions: 'People found',
  searching: 'Searching…',
  suggestionsFound: '{0} found. Arrow keys choose, Enter adds.',
  addTyped: 'Add “{0}”',
  internal: 'Colleague',
  external: 'Outside',
  you: 'you',
  waiting: 'Not looked up',
  waitingNote: 'Not looked up yet: {0}. Saving does it, or do it now.',
  lookUpNow: 'Look Up Now',
  resolving: 'Looking up…',
  ambiguous: 'Several people',
  chooseWho: 'Choose who is meant by “{0}”',
  unknownPerson: 'Not found',
  removePerson: 'Remove {0}',
  removedPerson: '{0} removed',
  andMore: '{0} and {1} more',
  pasteTooLong: 'That is too long to be a list of people. Nothing was added; paste it in parts.',

  direction: 'Direction',
  sent: 'Sent by a colleague',
  received: 'Received',

  text: 'Text',
  textCount: '{0} of {1} characters',
  textTooLongToKeep: 'Beyond {0} characters the draft cannot be kept. Shorten the text before you go on.',

  error: 'Error',
  warning: 'Warning',

  neighboursHeading: 'Logged already?',
  sameTime: 'Exactly the same time: the web app would show only one of the two',
  logAnyway: 'Log anyway',
  editThatOne: 'Edit that one',

  conflictHeading: 'Changed by someone else meanwhile',
  theirs: 'Theirs',
  mine: 'Yours',
  keepMine: 'Save Mine',
  takeTheirs: 'Take Theirs',
  showDifference: 'Show Difference',

  unknownHeading: 'Saved or not?',
  checkOutcome: 'Check',
  sendAgain: 'Send Again',

  lostHeading: 'The form has lost its connection',
  lost: 'The editor restarted its extensions. Copy what you typed last, close this form and open its draft in the Affinity view.',

  create: 'Log Interaction',
  update: 'Save Changes',
  saveKeys: 'Ctrl+Enter',
  saveKeysMac: '⌘Enter',
  cancel: 'Cancel',
  discardDraft: 'Discard Draft',
  saving: 'Saving…',
} as const;

export const formWordKeys = Object.keys(englishFormWords) as readonly FormWord[];

export type FormWord = keyof typeof englishFormWords;

export type FormWords = Readonly<Record<FormWord, string>>;

/** The words in the user's language: `formWords(l10n.t)`, wrapped so that it takes one text. */
export function formWords(translate: (english: string) => string): FormWords {
  return Object.fromEntries(formWordKeys.map((key) => [key, translate(englishFormWords[key])])) as FormWords;
}

/** Fills `{0}`, `{1}`, … of a word. */
export function filled(word: string, ...values: readonly (string | number)[]): string {
  return word.replace(/\{(\d)\}/g, (place, at) => String(values[Number(at)] ?? place));
}
