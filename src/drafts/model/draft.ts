import * as z from 'zod/mini';
import { loggableTypeSchema, optionalFieldSchemas } from '../../protocol/formValues.ts';
import { knownPersonSchema } from '../../protocol/formView.ts';
import { idSchema } from '../../protocol/messageReader.ts';
import { draftOutcomeSchema } from './draftOutcome.ts';
import { provenanceSchema } from './provenance.ts';

/** The form warns about a note of more characters: some thirty pages. The service documents no limit. */
export const LONG_TEXT_LENGTH = 100_000;

/** A note of more characters is not sent. */
export const MAX_TEXT_LENGTH = 1_000_000;

/** People of one interaction. The service documents no limit; a longer list is a mailing list, not a conversation. */
export const MAX_PEOPLE = 200;

const instant = z.iso.datetime({ offset: true });

/** The name is from a list of attendees in a text, so the user may want to remove it. */
const proposed = z.optional(z.literal(true));

/** A person whom the service knows, or a name that was typed and not found yet. The keys are those of the page's chips. */
const draftPersonSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('known'), key: z.string(), person: knownPersonSchema, proposed }),
  z.object({ state: z.literal('typed'), key: z.string(), typed: z.string(), proposed }),
]);

/** An interaction as it was when its form was opened. Changes of the user and of others are measured against it. */
const updateBaseSchema = z.object({
  date: instant,
  people: z.readonly(z.array(knownPersonSchema)),
  ...optionalFieldSchemas,
  /** The text of its note, without escapes and HTML. Absent when there is no note, or when it could not be read. */
  text: z.optional(z.string()),
  /** `mentions`: the service rejects new text. `unreadable`: the text is unknown and would be overwritten. */
  textLock: z.optional(z.literal(['mentions', 'unreadable'])),
  /** The note has formatting, which is kept unless the text is changed. */
  formatted: z.boolean(),
  title: z.optional(z.string()),
});

/** Identity of a record: kind and id. */
export const recordIdSchema = z.object({
  kind: z.literal(['person', 'company', 'opportunity']),
  id: idSchema,
});

export const recordSchema = z.extend(recordIdSchema, { name: z.string() });

/** The ways to save a note: tied to the interaction, as a reply to its note, or as a note of its own on records. */
const noteRouteSchema = z.literal(['interaction', 'reply', 'records']);

/** The ways to put the note of a logged interaction on records: the note itself is on them, or a separate one is. */
const recordsWaySchema = z.literal(['own', 'separate']);

/** A logged interaction as it was when the form was opened. */
const loggedSchemas = {
  type: loggableTypeSchema,
  id: idSchema,
  title: z.optional(z.string()),
  date: instant,
  people: z.readonly(z.array(knownPersonSchema)),
};

/** A note on an interaction that is there already, as it was when the form was opened. */
const noteSubjectSchema = z.object({
  kind: z.literal('note'),
  ...loggedSchemas,
  /** The first note of the interaction, which takes replies. */
  parentId: z.optional(idSchema),
  route: noteRouteSchema,
  /** Set when the note was saved before the last changes; the next save changes it. */
  noteId: z.optional(idSchema),
  /** The interaction was deleted meanwhile, so the note can only be a separate one. */
  isGone: z.optional(z.literal(true)),
});

/** A logged interaction whose note is not on the records of *Also on* yet. The interaction itself is not sent again. */
const attachSubjectSchema = z.object({
  kind: z.literal('attach'),
  ...loggedSchemas,
  /** The note of the interaction. Absent when the service did not name it. */
  noteId: z.optional(idSchema),
  way: recordsWaySchema,
});

const draftSubjectSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('create'),
    about: z.optional(recordSchema),
    /** Set for a draft that was filled from a text. Each has a form of its own, even about the same record. */
    selection: z.optional(z.string()),
    /** The deleted interaction that this draft logs again. It may still exist, so it is looked up before the save. */
    restores: z.optional(
      z.object({
        type: loggableTypeSchema,
        id: idSchema,
        /** The record whose rows showed it, and will show the new one. */
        record: z.optional(recordIdSchema),
      }),
    ),
  }),
  z.object({ kind: z.literal('update'), type: loggableTypeSchema, id: idSchema, base: updateBaseSchema }),
  noteSubjectSchema,
  attachSubjectSchema,
]);

