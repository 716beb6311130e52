import type { Interaction, Note } from '../../affinity/index.ts';
import { readWhen } from '../../dates/readWhen.ts';
import { dateText } from '../../dates/wallTime.ts';
import { toKnownPerson } from '../../directory/toKnownPerson.ts';
import { canBeLogged } from '../../model/interactionTypes.ts';
import type { TypeId } from '../../model/interactionTypes.ts';
import { isLoggedManually } from '../../model/isLoggedManually.ts';
import { noteText } from '../../model/noteText.ts';
import { recordKey } from '../../model/recordRef.ts';
import type { RecordId } from '../../model/recordRef.ts';
import { checkEntry } from '../checks/checkEntry.ts';
import { entryOf } from '../checks/entry.ts';
import type { FieldProblem } from '../checks/fieldProblem.ts';
import { knownChip } from '../model/chip.ts';
import { readInteraction } from '../model/interactionReading.ts';
import type { InteractionReader, InteractionReading } from '../model/interactionReading.ts';
import type { NoUndo, Undo, UndoEntry } from '../model/keptDeletion.ts';
import { optionalValuesOf } from '../model/optionalFields.ts';
import { isNotFound } from './saveOutcome.ts';

/** An interaction to be deleted, and the record under which it was seen. */
export interface DeletionTarget {
  readonly type: TypeId;
  readonly id: number;
  readonly record?: RecordId | undefined;
  /** The interaction as its row shows it, to name one that no longer exists. */
  readonly interaction?: Interaction | undefined;
}

/** Read before the deletion, because afterwards neither the interaction nor its text can be read. */
export interface Deletion {
  readonly interaction: Interaction;
  readonly undo: Undo;
}

export type PreparedDeletion = DeletionTarget & Deletion;

export interface DeletionReadings {
  readonly prepared: readonly PreparedDeletion[];
  /** Targets that no longer exist. */
  readonly gone: readonly DeletionTarget[];
  readonly unread: readonly { readonly target: DeletionTarget; readonly error: unknown }[];
}

/** Reads all targets. A failure concerns one target and not the others. */
export async function readAllForDeletion(
  client: InteractionReader,
  targets: readonly DeletionTarget[],
): Promise<DeletionReadings> {
  const readings = await Promise.allSettled(targets.map((target) => readForDeletion(client, target)));
  const prepared: PreparedDeletion[] = [];
  const gone: DeletionTarget[] = [];
  const unread: { readonly target: DeletionTarget; readonly error: unknown }[] = [];
  for (const [index, target] of targets.entries()) {
    const reading = readings[index];
    if (reading?.status === 'fulfilled') prepared.push({ ...target, ...reading.value });
    else if (isNotFound(reading?.reason)) gone.push(target);
    else unread.push({ target, error: reading?.reason });
  }
  return { prepared, gone, unread };
}

/** Reads what the confirmation shows and what an undo needs. Rejects when the interaction cannot be read. */
export async function readForDeletion(
  client: InteractionReader,
  ref: { readonly type: TypeId; readonly id: number },
  signal?: AbortSignal,
): Promise<Deletion> {
  const reading = await readInteraction(client, ref, signal);
  return { interaction: reading.interaction, undo: await undoOf(reading) };
}

async function undoOf({ interaction, note, noteFailure }: InteractionReading): Promise<Undo> {
  const { type, date, persons } = interaction;
  if (!canBeLogged(type)) return none('email');
  if (!isLoggedManually(interaction)) return none('not-logged-by-hand');
  if (noteFailure !== undefined) return none('note-unreadable');
  if (interaction.noteIds.length > 1) return none('several-notes');
  const { text, formatted } = note === undefined ? { text: '', formatted: false } : noteText(note);
  const values = optionalValuesOf(interaction);
  const people = persons.map((person) => knownChip(toKnownPerson(person)));
  // The draft of an undo holds the date as text, so the text has to pass the same checks.
  const when = await readWhen(dateText(date, 'UTC'), { now: new Date(), zone: 'UTC', dayFirst: false });
  const [problem] = checkEntry(entryOf({ type, text, ...values, subject: { kind: 'create' } }, people, when));
  if (problem !== undefined) return none(reasonOf(problem));
  const personIds = persons.map(({ id }) => id);
  const entry = {
    type,
    personIds,
    content: text,
    date,
    ...values,
    ...(note === undefined ? {} : { alsoOn: recordsOn(note) }),
  };
  return { kind: 'possible', entry, losesFormatting: formatted };
}

/** A note tells the ids of its records only. */
function recordsOn({ companyIds, opportunityIds }: Note) {
  return [
    ...companyIds.map((id) => ({ kind: 'company', id, name: `#${id}` }) as const),
    ...opportunityIds.map((id) => ({ kind: 'opportunity', id, name: `#${id}` }) as const),
  ];
}

/** An undo also puts the note on the records that it was to be put on. Names that are known replace ids. */
export function withRecords(undo: Undo, records: NonNullable<UndoEntry['alsoOn']>): Undo {
  if (undo.kind !== 'possible') return undo;
  const all = [...(undo.entry.alsoOn ?? []), ...records].map(
    (record) => [recordKey(record), record] as const,
  );
  return { ...undo, entry: { ...undo.entry, alsoOn: [...new Map(all).values()] } };
}

function none(reason: NoUndo): Undo {
  return { kind: 'none', reason };
}

function reasonOf({ at, code }: FieldProblem): NoUndo {
  if (code === 'text-too-long' || code === 'too-many-people') return code;
  switch (at) {
    case 'alsoOn':
    case 'date':
      return 'date-out-of-range';
    case 'people':
      return 'people-missing';
    case 'direction':
      return 'direction-missing';
    case 'text':
    case 'type':
    case 'form':
      return 'no-text';
  }
}
