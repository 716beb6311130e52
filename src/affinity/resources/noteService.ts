import * as z from 'zod/mini';
import type { ApiConnection } from '../transport/apiConnection.ts';
import type { CallOptions } from '../transport/apiRequest.ts';
import { checkedArgument } from '../transport/checkedArgument.ts';
import { readResponse } from './readResponse.ts';
import { wireField, wireObject } from './wireField.ts';

const PATH = '/notes';

const wireNoteSchema = wireObject({
  id: wireField.id,
  content: wireField.maybeText,
  type: wireField.maybeNumber,
  creator_id: wireField.maybeId,
  person_ids: wireField.ids,
  associated_person_ids: wireField.ids,
  interaction_person_ids: wireField.ids,
  mentioned_person_ids: wireField.ids,
  organization_ids: wireField.ids,
  opportunity_ids: wireField.ids,
  interaction_id: wireField.maybeId,
  interaction_type: wireField.maybeNumber,
  is_meeting: wireField.maybeBoolean,
  parent_id: wireField.maybeId,
  created_at: wireField.maybeInstant,
  updated_at: wireField.maybeInstant,
});

/** Source: V1 docs, The Note Resource. */
const noteSchema = z.pipe(wireNoteSchema, z.transform(toNote));

export interface Note {
  readonly id: number;
  /** HTML when it contains tags, and Markdown with escapes such as `\_` otherwise, whatever the `type`. */
  readonly content: string;
  /** 0 is plain text, 1 an old email note, 2 rich text, 3 written by the meeting notetaker. */
  readonly type?: number | undefined;
  readonly creatorId?: number | undefined;
  readonly personIds: readonly number[];
  readonly associatedPersonIds: readonly number[];
  readonly interactionPersonIds: readonly number[];
  readonly mentionedPersonIds: readonly number[];
  readonly companyIds: readonly number[];
  readonly opportunityIds: readonly number[];
  readonly interactionId?: number | undefined;
  readonly interactionType?: number | undefined;
  readonly isMeeting: boolean;
  readonly parentId?: number | undefined;
  readonly createdAt?: Date | undefined;
  readonly updatedAt?: Date | undefined;
}

export interface NoteService {
  get(id: number, options?: CallOptions): Promise<Note>;
}

export class NoteApi implements NoteService {
  readonly #connection: ApiConnection;

  constructor(connection: ApiConnection) {
    this.#connection = connection;
  }

  async get(id: number, options?: CallOptions): Promise<Note> {
    const path = `${PATH}/${checkedArgument.id({ method: 'GET', path: PATH }, 'id', id)}`;
    return readResponse(await this.#connection.send({ method: 'GET', path }, options), noteSchema);
  }
}

function toNote(wire: z.infer<typeof wireNoteSchema>): Note {
  return {
    id: wire.id,
    content: wire.content ?? '',
    type: wire.type ?? undefined,
    creatorId: wire.creator_id ?? undefined,
    personIds: wire.person_ids ?? [],
    associatedPersonIds: wire.associated_person_ids ?? [],
    interactionPersonIds: wire.interaction_person_ids ?? [],
    mentionedPersonIds: wire.mentioned_person_ids ?? [],
    companyIds: wire.organization_ids ?? [],
    opportunityIds: wire.opportunity_ids ?? [],
    interactionId: wire.interaction_id ?? undefined,
    interactionType: wire.interaction_type ?? undefined,
    isMeeting: wire.is_meeting ?? false,
    parentId: wire.parent_id ?? undefined,
    createdAt: wire.created_at ?? undefined,
    updatedAt: wire.updated_at ?? undefined,
  };
}
