import { AffinityError } from '../../affinity/index.ts';
import type { Clock, Interaction, InteractionService } from '../../affinity/index.ts';
import { toKnownPerson } from '../../directory/toKnownPerson.ts';
import type { LoggableTypeId } from '../../model/interactionTypes.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';

const MOST_REQUESTS = 3;

const LONGEST_WAIT_MS = 5_000;

const tooLate = {
  kind: 'timeout',
  message: 'no answer within a few seconds',
  method: 'GET',
  path: '/interactions',
} as const;

const NEARNESS_MS = 15 * 60_000;

export interface NeighboursQuestion {
  readonly type: LoggableTypeId;
  readonly people: readonly KnownPerson[];
  readonly date: Date;
}

/** An interaction that may be the very one that is about to be logged. */
export interface FoundNeighbour {
  readonly interaction: Interaction;
  /** Exactly the same timestamp: the web app may show only one of the two. */
  readonly sameTime: boolean;
}

/**
 * Looks for what is logged already: same type, within 15 minutes, and the same people, that is all from outside of one
 * of the two are among those of the other; or the very same timestamp with any of them. Asks once for each person from
 * outside, with at most three requests, none of them repeated, at most a few seconds long. When that cannot be done it
 * finds nothing: a question that nobody can answer must not stand in the way of a save.
 */
export async function findNeighbours(
  interactions: Pick<InteractionService, 'list'>,
  question: NeighboursQuestion,
  clock: Pick<Clock, 'sleep'>,
  signal?: AbortSignal,
): Promise<Neighbours> {
  const late = new AbortController();
  const over = signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]);
  const waiting = clock.sleep(LONGEST_WAIT_MS, over).then(
    () => late.abort(new AffinityError(tooLate)),
    () => undefined,
  );
  const people = outside(question.people).slice(0, MOST_REQUESTS);
  const answers = await Promise.allSettled(people.map((id) => near(interactions, question, id, over)));
  late.abort();
  await waiting;
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value.items : []));
  const isWhole = answers.some((answer) => answer.status === 'fulfilled' && answer.value.isWhole);
  const failure: unknown = answers.find((answer) => answer.status === 'rejected')?.reason;
  return { found: chosen(found, question), isWhole, ...(failure === undefined ? {} : { failure }) };
}

export interface Neighbours {
  /** The nearest first. */
  readonly found: readonly FoundNeighbour[];
  /** Whether one that has all of these people would be among them. */
  readonly isWhole: boolean;
  /** Why somebody could not be asked about. */
  readonly failure?: unknown;
}

interface Near {
  readonly items: readonly Interaction[];
  readonly isWhole: boolean;
}

async function near(
  interactions: Pick<InteractionService, 'list'>,
  { type, date }: NeighboursQuestion,
  personId: number,
  signal: AbortSignal,
): Promise<Near> {
  const startTime = new Date(date.getTime() - NEARNESS_MS);
  // The end is taken as exclusive.
  const endTime = new Date(date.getTime() + NEARNESS_MS + 1000);
  const { items, rejected, nextPageToken } = await interactions.list(
    { type, personId, startTime, endTime },
    { signal, retry: false },
  );
  return { items, isWhole: rejected.length === 0 && nextPageToken === undefined };
}

function chosen(
  found: readonly Interaction[],
  { type, people, date }: NeighboursQuestion,
): readonly FoundNeighbour[] {
  const distance = (interaction: Interaction) => Math.abs(interaction.date.getTime() - date.getTime());
  const mine = outside(people);
  const unique = [...new Map(found.map((interaction) => [interaction.id, interaction])).values()];
  return unique
    .filter((interaction) => interaction.type === type && distance(interaction) <= NEARNESS_MS)
    .map((interaction) => ({ interaction, sameTime: distance(interaction) === 0 }))
    .filter(({ interaction, sameTime }) => sameTime || areTheSame(mine, theirs(interaction)))
    .toSorted((one, other) => distance(one.interaction) - distance(other.interaction));
}

function areTheSame(some: readonly number[], others: readonly number[]): boolean {
  return some.every((id) => others.includes(id)) || others.every((id) => some.includes(id));
}

function theirs({ persons }: Interaction): readonly number[] {
  return outside(persons.map((person) => toKnownPerson(person)));
}

function outside(people: readonly KnownPerson[]): readonly number[] {
  return people.filter(({ standing }) => standing === 'external').map(({ id }) => id);
}