const draftDateSchema = z.object({
  text: z.string(),
  /** Relative words such as “yesterday” are read from this moment and zone, however old the draft is. */
  typedAt: instant,
  zone: z.string(),
});

export const draftSchema = z.object({
  version: z.literal(1),
  /** `tenant/user`. A draft is neither shown to nor sent by another account. */
  account: z.string().check(z.minLength(1)),
  subject: draftSubjectSchema,
  type: loggableTypeSchema,
  date: draftDateSchema,
  people: z.readonly(z.array(draftPersonSchema)),
  /** Typed into the people field, but not added yet. Older drafts have none. */
  peopleText: z.optional(z.string()),
  ...optionalFieldSchemas,
  text: z.string(),
  /** Companies and opportunities that the note is on as well. */
  alsoOn: z.optional(z.readonly(z.array(recordSchema))),
  /** For a new interaction: how its note will be put on them, as far as it is known. */
  recordsWay: z.optional(recordsWaySchema),
  provenance: z.readonly(z.array(provenanceSchema)),
  /** Counts the changes made to the draft. */
  revision: z.int().check(z.nonnegative()),
  createdAt: instant,
  changedAt: instant,
  outcome: draftOutcomeSchema,
});

const versionSchema = z.object({ version: z.number() });

export type DraftPerson = Readonly<z.infer<typeof draftPersonSchema>>;

export type UpdateBase = Readonly<z.infer<typeof updateBaseSchema>>;

export type DraftSubject = Readonly<z.infer<typeof draftSubjectSchema>>;

export type CreateSubject = DraftSubject & { readonly kind: 'create' };

export type AttachSubject = DraftSubject & { readonly kind: 'attach' };

export type NoteRoute = z.infer<typeof noteRouteSchema>;

export type RecordsWay = z.infer<typeof recordsWaySchema>;

export type NoteSubject = DraftSubject & { readonly kind: 'note' };

export type UpdateSubject = DraftSubject & { readonly kind: 'update' };

/** An interaction that is being written. The id is the name of its file and not part of the stored text. */
export type Draft = Readonly<z.infer<typeof draftSchema>> & { readonly id: string };

export type DraftReading =
  | { readonly ok: true; readonly draft: Draft }
  | { readonly ok: false; readonly problem: 'not-json' | 'newer-version' | 'not-a-draft' };

/** The `subjectKey` of every update of an interaction. */
export function updateKey({ type, id }: Pick<UpdateSubject, 'type' | 'id'>): string {
  return `update:${type}:${id}`;
}

/** The same note after its interaction was deleted, and all notes of the interaction with it. */
export function withoutInteraction(subject: NoteSubject): NoteSubject {
  const { parentId: _parentId, noteId: _noteId, ...rest } = subject;
  return { ...rest, route: 'records', isGone: true };
}

/** The `subjectKey` of every note on an interaction. */
export function noteKey({ type, id }: Pick<NoteSubject, 'type' | 'id'>): string {
  return `note:${type}:${id}`;
}

/** Names the subject of a form. There is one form per subject, and a draft of the same subject is opened in it. */
export function subjectKey(subject: DraftSubject): string {
  if (subject.kind === 'update') return updateKey(subject);
  if (subject.kind === 'note') return noteKey(subject);
  if (subject.kind === 'attach') return `attach:${subject.type}:${subject.id}`;
  const { about, selection } = subject;
  const parts = ['create', about && `${about.kind}:${about.id}`, selection && `selection:${selection}`];
  return parts.filter((part) => part !== undefined).join(':');
}

/** The stored form of a draft. */
export function draftText(draft: Draft): string {
  return JSON.stringify({ ...draft, id: undefined }, undefined, 2);
}

/** Reads a stored draft. Never throws; a text that is not a draft is reported and must be left where it is. */
export function readDraftText(id: string, text: string): DraftReading {
  const data = parseJson(text);
  if (data === undefined) return { ok: false, problem: 'not-json' };
  const result = z.safeParse(draftSchema, data);
  if (result.success) return { ok: true, draft: { ...result.data, id } };
  const { success, data: versioned } = z.safeParse(versionSchema, data);
  return { ok: false, problem: success && versioned.version > 1 ? 'newer-version' : 'not-a-draft' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
