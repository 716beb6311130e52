import type { KnownPerson } from '../../src/model/knownPerson.ts';
import type { FormValues } from '../../src/protocol/formValues.ts';
import type { Chip, FormView, NoteRecord } from '../../src/protocol/formView.ts';
import { englishFormWords } from '../../src/protocol/formWords.ts';
import type { MessageToPage } from '../../src/protocol/messageToPage.ts';

export const ann: KnownPerson = {
  id: 1,
  name: 'Ann Lee',
  email: 'ann@northwind.example',
  standing: 'internal',
};
export const jane: KnownPerson = {
  id: 17,
  name: 'Jane Roe',
  email: 'jane@acme.example',
  standing: 'external',
};
export const john: KnownPerson = {
  id: 18,
  name: 'John Poe',
  email: 'john@acme.example',
  standing: 'external',
};

export const annChip: Chip = { state: 'known', key: 'p:1', person: ann, you: true };
export const janeChip: Chip = { state: 'known', key: 'p:17', person: jane };
export const waitingChip: Chip = { state: 'waiting', key: 't:4', typed: 'leo@fern.example' };
export const resolvingChip: Chip = { state: 'resolving', key: 't:3', typed: 'mia@fern.example' };
export const unknownChip: Chip = {
  state: 'unknown',
  key: 't:1',
  typed: 'nobody@nowhere.example',
  problem: 'Affinity has no person with this address.',
};
export const ambiguousChip: Chip = {
  state: 'ambiguous',
  key: 't:2',
  typed: 'Sam',
  candidates: [
    { id: 30, name: 'Sam Hill', email: 'sam@acme.example', standing: 'external' },
    { id: 31, name: 'Sam Okafor', email: 'sam.okafor@northwind.example', standing: 'internal' },
  ],
};

export const emptyView: FormView = {
  subject: { kind: 'create' },
  attribution: { user: 'Ann Lee', tenant: 'Northwind Ventures', sample: true },
  date: { warnings: [] },
  people: { chips: [annChip] },
  hasDirection: false,
  text: { warnAbove: 100_000, limit: 1_000_000 },
  provenance: [],
  problems: [],
};

export const reading = {
  local: 'Tuesday, 18 November 2025 at 15:00',
  utc: 'Tuesday, 18 November 2025 at 14:00',
  picker: '2025-11-18T15:00',
};

export const filledView: FormView = {
  ...emptyView,
  subject: { kind: 'create', about: 'Acme Robotics' },
  date: { reading, warnings: [] },
  people: { chips: [annChip, janeChip] },
  draft: { sentence: 'Draft kept 14:02', atRisk: false },
};

export const filledValues: FormValues = {
  type: 0,
  date: 'yesterday 3pm',
  people: '',
  text: 'Walked through the pilot.\n\n- Two lines in Ulm from March\n- Jane sends the numbers by Friday',
};

export const everyChip: readonly Chip[] = [
  annChip,
  janeChip,
  resolvingChip,
  ambiguousChip,
  unknownChip,
  waitingChip,
];

/** People of a list of attendees, by how far their lookup has come. */
export const proposedChips: readonly Chip[] = [
  annChip,
  { ...janeChip, proposed: true },
  { state: 'known', key: 'p:18', person: john, proposed: true },
  { ...ambiguousChip, proposed: true },
  { state: 'unknown', key: 't:5', typed: 'Bob Ray', problem: 'Nobody has this name.', proposed: true },
  { state: 'resolving', key: 't:6', typed: 'Cleo Fern', proposed: true },
];

export const acmeRobotics: NoteRecord = {
  kind: 'company',
  id: 21,
  name: 'Acme Robotics',
  detail: 'acme.example',
};
export const seriesB: NoteRecord = { kind: 'opportunity', id: 31, name: 'Acme Series B' };
const longName = 'International Consortium for the Advancement of Autonomous Warehouse Robotics';

