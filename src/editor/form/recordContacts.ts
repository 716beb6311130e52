import type { Interaction, InteractionService } from '../../affinity/index.ts';
import { toKnownPerson } from '../../directory/toKnownPerson.ts';
import type { Timelines } from '../../history/timelines.ts';
import { interactionTypes, typeIds } from '../../model/interactionTypes.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { standingOf } from '../../model/namedPerson.ts';
import { participants } from '../../model/participants.ts';
import { recordQuery } from '../../model/recordRef.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import { CHUNK_MS } from '../../model/span.ts';

/**
 * The external people of a company or an opportunity, those met last first. They are taken from what is loaded, and else
 * from the meetings of the last year, with one request. Rejects when that fails.
 */
export async function recordContacts(
  record: RecordRef,
  timelines: Pick<Timelines, 'of'>,
  interactions: Pick<InteractionService, 'list'>,
  now: Date,
): Promise<readonly KnownPerson[]> {
  const loaded = typeIds.flatMap((type) => timelines.of(record, type).state.items);
  const known = contactsOf(loaded, now);
  if (known.length > 0) return known;
  const startTime = new Date(now.getTime() - CHUNK_MS);
  const type = interactionTypes.meeting.id;
  const { items } = await interactions.list({ type, ...recordQuery(record), startTime, endTime: now });
  return contactsOf(items, now);
}

function contactsOf(interactions: readonly Interaction[], now: Date): readonly KnownPerson[] {
  const past = interactions
    .filter(({ date }) => date <= now)
    .toSorted((one, other) => other.date.getTime() - one.date.getTime());
  const people = past.flatMap((one) => participants(one)).filter((one) => standingOf(one) === 'external');
  return [...new Map(people.map((person) => [person.id, person])).values()].map((one) => toKnownPerson(one));
}
