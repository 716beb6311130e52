import { InteractionType } from '../../affinity/index.ts';
import type { Interaction } from '../../affinity/index.ts';
import { dateText } from '../../dates/wallTime.ts';
import { toKnownPerson } from '../../directory/toKnownPerson.ts';
import { canBeLogged } from '../../model/interactionTypes.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { bounds } from '../../protocol/bounds.ts';
import type { Extraction } from '../extract/extraction.ts';
import type { LoggedInteraction } from '../writing/newInteraction.ts';
import { differs } from '../writing/updatePlan.ts';
import type { ConflictField, UpdateConflict } from '../writing/updatePlan.ts';
import { knownChip, typedChips } from './chips.ts';
import type { Draft, DraftSubject, UpdateBase } from './draft.ts';
import { updateBase } from './interactionReading.ts';
import type { InteractionReading } from './interactionReading.ts';
import type { KeptDeletion } from './keptDeletion.ts';

/** What every new draft is made of. */
export interface DraftStart {
  readonly id: string;
  readonly account: string;
  /** The person who is signed in. */
  readonly user: KnownPerson;
  readonly now: Date;
  readonly zone: string;
}

/** An empty entry: the user is there, and who it is about, if that is a person from outside or a colleague. */
export function draftToLog(start: DraftStart, about?: CreateSubject['about'], person?: KnownPerson): Draft {
  const known = person === undefined || person.id === start.user.id ? [start.user] : [person, start.user];
  return {
    ...blank(start),
    subject: { kind: 'create', ...(about === undefined ? {} : { about }) },
    people: known.map((one) => knownChip(one)),
  };
}

/** An entry filled from a document; people found there are names and addresses, to be looked up by the form. */
export function draftFromExtraction(start: DraftStart, extraction: Extraction): Draft {
  const { text, people, type, provenance } = extraction;
  // A form that opens on it has room for so much only.
  const found = extraction.dateText?.replaceAll(/\s+/gu, ' ').slice(0, bounds.dateText);
  const draft = blank(start);
  return {
    ...draft,
    subject: { kind: 'create', selection: start.id },
    text,
    provenance,
    ...(type === undefined ? {} : { type }),
    date: { ...draft.date, ...(found === undefined ? {} : { text: found }) },
    people: [knownChip(start.user), ...typedChips(people, [])],
  };
}

/** What was deleted, to be logged again. It is a draft like all others, so that it outlives whatever happens to it. */
export function draftToBringBack(
  start: DraftStart,
  { interaction: { id, persons }, record }: Pick<KeptDeletion, 'interaction' | 'record'>,
  { type, content, date, direction }: LoggedInteraction,
): Draft | undefined {
  if (!canBeLogged(type)) return undefined;
  return {
    ...blank(start),
    subject: { kind: 'create', selection: start.id, restores: { type, id, record } },
    type,
    date: { text: dateText(date, start.zone), typedAt: start.now.toISOString(), zone: start.zone },
    people: persons.map((person) => knownChip(toKnownPerson(person))),
    text: content,
    ...(direction === undefined ? {} : { direction }),
  };
}

/** An interaction as it is now, to be changed. Undefined for what cannot be edited: emails and unknown types. */
export function draftToEdit(start: DraftStart, reading: InteractionReading): Draft | undefined {
  const { id, type, date } = reading.interaction;
  if (!canBeLogged(type)) return undefined;
  const base = updateBase(reading);
  return {
    ...blank(start),
    type,
    subject: { kind: 'update', type, id, base },
    ...valuesOf(base, start.zone, date, start.now),
  };
}

/** An update on top of what is there now: what is in conflict becomes theirs, and all other changes of the user stay. */
export function draftTakingTheirs(
  draft: Draft,
  { fields, theirs, mine }: Pick<UpdateConflict, 'fields' | 'theirs' | 'mine'>,
  now: Date,
  zone: string,
): Draft {
  if (draft.subject.kind !== 'update') return draft;
  const stays = (field: ConflictField) => !fields.includes(field) && differs(field, mine, theirs);
  const { direction, ...rest } = draft;
  const taken = valuesOf(theirs, zone, new Date(theirs.date), now);
  return {
    ...rest,
    ...taken,
    ...(stays('date') ? { date: draft.date } : {}),
    ...(stays('people') ? { people: draft.people } : {}),
    ...(stays('text') ? { text: draft.text } : {}),
    ...(stays('direction') && direction !== undefined ? { direction } : {}),
    subject: { ...draft.subject, base: theirs },
    outcome: { state: 'open' },
  };
}

type CreateSubject = DraftSubject & { readonly kind: 'create' };

function blank({ id, account, user, now, zone }: DraftStart): Draft {
  return {
    version: 1,
    id,
    account,
    subject: { kind: 'create' },
    type: InteractionType.meeting,
    date: { text: dateText(now, zone, 60_000), typedAt: now.toISOString(), zone },
    people: [knownChip(user)],
    text: '',
    provenance: [],
    revision: 0,
    createdAt: now.toISOString(),
    changedAt: now.toISOString(),
    outcome: { state: 'open' },
  };
}

function valuesOf(base: UpdateBase, zone: string, date: Interaction['date'], now: Date) {
  return {
    date: { text: dateText(date, zone), typedAt: now.toISOString(), zone },
    people: base.people.map((person) => knownChip(person)),
    text: base.text ?? '',
    ...(base.direction === undefined ? {} : { direction: base.direction }),
  };
}
