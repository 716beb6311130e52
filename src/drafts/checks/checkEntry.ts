import { InteractionType } from '../../affinity/index.ts';
import { cleanText } from '../../model/cleanText.ts';
import { characterCount } from '../../model/displayText.ts';
import { LONGEST_TEXT, MOST_PEOPLE } from '../model/limits.ts';
import { changesOf, knownPeople } from './entry.ts';
import type { Entry, EntryPerson } from './entry.ts';
import type { FieldProblem } from './fieldProblem.ts';

/**
 * Why an entry cannot be sent, in the order of the form's fields; empty when it can. Of an update only what the user
 * has changed is held to the rules: the rest is not sent, and the service has it already.
 * Source: V1 docs, Create and Update an Interaction.
 */
export function checkEntry(entry: Entry): readonly FieldProblem[] {
  const changes = changesOf(entry);
  if (!Object.values(changes).includes(true)) return [{ at: 'form', code: 'nothing-changed' }];
  return [
    ...(entry.type === InteractionType.email
      ? [{ at: 'type', code: 'email-cannot-be-logged' } as const]
      : []),
    ...(changes.date ? dateProblems(entry) : []),
    ...(changes.people ? peopleProblems(entry.people) : []),
    ...(changes.direction ? directionProblems(entry) : []),
    ...(changes.text ? textProblems(entry) : []),
  ];
}

function dateProblems({ when }: Entry): readonly FieldProblem[] {
  if (when.kind === 'read') return [];
  const { kind: _kind, ...problem } = when;
  return [{ at: 'date', ...problem }];
}

function peopleProblems(people: readonly EntryPerson[]): readonly FieldProblem[] {
  const at = 'people';
  if (people.length === 0) return [{ at, code: 'nobody' }];
  if (people.length > MOST_PEOPLE) {
    return [{ at, code: 'too-many-people', count: people.length, most: MOST_PEOPLE }];
  }
  const open = [
    { code: 'unresolved', typed: typedOf(people, 'resolving') },
    { code: 'ambiguous', typed: typedOf(people, 'ambiguous') },
    { code: 'not-found', typed: typedOf(people, 'unknown') },
  ] as const;
  const problems: FieldProblem[] = open
    .filter(({ typed }) => typed.length > 0)
    .map((problem) => ({ at, ...problem }));
  // Whoever is still open may be the one that is missing.
  if (problems.length > 0) return problems;
  const standings = new Set(knownPeople(people).map(({ standing }) => standing));
  if (!standings.has('internal')) problems.push({ at, code: 'no-internal' });
  if (!standings.has('external')) problems.push({ at, code: 'no-external' });
  return problems;
}

function typedOf(people: readonly EntryPerson[], state: EntryPerson['state']): readonly string[] {
  return people.flatMap((person) =>
    person.state === state && person.state !== 'known' ? [person.typed] : [],
  );
}

function directionProblems({ type, direction }: Entry): readonly FieldProblem[] {
  const isChat = type === InteractionType.chatMessage;
  if (isChat && direction === undefined) return [{ at: 'direction', code: 'direction-missing' }];
  if (!isChat && direction !== undefined) return [{ at: 'direction', code: 'direction-not-allowed' }];
  return [];
}

function textProblems({ text, base }: Entry): readonly FieldProblem[] {
  if (base?.textLock !== undefined) return [{ at: 'text', code: 'text-locked', by: base.textLock }];
  const clean = cleanText(text).text;
  if (clean.trim() === '') return [{ at: 'text', code: 'text-missing' }];
  const length = characterCount(clean);
  return length > LONGEST_TEXT ? [{ at: 'text', code: 'text-too-long', length, most: LONGEST_TEXT }] : [];
}
