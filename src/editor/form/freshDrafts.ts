import { toKnownPerson } from '../../directory/toKnownPerson.ts';
import { draftFromExtraction } from '../../drafts/extract/draftFromExtraction.ts';
import { extraction } from '../../drafts/extract/extraction.ts';
import type { ExtractionSource } from '../../drafts/extract/extraction.ts';
import { withoutInteraction } from '../../drafts/model/draft.ts';
import type { Draft, NoteSubject } from '../../drafts/model/draft.ts';
import { readInteraction } from '../../drafts/model/interactionReading.ts';
import type { EditableRef } from '../../drafts/model/interactionReading.ts';
import { draftFromPattern, draftToEdit, draftToLog, draftToNote } from '../../drafts/model/newDraft.ts';
import type { DraftPattern } from '../../drafts/model/newDraft.ts';
import { isInteractionGone } from '../../drafts/writing/isInteractionGone.ts';
import { findNoteRoute } from '../../drafts/writing/noteClient.ts';
import type { NoteClient } from '../../drafts/writing/noteClient.ts';
import type { LoggableTypeId } from '../../model/interactionTypes.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { plainNote } from '../../model/noteText.ts';
import { recordKey } from '../../model/recordRef.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import { draftStart } from '../drafts/draftStart.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { isDayFirst } from '../words/isDayFirst.ts';
import type { NotedInteraction } from './notedInteraction.ts';

/** Drafts that a form is opened with. */
export const freshDrafts = { about, fromText, fromPattern, fromInteraction, toNote };

/** A note with the text of a draft that was to be logged, and the records that it is on. */
export function noteWithTextOf({ text, alsoOn = [], provenance }: Draft, note: Draft): Draft {
  const others = alsoOn.filter(
    (one) => !(note.alsoOn ?? []).some((own) => recordKey(own) === recordKey(one)),
  );
  return {
    ...note,
    text,
    alsoOn: [...(note.alsoOn ?? []), ...others],
    provenance: provenance.filter(({ field }) => field === 'text'),
  };
}

/** The person whose record it is. One who can't be read is left out, and can be added in the form. */
export async function personOf(
  { connection }: Pick<AccountSession, 'connection'>,
  record?: RecordRef,
): Promise<KnownPerson | undefined> {
  if (record?.kind !== 'person') return undefined;
  const person = await connection.client.persons.get(record.id).catch(() => undefined);
  return person && toKnownPerson(person);
}

/** An empty draft about a record. */
async function about(
  session: AccountSession,
  id: string,
  record?: RecordRef,
  type?: LoggableTypeId,
): Promise<Draft> {
  const draft = draftToLog(draftStart(session, id), record, await personOf(session, record));
  return type === undefined ? draft : { ...draft, type };
}

async function fromText(session: AccountSession, id: string, source: ExtractionSource): Promise<Draft> {
  const start = draftStart(session, id);
  const context = { now: start.now, zone: start.zone, dayFirst: isDayFirst() };
  return draftFromExtraction(start, await extraction(source, context));
}

function fromPattern(session: AccountSession, id: string, pattern: DraftPattern): Draft {
  return draftFromPattern(draftStart(session, id), pattern);
}

/** Rejects when the interaction cannot be read. Undefined when it cannot be edited. */
async function fromInteraction(
  session: AccountSession,
  id: string,
  ref: EditableRef,
): Promise<Draft | undefined> {
  const reading = await readInteraction(session.connection.client, ref);
  session.opened.add({ type: ref.type, interaction: reading.interaction });
  if (reading.noteFailure === undefined)
    session.openings.learn(ref, reading.note === undefined ? '' : plainNote(reading.note));
  return draftToEdit(draftStart(session, id), reading);
}

/** A draft of a note on an interaction, on its way by what the account can do. */
async function toNote(
  session: AccountSession,
  id: string,
  target: NotedInteraction,
  noting: NoteClient | undefined,
): Promise<Draft> {
  const { type, title, date, people, parentId, record } = target;
  const alsoOn = record === undefined || record.kind === 'person' ? [] : [record];
  const route = noting === undefined ? 'interaction' : await findNoteRoute(noting, target, alsoOn.length > 0);
  const { client } = session.connection;
  const isGone =
    noting !== undefined && route !== 'interaction' && (await isInteractionGone(client, noting, target));
  const subject: NoteSubject = {
    kind: 'note',
    type,
    id: target.id,
    date: date.toISOString(),
    people,
    route,
    ...(title === '' ? {} : { title }),
    ...(parentId === undefined ? {} : { parentId }),
  };
  return draftToNote(draftStart(session, id), isGone ? withoutInteraction(subject) : subject, alsoOn);
}
