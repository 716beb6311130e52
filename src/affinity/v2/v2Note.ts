import * as z from 'zod/mini';
import { chosenBy, ifReadable, wireField, wireObject } from '../resources/wireField.ts';
import { previewOf, readableItems, v2PersonSchema } from './v2Person.ts';
import type { V2Person, V2Preview } from './v2Person.ts';

const text = ifReadable(z.string());

const referenceSchema = wireObject({ id: wireField.id });

const interactionSchema = wireObject({ type: z.string(), id: wireField.id });

const recordSchema = z.pipe(
  wireObject({ id: wireField.id, name: text }),
  z.transform(({ id, name }): V2Record => ({ id, name })),
);

const mentionSchema = z.pipe(
  wireObject({ person: ifReadable(v2PersonSchema) }),
  z.transform(({ person }): V2Mention => ({ person })),
);

const baseFields = {
  id: wireField.id,
  type: text,
  content: ifReadable(wireObject({ html: text })),
  creator: ifReadable(v2PersonSchema),
  mentions: z.optional(z.transform((value: unknown) => readableItems(value, mentionSchema))),
  createdAt: wireField.maybeInstant,
  updatedAt: wireField.maybeInstant,
  companiesPreview: previewOf(recordSchema),
  opportunitiesPreview: previewOf(recordSchema),
  personsPreview: previewOf(v2PersonSchema),
};

const wireBaseSchema = wireObject(baseFields);

/** The arms of the union on `type`. Source: V2 docs, Notes. */
const arms = {
  entities: z.pipe(
    wireBaseSchema,
    z.transform((wire): V2EntitiesNote => ({ type: 'entities', ...baseOf(wire) })),
  ),
  interaction: z.pipe(
    wireObject({ ...baseFields, interaction: interactionSchema }),
    z.transform((wire): V2InteractionNote => ({
      type: 'interaction',
      ...baseOf(wire),
      interaction: wire.interaction,
    })),
  ),
  'ai-notetaker': z.pipe(
    wireObject({
      ...baseFields,
      interaction: ifReadable(interactionSchema),
      transcriptId: ifReadable(wireField.id),
    }),
    z.transform((wire): V2NotetakerNote => ({
      type: 'ai-notetaker',
      ...baseOf(wire),
      interaction: wire.interaction,
      transcriptId: wire.transcriptId,
    })),
  ),
  'ai-notetaker-reply': z.pipe(
    wireObject({ ...baseFields, parent: ifReadable(referenceSchema) }),
    z.transform((wire): V2NotetakerReply => ({
      type: 'ai-notetaker-reply',
      ...baseOf(wire),
      parent: wire.parent,
    })),
  ),
  'user-reply': z.pipe(
    wireObject({ ...baseFields, parent: referenceSchema }),
    z.transform((wire): V2UserReply => ({ type: 'user-reply', ...baseOf(wire), parent: wire.parent })),
  ),
} as const satisfies Record<Exclude<V2Note['type'], 'unknown'>, z.ZodMiniType<V2Note>>;

const unknownSchema = z.pipe(
  wireBaseSchema,
  z.transform((wire): V2UnknownNote => ({ type: 'unknown', wireType: wire.type, ...baseOf(wire) })),
);

export const v2NoteSchema = chosenBy<V2Note>(({ type }) =>
  typeof type === 'string' && Object.hasOwn(arms, type) ? arms[type as keyof typeof arms] : unknownSchema,
);

export interface V2InteractionRef {
  /** `meeting`, `call`, `chat-message`, `email`, or a word that this version does not know. */
  readonly type: string;
  readonly id: number;
}

export interface V2Mention {
  readonly person?: V2Person | undefined;
}

export interface V2Record {
  readonly id: number;
  readonly name?: string | undefined;
}

interface V2NoteBase {
  readonly id: number;
  readonly content: { readonly html?: string | undefined };
  readonly creator?: V2Person | undefined;
  /** V2 refuses new content for a note that mentions people. */
  readonly mentions: readonly V2Mention[];
  readonly createdAt?: Date | undefined;
  readonly updatedAt?: Date | undefined;
  /** Previews are returned when `include` asked for them. */
  readonly companiesPreview?: V2Preview<V2Record> | undefined;
  readonly opportunitiesPreview?: V2Preview<V2Record> | undefined;
  readonly personsPreview?: V2Preview<V2Person> | undefined;
}

/** A note on records alone. */
export interface V2EntitiesNote extends V2NoteBase {
  readonly type: 'entities';
}

/** A note on an interaction, and perhaps on records too. */
export interface V2InteractionNote extends V2NoteBase {
  readonly type: 'interaction';
  readonly interaction: V2InteractionRef;
}

/** A note that the meeting notetaker wrote. */
export interface V2NotetakerNote extends V2NoteBase {
  readonly type: 'ai-notetaker';
  readonly interaction?: V2InteractionRef | undefined;
  /** Absent when there is no recording, or it was not written down. */
  readonly transcriptId?: number | undefined;
}

export interface V2NotetakerReply extends V2NoteBase {
  readonly type: 'ai-notetaker-reply';
  readonly parent?: { readonly id: number } | undefined;
}

export interface V2UserReply extends V2NoteBase {
  readonly type: 'user-reply';
  readonly parent: { readonly id: number };
}

/** A note of a type that this version does not know. */
export interface V2UnknownNote extends V2NoteBase {
  readonly type: 'unknown';
  readonly wireType?: string | undefined;
}

export type V2Note =
  | V2EntitiesNote
  | V2InteractionNote
  | V2NotetakerNote
  | V2NotetakerReply
  | V2UserReply
  | V2UnknownNote;

function baseOf(wire: z.infer<typeof wireBaseSchema>): V2NoteBase {
  return {
    id: wire.id,
    content: { html: wire.content?.html },
    creator: wire.creator,
    mentions: wire.mentions ?? [],
    createdAt: wire.createdAt ?? undefined,
    updatedAt: wire.updatedAt ?? undefined,
    companiesPreview: wire.companiesPreview,
    opportunitiesPreview: wire.opportunitiesPreview,
    personsPreview: wire.personsPreview,
  };
}
