import { toKnownPerson } from '../../directory/toKnownPerson.ts';
import { extraction } from '../../drafts/extract/extraction.ts';
import type { ExtractionSource } from '../../drafts/extract/extraction.ts';
import type { Draft } from '../../drafts/model/draft.ts';
import { readInteraction } from '../../drafts/model/interactionReading.ts';
import type { EditableRef } from '../../drafts/model/interactionReading.ts';
import { draftFromExtraction, draftToEdit, draftToLog } from '../../drafts/model/newDraft.ts';
import type { LoggableTypeId } from '../../model/interactionTypes.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { draftStart, isDayFirst } from './draftStart.ts';

/** An empty entry about a record. That nobody can tell who that is, is no reason not to begin: they can be added. */
export async function draftAbout(
  session: AccountSession,
  id: string,
  about?: RecordRef,
  type?: LoggableTypeId,
): Promise<Draft> {
  const { persons } = session.connection.client;
  const isPerson = about?.kind === 'person';
  const person = isPerson ? await persons.get(about.id).catch(() => undefined) : undefined;
  const draft = draftToLog(draftStart(session, id), about, person && toKnownPerson(person));
  return type === undefined ? draft : { ...draft, type };
}

export async function draftOfText(
  session: AccountSession,
  id: string,
  source: ExtractionSource,
): Promise<Draft> {
  const start = draftStart(session, id);
  const context = { now: start.now, zone: start.zone, dayFirst: isDayFirst() };
  return draftFromExtraction(start, await extraction(source, context));
}

/** Rejects when the interaction cannot be read; undefined when it cannot be edited. */
export async function draftOfInteraction(
  session: AccountSession,
  id: string,
  ref: EditableRef,
): Promise<Draft | undefined> {
  return draftToEdit(draftStart(session, id), await readInteraction(session.connection.client, ref));
}
