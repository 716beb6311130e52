import * as z from 'zod/mini';
import { personSchema } from './personService.ts';
import type { Person } from './personService.ts';
import { wireField, wireObject } from './wireField.ts';

/** Source: V1 docs, Interaction Types. Emails can be read but not created. */
export const InteractionType = { meeting: 0, call: 1, chatMessage: 2, email: 3 } as const;
export type InteractionType = (typeof InteractionType)[keyof typeof InteractionType];

/** The keys under which a list has the interactions of a type. Source: V1 docs, Get All Interactions. */
export const interactionListKeys: Readonly<Record<InteractionType, string>> = {
  [InteractionType.meeting]: 'events',
  [InteractionType.call]: 'events',
  [InteractionType.chatMessage]: 'chat_messages',
  [InteractionType.email]: 'emails',
};

/** A colleague wrote (`sent`) or the other side did (`received`). Only chat messages and emails have a direction. */
export const Direction = { sent: 0, received: 1 } as const;
export type Direction = (typeof Direction)[keyof typeof Direction];

/** A query asks for all interactions, or only for those that a person logged manually. */
export const LoggingType = { all: 0, manual: 1 } as const;
export type LoggingType = (typeof LoggingType)[keyof typeof LoggingType];

const wireInteractionSchema = wireObject({
  id: wireField.id,
  type: z.number(),
  date: wireField.instant,
  title: wireField.maybeText,
  subject: wireField.maybeText,
  start_time: wireField.maybeInstant,
  end_time: wireField.maybeInstant,
  updated_at: wireField.maybeInstant,
  direction: wireField.maybeNumber,
  logging_type: wireField.maybeNumber,
  manual_creator_id: wireField.maybeId,
  persons: z.nullish(z.array(personSchema)),
  attendees: wireField.texts,
  from: z.nullish(personSchema),
  to: z.nullish(z.array(personSchema)),
  cc: z.nullish(z.array(personSchema)),
  notes: wireField.ids,
});

/** Source: V1 docs, The Interaction Resource. */
export const interactionSchema = z.pipe(wireInteractionSchema, z.transform(toInteraction));

/** An interaction is identified by type and id together, because the same id exists in several types. */
export interface Interaction {
  readonly id: number;
  /** An `InteractionType`, or a number that this version does not know. */
  readonly type: number;
  readonly date: Date;
  readonly title?: string | undefined;
  readonly subject?: string | undefined;
  readonly startTime?: Date | undefined;
  readonly endTime?: Date | undefined;
  readonly updatedAt?: Date | undefined;
  /** A `Direction`. */
  readonly direction?: number | undefined;
  /** A `LoggingType`. It is documented, but no response so far had one. */
  readonly loggingType?: number | undefined;
  readonly manualCreatorId?: number | undefined;
  readonly persons: readonly Person[];
  /** Email addresses. */
  readonly attendees: readonly string[];
  readonly from?: Person | undefined;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  /** The text of a logged interaction is the content of its note. */
  readonly noteIds: readonly number[];
}

function toInteraction(wire: z.infer<typeof wireInteractionSchema>): Interaction {
  return {
    id: wire.id,
    type: wire.type,
    date: wire.date,
    title: wire.title ?? undefined,
    subject: wire.subject ?? undefined,
    startTime: wire.start_time ?? undefined,
    endTime: wire.end_time ?? undefined,
    updatedAt: wire.updated_at ?? undefined,
    direction: wire.direction ?? undefined,
    loggingType: wire.logging_type ?? undefined,
    manualCreatorId: wire.manual_creator_id ?? undefined,
    persons: wire.persons ?? [],
    attendees: wire.attendees ?? [],
    from: wire.from ?? undefined,
    to: wire.to ?? [],
    cc: wire.cc ?? [],
    noteIds: wire.notes ?? [],
  };
}
