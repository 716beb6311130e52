import { AffinityError } from '../affinity/index.ts';
import type { AffinityClient, Interaction, Note, V2Person } from '../affinity/index.ts';
import type { TimedEdit } from '../history/historyEdits.ts';
import { PAGES_PER_CLICK } from '../history/interactionTimeline.ts';
import type { InteractionTimeline } from '../history/interactionTimeline.ts';
import { readingOrder } from '../history/readingOrder.ts';
import type { WholeHistory } from '../history/recordHistory.ts';
import { shownState } from '../history/shownState.ts';
import type { Timelines } from '../history/timelines.ts';
import { isOutdated } from '../history/timelineState.ts';
import { withoutDeleted } from '../history/withoutDeleted.ts';
import { interactionKey } from '../model/interactionRef.ts';
import { typeIds } from '../model/interactionTypes.ts';
import { everyoneIn } from '../model/participants.ts';
import { recordQuery } from '../model/recordRef.ts';
import type { RecordRef } from '../model/recordRef.ts';
import { relationship } from '../relationship/relationship.ts';
import type { Brief, BriefBasis, BriefInteraction, BriefStrength, BriefText } from './brief.ts';

/** A brief never makes more requests than these. */
export const MAX_BRIEF_REQUESTS = 12;

/** Interactions whose texts are in the brief. */
const LATEST = 10;

/** Colleagues who are named. */
const MOST_STRENGTHS = 5;

export interface BriefDeps {
  readonly client: {
    readonly notes: Pick<AffinityClient['notes'], 'get' | 'list'>;
    readonly persons: Pick<AffinityClient['persons'], 'strengths'>;
    readonly v2: { readonly companies: Pick<AffinityClient['v2']['companies'], 'relationships'> };
  };
  readonly timelines: Pick<Timelines, 'of' | 'prepare'>;
  /** What is kept of the record's history; no request. */
  readonly kept: (record: RecordRef) => Promise<WholeHistory | undefined>;
  /** Edits and deletions made here since a moment. */
  readonly edits: (since: number) => readonly TimedEdit[];
  /** Requests that were answered since the brief was begun. */
  readonly requests: () => number;
  readonly now: () => Date;
  readonly zone: string;
}

/**
 * Reads what a brief needs: the newest page of each type that isn't loaded, how well colleagues know the record, and the
 * texts of the last interactions. What doesn't fit into the limit of requests is left out, and the brief says so. Rejects
 * on abort only.
 */
export async function readBrief(deps: BriefDeps, record: RecordRef, signal: AbortSignal): Promise<Brief> {
  const strengths = await readStrengths(deps, record, signal);
  await loadNewest(deps, record, signal);
  const kept = await deps.kept(record);
  const known = knownInteractions(deps, record, kept);
  const preparedAt = deps.now();
  const latest = known
    .filter(({ date }) => date <= preparedAt)
    .toSorted((one, other) => other.date.getTime() - one.date.getTime() || other.id - one.id)
    .slice(0, LATEST);
  return {
    record,
    preparedAt,
    relationship: relationship(known, { now: preparedAt, zone: deps.zone }),
    strengths: strengths && named(strengths, known),
    latest: await withTexts(deps, { record, latest, kept }, signal),
    basis: typeIds.map((type) => basisOf(deps.timelines.of(record, type), known, kept)),
  };
}

/** One after the other, so that what is left of the limit is known each time. A failure is part of the state. */
async function loadNewest(
  { timelines, requests, now }: BriefDeps,
  record: RecordRef,
  signal: AbortSignal,
): Promise<void> {
  await timelines.prepare(record);
  for (const type of readingOrder) {
    signal.throwIfAborted();
    const timeline = timelines.of(record, type);
    // One request is left for the texts.
    if (requests() + PAGES_PER_CLICK >= MAX_BRIEF_REQUESTS) continue;
    if (timeline.state.status === 'not-loaded') await timeline.load();
    else if (isOutdated(timeline.state, now().getTime())) await timeline.refresh();
  }
  signal.throwIfAborted();
}

/** How far the rows of a type reach together with what is kept. What is kept counts as older than the rows. */
function basisOf(
  { type, state }: Pick<InteractionTimeline, 'type' | 'state'>,
  known: readonly Interaction[],
  kept: WholeHistory | undefined,
): BriefBasis {
  const coverage = kept?.coverage.get(type);
  if (coverage === undefined) return { type, state };
  const items = known.filter((one) => one.type === type);
  const shown = shownState(state, { type, items, coverage });
  if (state.readAt === undefined || state.restored) return { type, state: shown };
  const { readAt: oldestReadAt } = coverage;
  return {
    type,
    state: { ...shown, restored: false, readAt: state.readAt, ...(oldestReadAt && { oldestReadAt }) },
  };
}

