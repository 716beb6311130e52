import type { Clock, Interaction, InteractionService } from '../../affinity/index.ts';
import { checkEntry } from '../checks/checkEntry.ts';
import { knownPeople } from '../checks/entry.ts';
import type { Entry } from '../checks/entry.ts';
import type { FieldProblem } from '../checks/fieldProblem.ts';
import type { SavingStage } from '../form/formWording.ts';
import type { Draft, UpdateBase, UpdateSubject } from '../model/draft.ts';
import type { SaveProblem, Sent, SentFields } from '../model/draftOutcome.ts';
import type { InteractionReader } from '../model/interactionReading.ts';
import { claimProblem } from '../store/claim.ts';
import type { Claim } from '../store/claim.ts';
import { createInteraction } from './createInteraction.ts';
import { lookForRestored } from './lookForRestored.ts';
import { findNeighbours } from './neighbours.ts';
import type { FoundNeighbour } from './neighbours.ts';
import { newInteraction } from './newInteraction.ts';
import type { SaveOutcome } from './saveOutcome.ts';
import { saveProblem } from './saveProblem.ts';
import { prepareUpdate, updateInteraction } from './updateInteraction.ts';
import type { UpdateConflict } from './updatePlan.ts';

const MOST_SHOWN = 10;

export type SaveQuestion = 'neighbours' | 'conflict' | 'unknownOutcome';

/** Requests that saving needs, of the account of the draft and of no other. */
export interface SavingClient extends InteractionReader {
  readonly interactions: Pick<InteractionService, 'list' | 'get' | 'create' | 'update'>;
}

export interface SaveJob {
  readonly draft: Draft;
  readonly entry: Entry;
  readonly client: SavingClient;
  readonly clock: Clock;
  /** Questions that the user has answered with going on. */
  readonly despite: ReadonlySet<SaveQuestion>;
  /** A create is not sent before it could be looked whether it is there already. */
  readonly mayBeThere: boolean;
  /** With `conflict`: the state of others that the user has seen. */
  readonly accepted?: UpdateBase | undefined;
  readonly onStage: (stage: SavingStage) => void;
  /** Keeps the draft as being sent before anything goes out: a crash then leaves an open outcome, not a double. */
  readonly claim: (draft: Draft) => Promise<Claim>;
}

export type SaveResult =
  /** `proven`: the answer did not say so, and somebody has looked. */
  | { readonly kind: 'saved'; readonly interaction: Interaction; readonly proven?: boolean }
  | { readonly kind: 'problems'; readonly problems: readonly FieldProblem[] }
  | { readonly kind: 'neighbours'; readonly neighbours: readonly FoundNeighbour[] }
  | { readonly kind: 'conflict'; readonly conflict: UpdateConflict }
  /** The last save may have taken effect, and the user has not yet said to send it again. */
  | { readonly kind: 'open-outcome' }
  | { readonly kind: 'refused'; readonly problem: SaveProblem }
  | { readonly kind: 'unknown'; readonly problem: SaveProblem; readonly sent: Sent };

/** The whole way of a draft to the service: checks, questions, and at most one write. Never rejects. */
export async function saveDraft(job: SaveJob): Promise<SaveResult> {
  const { draft, entry, despite } = job;
  const problems = checkEntry(entry);
  if (problems.length > 0) return { kind: 'problems', problems };
  if (draft.outcome.state === 'unknown' && !despite.has('unknownOutcome')) return { kind: 'open-outcome' };
  const { subject } = draft;
  return subject.kind === 'create' ? create(job) : update(job, subject);
}

async function create(job: SaveJob): Promise<SaveResult> {
  const { entry, client, clock, despite } = job;
  const data = newInteraction(entry);
  if (data === undefined) return { kind: 'problems', problems: checkEntry(entry) };
  job.onStage('neighbours');
  const restored = despite.has('neighbours') ? undefined : await lookForRestored(client.interactions, job);
  if (restored !== undefined) return restored;
  const question = { type: data.type, people: knownPeople(entry.people), date: data.date };
  const { found, isWhole, failure } = await findNeighbours(client.interactions, question, clock);
  if (found.length > 0 && !despite.has('neighbours')) {
    return { kind: 'neighbours', neighbours: found.slice(0, MOST_SHOWN) };
  }
  if (job.mayBeThere && !isWhole && !despite.has('neighbours')) {
    const problem = failure === undefined ? undefined : saveProblem(failure, clock.now());
    return { kind: 'problems', problems: [{ at: 'form', code: 'cannot-look', problem }] };
  }
  const { personIds, content, date, direction } = data;
  const fields = { type: data.type, personIds, text: content, date: date.toISOString() };
  const sent = {
    ...fields,
    ...(direction === undefined ? {} : { direction }),
    ...(isWhole ? { alike: found.map(({ interaction }) => interaction.id) } : {}),
  };
  return send(job, sent, () => createInteraction(client.interactions, data));
}

async function update(job: SaveJob, subject: UpdateSubject): Promise<SaveResult> {
  const { entry, client, despite, accepted } = job;
  job.onStage('reading');
  const updating = { ...entry, base: subject.base };
  const prepared = await prepareUpdate(
    client,
    subject,
    updating,
    despite.has('conflict') ? accepted : undefined,
  );
  switch (prepared.kind) {
    case 'done':
      return { kind: 'saved', interaction: prepared.interaction };
    case 'locked':
      return { kind: 'problems', problems: [prepared.problem] };
    case 'conflict':
    case 'refused':
      return prepared;
    case 'send':
      break;
  }
  const { changes, theirs } = prepared;
  const fields: SentFields = {
    ...(changes.personIds ? { personIds: changes.personIds } : {}),
    ...(changes.date ? { date: new Date(changes.date).toISOString() } : {}),
    ...(typeof changes.direction === 'number' ? { direction: changes.direction } : {}),
    ...(changes.content ? { text: changes.content } : {}),
  };
  const sent = { type: subject.type, ...fields, was: fieldsBefore(theirs, fields) };
  return send(job, sent, () => updateInteraction(client.interactions, subject, changes));
}

function fieldsBefore({ people, date, direction, text }: UpdateBase, sent: SentFields): SentFields {
  return {
    ...(sent.personIds ? { personIds: people.map(({ id }) => id) } : {}),
    ...(sent.date ? { date } : {}),
    ...(sent.direction !== undefined && direction !== undefined ? { direction } : {}),
    ...(sent.text !== undefined && text !== undefined ? { text } : {}),
  };
}

async function send(
  job: SaveJob,
  fields: Omit<Sent, 'at'>,
  write: () => Promise<SaveOutcome>,
): Promise<SaveResult> {
  const sent: Sent = { at: new Date(job.clock.now()).toISOString(), revision: job.draft.revision, ...fields };
  job.onStage('sending');
  const claim = await job.claim({ ...job.draft, outcome: { state: 'sending', sent } });
  if (claim !== 'claimed') return { kind: 'problems', problems: [claimProblem(claim)] };
  const outcome = await write();
  switch (outcome.kind) {
    case 'saved':
      return { kind: 'saved', interaction: outcome.saved };
    case 'refused':
      return { kind: 'refused', problem: outcome.problem };
    case 'unknown':
      return { kind: 'unknown', problem: outcome.problem, sent };
  }
}
