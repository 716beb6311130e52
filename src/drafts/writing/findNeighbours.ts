import type { Clock, Interaction, InteractionService } from '../../affinity/index.ts';
import { toKnownPerson } from '../../directory/toKnownPerson.ts';
import type { LoggableTypeId } from '../../model/interactionTypes.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { withDeadline } from './withDeadline.ts';

const MAX_REQUESTS = 3;

const deadline = { ms: 5_000, message: 'no answer within a few seconds' };

const NEARNESS_MS = 15 * 60_000;

export interface NeighboursQuestion {
  readonly type: LoggableTypeId;
  readonly people: readonly KnownPerson[];
  readonly date: Date;
  /** One for each external person; by default at most three. */
  readonly mostRequests?: number | undefined;
}

/** An existing interaction that may be the one that is about to be logged. */
export interface FoundNeighbour {
  readonly interaction: Interaction;
  /** The timestamps are equal, and the web app may show only one of the two. */
  readonly sameTime: boolean;
}

export interface Neighbours {
  /** The nearest first. */
  readonly found: readonly FoundNeighbour[];
  /** An interaction with all of these people would be among `found`. */
  readonly isComplete: boolean;
  /** Why a request failed. */
  readonly failure?: unknown;
}

/**
 * Looks for interactions that may be duplicates: same type, within 15 minutes, and the external people of one are among
 * those of the other; or the same timestamp and any of the people. Asks by external person, with at most three requests of
 * a few seconds and no retries. It never rejects, because a failed check must not block a save.
 */
export async function findNeighbours(
  interactions: Pick<InteractionService, 'list'>,
  question: NeighboursQuestion,
  clock: Pick<Clock, 'sleep'>,
  signal?: AbortSignal,
): Promise<Neighbours> {
  const people = externalIds(question.people).slice(0, question.mostRequests ?? MAX_REQUESTS);
  const answers = await withDeadline(clock, deadline, async (late) => {
    const stop = signal === undefined ? late : AbortSignal.any([signal, late]);
    return Promise.allSettled(people.map((id) => listNear(interactions, question, id, stop)));
  });
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value.items : []));
  const isComplete = answers.some((answer) => answer.status === 'fulfilled' && answer.value.isComplete);
  const failure: unknown = answers.find((answer) => answer.status === 'rejected')?.reason;
  return {
    found: selectNeighbours(found, question),
    isComplete,
    ...(failure === undefined ? {} : { failure }),
  };
}

interface Listed {
  readonly items: readonly Interaction[];
  readonly isComplete: boolean;
}

async function listNear(
  interactions: Pick<InteractionService, 'list'>,
  { type, date }: NeighboursQuestion,
  personId: number,
  signal: AbortSignal,
): Promise<Listed> {
  const startTime = new Date(date.getTime() - NEARNESS_MS);
  // The service excludes the end of the range.
  const endTime = new Date(date.getTime() + NEARNESS_MS + 1000);
  const { items, rejected, nextPageToken } = await interactions.list(
    { type, personId, startTime, endTime },
    { signal, retry: false },
  );
  return { items, isComplete: rejected.length === 0 && nextPageToken === undefined };
}

/** Those among the interactions that may be duplicates, the nearest first. */
export function selectNeighbours(
  found: readonly Interaction[],
  { type, people, date }: NeighboursQuestion,
): readonly FoundNeighbour[] {
  const distance = (interaction: Interaction) => Math.abs(interaction.date.getTime() - date.getTime());
  const mine = externalIds(people);
  const unique = [...new Map(found.map((interaction) => [interaction.id, interaction])).values()];
  return unique
    .filter((interaction) => interaction.type === type && distance(interaction) <= NEARNESS_MS)
    .map((interaction) => ({ interaction, sameTime: distance(interaction) === 0 }))
    .filter(({ interaction, sameTime }) => sameTime || isSubset(mine, externalsOf(interaction)))
    .toSorted((one, other) => distance(one.interaction) - distance(other.interaction));
}

/** True when either list contains the other. */
function isSubset(some: readonly number[], others: readonly number[]): boolean {
  return some.every((id) => others.includes(id)) || others.every((id) => some.includes(id));
}

function externalsOf({ persons }: Interaction): readonly number[] {
  return externalIds(persons.map((person) => toKnownPerson(person)));
}

function externalIds(people: readonly KnownPerson[]): readonly number[] {
  return people.filter(({ standing }) => standing === 'external').map(({ id }) => id);
}