/** Each state of the form, with realistic content. */
export const states = {
  empty: { view: emptyView, values: { type: 0, date: '', people: '', text: '' } },
  filled: { view: filledView, values: filledValues },
  selection: {
    view: {
      ...filledView,
      people: { chips: everyChip },
      provenance: [
        { at: 'date', sentence: 'Taken from the heading “Acme, 18 Nov 2025 15:00”.' },
        { at: 'people', sentence: 'Taken from 3 addresses and 1 @name in the selection.' },
        { at: 'text', sentence: 'Taken from the selection, lines 4 to 31 of acme.md.' },
      ],
    },
    values: filledValues,
  },
  proposals: {
    view: {
      ...filledView,
      people: {
        chips: proposedChips,
        proposals: {
          sentence:
            '2 proposed people will be logged. 1 proposed person has several matches and won’t be logged unless you choose one. 1 proposed person wasn’t found and won’t be logged.',
          canConfirm: true,
        },
      },
      provenance: [
        {
          at: 'people',
          sentence: 'Found in the text: 5 names from the list of attendees. Check that they are right.',
        },
      ],
    },
    values: filledValues,
  },
  errors: {
    view: {
      ...filledView,
      date: { warnings: ['This date is in the future.'] },
      people: { chips: [annChip, unknownChip] },
      problems: [
        { at: 'date', sentence: '“yesterdy 3pm” is not a date. Try “yesterday 3pm” or “18 Nov 15:00”.' },
        { at: 'people', sentence: 'Add at least one external person.' },
        { at: 'text', sentence: 'Enter a note.' },
        { at: 'form', sentence: 'Affinity said: “person_ids must contain an external person”.' },
      ],
      summary: 'Fix 4 problems before saving.',
    },
    values: { type: 0, date: 'yesterdy 3pm', people: '', text: '' },
  },
  saving: { view: { ...filledView, saving: 'Checking for duplicates…' }, values: filledValues },
  offer: {
    values: filledValues,
    view: {
      ...filledView,
      provenance: [
        { at: 'date', sentence: '“2025-11-18 15:00 Europe/Berlin”, the start time in kickoff.ics.' },
      ],
      neighbours: {
        sentence:
          'Affinity already has a meeting with the same people at this time. Add a note to it, or log another one.',
        isOffer: true,
        items: [
          {
            type: 0,
            id: 417,
            title: 'Pilot review with Acme',
            when: '18 Nov 2025, 15:00',
            people: 'Jane Roe, John Poe',
            sameTime: false,
          },
        ],
      },
    },
  },
  neighbours: {
    view: {
      ...filledView,
      neighbours: {
        sentence: 'The same people have a meeting within 15 minutes of this one.',
        items: [
          {
            type: 0,
            id: 417,
            title: 'Pilot review with Acme',
            when: '18 Nov 2025, 15:00',
            people: 'Ann Lee, Jane Roe',
            sameTime: true,
          },
          {
            type: 0,
            id: 418,
            title: 'Jane Roe and 2 others',
            when: '18 Nov 2025, 15:10',
            people: 'Jane Roe, John Poe, Ann Lee',
            sameTime: false,
          },
        ],
      },
    },
    values: filledValues,
  },
  conflict: {
    view: {
      ...filledView,
      subject: { kind: 'update', id: 417, title: 'Pilot review with Acme' },
      typeLocked: "The type of a logged interaction can't be changed.",
      conflict: {
        sentence: 'This meeting was changed in Affinity after you opened it. Nothing has been saved yet.',
        changes: [
          { at: 'date', theirs: '18 Nov 2025, 15:30', mine: '18 Nov 2025, 15:00' },
          { at: 'people', theirs: 'Ann Lee, Jane Roe, John Poe', mine: 'Ann Lee, Jane Roe' },
        ],
      },
    },
    values: filledValues,
  },
  locked: {
    view: {
      ...filledView,
      subject: { kind: 'update', id: 417, title: 'Pilot review with Acme' },
      typeLocked: "The type of a logged interaction can't be changed.",
      text: {
        warnAbove: 100_000,
        limit: 1_000_000,
        locked: 'The note mentions people, so it can only be changed in Affinity.',
      },
    },
    values: filledValues,
  },
  unknown: {
    view: {
      ...filledView,
      unknownOutcome:
        'Affinity did not answer in time, so the meeting may have been logged. Sending it again could log it twice.',
    },
    values: filledValues,
  },
  chat: {
    view: { ...filledView, hasDirection: true },
    values: { ...filledValues, type: 2, direction: 1 },
  },
  alsoOn: {
    view: {
      ...filledView,
      alsoOn: {
        records: [acmeRobotics],
        suggested: [seriesB, { kind: 'company', id: 23, name: longName }],
      },
    },
    values: filledValues,
  },
  separateNote: {
    view: {
      ...filledView,
      alsoOn: {
        records: [acmeRobotics, seriesB],
        way: 'Affinity can’t put the interaction’s own note on companies or opportunities. A separate note with the same text will be added to them.',
      },
    },
    values: filledValues,
  },
  addNote: {
    view: {
      ...filledView,
      subject: {
        kind: 'note',
        title: 'Kick-off with Acme',
        about: 'Meeting · Tue 18 Nov 2025 15:00 CET · Jane Roe +1',
      },
      alsoOn: { records: [acmeRobotics] },
    },
    values: filledValues,
  },
  addNoteAnotherWay: {
    view: {
      ...filledView,
      subject: {
        kind: 'note',
        about: 'Call · Tue 18 Nov 2025 15:00 CET · Jane Roe',
        way: 'Affinity can’t add this note to the interaction itself. It will be saved as a reply to the note that is already there.',
      },
      alsoOn: { records: [] },
    },
    values: filledValues,
  },
  attach: {
    view: {
      ...filledView,
      subject: { kind: 'attach', about: 'Meeting · Tue 18 Nov 2025 15:00 CET · Jane Roe +1' },
      alsoOn: { records: [acmeRobotics, seriesB] },
      text: {
        warnAbove: 100_000,
        limit: 1_000_000,
        locked: 'The note is already in Affinity. To change it, edit the interaction.',
      },
      problems: [
        {
          at: 'alsoOn',
          sentence: 'Affinity refused this. Affinity says: Organization 19 has been merged into 21',
        },
      ],
      summary: 'Fix 1 problem before saving.',
    },
    values: filledValues,
  },
  atRisk: {
    view: { ...filledView, draft: { sentence: 'The draft could not be saved to disk', atRisk: true } },
    values: filledValues,
  },
} as const satisfies Record<string, { view: FormView; values: FormValues }>;

export function initOf(view: FormView, values: FormValues, draft = 'create:1'): MessageToPage {
  return { kind: 'init', revision: 0, view, values, words: englishFormWords, draft };
}
