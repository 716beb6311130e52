import type { Clock, Interaction, InteractionService } from '../../affinity/index.ts';
import { interactionTypes } from '../../model/interactionTypes.ts';
import type { LoggableTypeId } from '../../model/interactionTypes.ts';
import { findNeighbours, selectNeighbours } from './findNeighbours.ts';
import type { FoundNeighbour, NeighboursQuestion } from './findNeighbours.ts';

const MAX_REQUESTS = 2;

const { meeting, call } = interactionTypes;

export interface MatchingDeps {
  readonly interactions: Pick<InteractionService, 'list'>;
  /** Interactions that are loaded already. A match among them needs no request. */
  readonly loaded: () => Iterable<Interaction>;
  readonly clock: Pick<Clock, 'sleep'>;
}

/**
 * Meetings that are in Affinity already, mostly from a calendar, and may be the one that a file tells about: within 15
 * minutes, and with the same external people as far as they are known. A call may be in a calendar as a meeting. Looks
 * into what is loaded, and else asks with at most two requests. It never rejects.
 */
export async function matchingMeetings(
  { interactions, loaded, clock }: MatchingDeps,
  question: NeighboursQuestion,
  signal: AbortSignal,
): Promise<readonly FoundNeighbour[]> {
  const types = typesOf(question.type);
  if (types.length === 0 || !question.people.some(({ standing }) => standing === 'external')) return [];
  const all = [...loaded()];
  const known = types.flatMap((type) => selectNeighbours(all, { ...question, type }));
  if (known.length > 0) return nearestFirst(known, question);
  const mostRequests = Math.floor(MAX_REQUESTS / types.length);
  const answers = await Promise.all(
    types.map((type) => findNeighbours(interactions, { ...question, type, mostRequests }, clock, signal)),
  );
  return nearestFirst(
    answers.flatMap(({ found }) => found),
    question,
  );
}

function typesOf(type: LoggableTypeId): readonly LoggableTypeId[] {
  if (type === meeting.id) return [meeting.id];
  return type === call.id ? [meeting.id, call.id] : [];
}

function nearestFirst(
  found: readonly FoundNeighbour[],
  { date }: NeighboursQuestion,
): readonly FoundNeighbour[] {
  const distance = ({ interaction }: FoundNeighbour) => Math.abs(interaction.date.getTime() - date.getTime());
  return found.toSorted((one, other) => distance(one) - distance(other));
}
