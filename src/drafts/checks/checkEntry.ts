import { cleanText } from '../../model/cleanText.ts';
import { characterCount } from '../../model/displayText.ts';
import { canBeLogged, hasDirection } from '../../model/interactionTypes.ts';
import type { UnknownReason } from '../model/chip.ts';
import { MAX_PEOPLE, MAX_TEXT_LENGTH } from '../model/draft.ts';
import type { SaveProblem } from '../model/draftOutcome.ts';
import { knownPeople } from './entry.ts';
import type { Entry, EntryPerson } from './entry.ts';
import type { FieldProblem } from './fieldProblem.ts';
import { changesOf, interactionFields } from './interactionFields.ts';
import type { InteractionField } from './interactionFields.ts';

const problemsOf: Readonly<Record<InteractionField, (entry: Entry) => readonly FieldProblem[]>> = {
  date: dateProblems,
  people: peopleProblems,
  direction: directionProblems,
  text: textProblems,
};

type UnknownPerson = EntryPerson & { readonly state: 'unknown' };

/**
 * Lists why an entry cannot be sent, in the order of the form's fields. For an update only changed fields are checked,
 * because the others are not sent. Source: V1 docs, Create and Update an Interaction.
 */
export function checkEntry(entry: Entry): readonly FieldProblem[] {
  const changes = changesOf(entry);
  const hasChanges = Object.values(changes).includes(true) || entry.hasRecords === true;
  if (!hasChanges) return [{ at: 'form', code: 'nothing-changed' }];
  return [
    ...(canBeLogged(entry.type) ? [] : [{ at: 'type', code: 'email-cannot-be-logged' } as const]),
    ...interactionFields.flatMap((field) => (changes[field] ? problemsOf[field](entry) : [])),
  ];
}

/** A date can be right in form and still need to be confirmed. */
export function dateDoubts(entry: Entry): readonly FieldProblem[] {
  const { when } = entry;
  if (when.kind !== 'read' || when.longAgo === undefined || !changesOf(entry).date) return [];
  return [{ at: 'date', code: 'long-ago', days: when.longAgo }];
}

function dateProblems({ when }: Entry): readonly FieldProblem[] {
  if (when.kind === 'read') return [];
  const { kind: _kind, ...problem } = when;
  return [{ at: 'date', ...problem }];
}

function peopleProblems({ people: all }: Entry): readonly FieldProblem[] {
  const at = 'people';
  const people = all.filter((person) => !isLeftOut(person));
  if (people.length === 0 && all.length === 0) return [{ at, code: 'nobody' }];
  if (people.length > MAX_PEOPLE) {
    return [{ at, code: 'too-many-people', count: people.length, most: MAX_PEOPLE }];
  }
  const unconfirmed = unconfirmedProblems(people);
  // An unconfirmed person may be the colleague or the external person that seems to be missing.
  if (unconfirmed.length > 0) return unconfirmed;
  const standings = new Set(knownPeople(people).map(({ standing }) => standing));
  const missing = [
    ...(standings.has('internal') ? [] : [{ at, code: 'no-internal' } as const]),
    ...(standings.has('external') ? [] : [{ at, code: 'no-external' } as const]),
  ];
  // So may a proposal that could not be looked up.
  const failed = missing.length === 0 ? [] : notLookedUp(all);
  return failed.length > 0 ? failed : missing;
}

function unconfirmedProblems(people: readonly EntryPerson[]): readonly FieldProblem[] {
  const at = 'people';
  const missing = people.filter((person) => person.state !== 'unknown' || !isFailed(person));
  const problems = [
    { at, code: 'unresolved', typed: typedOf(people, 'resolving') },
    { at, code: 'ambiguous', typed: typedOf(people, 'ambiguous') },
    { at, code: 'not-found', typed: typedOf(missing, 'unknown') },
    { at, code: 'proposed-found', typed: typedOf(people, 'found') },
  ] as const;
  return [...problems.filter(({ typed }) => typed.length > 0), ...notLookedUp(people)];
}

function notLookedUp(people: readonly EntryPerson[]): readonly FieldProblem[] {
  const failed = people.filter((person) => person.state === 'unknown').filter(isFailed);
  const [reason] = failed.flatMap((person) => lookupFailure(person.reason) ?? []);
  if (reason === undefined) return [];
  return [{ at: 'people', code: 'not-looked-up', typed: typedOf(failed, 'unknown'), reason }];
}

/** A proposal without a person is not logged, and does not keep others from being logged. */
function isLeftOut(person: EntryPerson): boolean {
  return person.state !== 'known' && person.state !== 'found' && person.proposed === true;
}

function isFailed({ reason }: UnknownPerson): boolean {
  return lookupFailure(reason) !== undefined;
}

function lookupFailure(reason: UnknownReason | undefined): SaveProblem | 'signed-out' | undefined {
  if (reason?.code === 'signed-out') return 'signed-out';
  return reason?.code === 'failed' ? reason.problem : undefined;
}

function typedOf(people: readonly EntryPerson[], state: EntryPerson['state']): readonly string[] {
  return people.flatMap((person) =>
    person.state === state && person.state !== 'known' ? [person.typed] : [],
  );
}

function directionProblems({ type, direction }: Entry): readonly FieldProblem[] {
  const needsDirection = canBeLogged(type) && hasDirection(type);
  if (needsDirection === (direction !== undefined)) return [];
  return [{ at: 'direction', code: needsDirection ? 'direction-missing' : 'direction-not-allowed' }];
}

function textProblems({ text, base }: Entry): readonly FieldProblem[] {
  if (base?.textLock !== undefined) return [{ at: 'text', code: 'text-locked', by: base.textLock }];
  const clean = cleanText(text).text;
  if (clean.trim() === '') return [{ at: 'text', code: 'text-missing' }];
  const length = characterCount(clean);
  return length > MAX_TEXT_LENGTH
    ? [{ at: 'text', code: 'text-too-long', length, most: MAX_TEXT_LENGTH }]
    : [];
}
