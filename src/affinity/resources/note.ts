import * as z from 'zod/mini';
import { wireField } from './wireField.ts';
import { wireObject } from './wireObject.ts';

const wireNote = wireObject({
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
export const noteSchema = z.pipe(wireNote, z.transform(toNote));

export interface Note {
  readonly id: number;
  /** As the service gives it: HTML when `type` is 2, and with `_` escaped as `\_`. */
  readonly content: string;
  /** 0 plain text, 1 old e-mail note, 2 HTML, 3 written by the meeting notetaker. */
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

function toNote(wire: z.infer<typeof wireNote>): Note {
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
