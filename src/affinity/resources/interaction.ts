import * as z from 'zod/mini';
import { personSchema } from './person.ts';
import type { Person } from './person.ts';
import { wireField } from './wireField.ts';
import { wireObject } from './wireObject.ts';

const wireInteraction = wireObject({
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
export const interactionSchema = z.pipe(wireInteraction, z.transform(toInteraction));

/** Its identity is type and id together: the same id exists in several types. */
export interface Interaction {
  readonly id: number;
  /** See `InteractionType`; a number that is not there is kept. */
  readonly type: number;
  readonly date: Date;
  readonly title?: string | undefined;
  readonly subject?: string | undefined;
  readonly startTime?: Date | undefined;
  readonly endTime?: Date | undefined;
  readonly updatedAt?: Date | undefined;
  /** See `Direction`. */
  readonly direction?: number | undefined;
  /** See `LoggingType`. Documented, but in no answer seen so far. */
  readonly loggingType?: number | undefined;
  readonly manualCreatorId?: number | undefined;
  readonly persons: readonly Person[];
  /** E-mail addresses. */
  readonly attendees: readonly string[];
  readonly from?: Person | undefined;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  /** The text of a logged interaction is the content of its note. */
  readonly noteIds: readonly number[];
}

function toInteraction(wire: z.infer<typeof wireInteraction>): Interaction {
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