/** Those of the rows, which are newer, and those that are kept, unless the rows tell that they were deleted. */
function knownInteractions(
  { timelines, edits }: BriefDeps,
  record: RecordRef,
  kept: WholeHistory | undefined,
): readonly Interaction[] {
  const still = kept && withoutDeleted(kept, (type) => timelines.of(record, type).state, edits);
  const once = new Map((still ?? []).map((one): [string, Interaction] => [interactionKey(one), one]));
  for (const type of typeIds)
    for (const one of timelines.of(record, type).state.items) once.set(interactionKey(one), one);
  return [...once.values()];
}

interface Texts {
  readonly record: RecordRef;
  readonly latest: readonly Interaction[];
  readonly kept: WholeHistory | undefined;
}

/** What is kept, then the record's list of notes, then single notes as long as there are requests left. */
async function withTexts(
  { client, requests }: BriefDeps,
  { record, latest, kept }: Texts,
  signal: AbortSignal,
): Promise<readonly BriefInteraction[]> {
  const texts = new Map((kept?.interactions ?? []).map((one) => [interactionKey(one), one.text] as const));
  const missing = latest.filter((one) => texts.get(interactionKey(one)) === undefined);
  const wanted = [...new Set(missing.flatMap(({ noteIds }) => noteIds))];
  const notes = new Map<number, Note>();
  if (wanted.length > 1 && requests() < MAX_BRIEF_REQUESTS) {
    const query = { ...recordQuery(record), pageSize: 500 };
    const page = await orUndefined(client.notes.list(query, { signal }), signal);
    for (const note of page?.items ?? []) notes.set(note.id, note);
  }
  for (const id of wanted) {
    if (notes.has(id) || requests() >= MAX_BRIEF_REQUESTS) continue;
    const note = await orUndefined(client.notes.get(id, { signal }), signal);
    if (note !== undefined) notes.set(id, note);
  }
  return latest.map((interaction) => ({
    interaction,
    text: textOf(interaction, texts.get(interactionKey(interaction)), notes),
  }));
}

function textOf(
  { noteIds }: Interaction,
  text: string | undefined,
  notes: ReadonlyMap<number, Note>,
): BriefText {
  if (text !== undefined) return { kind: 'text', text };
  const read = noteIds.map((id) => notes.get(id)).filter((note) => note !== undefined);
  return read.length < noteIds.length && read.length === 0
    ? { kind: 'unread' }
    : { kind: 'notes', notes: read };
}

type Scores = readonly { readonly person: BriefStrength['person']; readonly score: number }[];

/** Undefined for opportunities, and where the account may not see it. */
async function readStrengths(
  { client }: BriefDeps,
  { kind, id }: RecordRef,
  signal: AbortSignal,
): Promise<Scores | undefined> {
  if (kind === 'opportunity') return undefined;
  if (kind === 'person') {
    const list = await orUndefined(client.persons.strengths(id, { signal }), signal);
    return list?.items.map(({ internalId, strength }) => ({
      person: { id: internalId, emails: [] },
      score: strength,
    }));
  }
  const page = await orUndefined(client.v2.companies.relationships(id, { pageSize: 100, signal }), signal);
  return page?.items.flatMap(({ person1, person2, interactionScore }) => {
    const person = [person1, person2].find((one) => one?.type === 'internal');
    return person === undefined || interactionScore === undefined
      ? []
      : [{ person: personOf(person), score: interactionScore }];
  });
}

/** Each colleague once with the highest score, and with the name that the interactions tell. */
function named(scores: Scores, known: readonly Interaction[]): readonly BriefStrength[] {
  const best = new Map<number, BriefStrength>();
  for (const one of scores)
    if (one.score > (best.get(one.person.id)?.score ?? 0)) best.set(one.person.id, one);
  const people = known.flatMap((one) => everyoneIn(one));
  const names = new Map(people.map((person) => [person.id, person] as const));
  return [...best.values()]
    .toSorted((one, other) => other.score - one.score)
    .slice(0, MOST_STRENGTHS)
    .map(({ person, score }) => ({ person: names.get(person.id) ?? person, score }));
}

function personOf({ id, firstName, lastName, primaryEmailAddress }: V2Person): BriefStrength['person'] {
  return {
    id,
    firstName: firstName ?? undefined,
    lastName: lastName ?? undefined,
    primaryEmail: primaryEmailAddress ?? undefined,
    emails: [],
  };
}

/** What can't be read is left out of the brief. */
async function orUndefined<Result>(
  reading: Promise<Result>,
  signal: AbortSignal,
): Promise<Result | undefined> {
  try {
    return await reading;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AffinityError) return undefined;
    throw error;
  }
}
