import type { Clock } from '../../affinity/index.ts';
import type { FieldProblem } from '../checks/fieldProblem.ts';
import type { Chip } from '../model/chip.ts';
import type { Draft } from '../model/draft.ts';
import { keepWasSent } from '../model/draftOutcome.ts';
import type { SaveProblem } from '../model/draftOutcome.ts';
import type { OpenDraft } from '../store/openDraft.ts';
import type { Attached } from './attachNote.ts';
import { DraftWork } from './draftWork.ts';
import type { DraftWorkDeps } from './draftWork.ts';
import type { NoteSaved, Saved, SaveResult } from './saveDraft.ts';

/**
 * Sends a draft without a form. Its outcome is stored with it; a question is a result, which only a form can ask. When the
 * last save may have taken effect, it is looked up first. Never rejects.
 */
export async function sendDraft(deps: DraftWorkDeps): Promise<SaveResult> {
  const { answered, clock } = deps;
  const work = new DraftWork(deps);
  const { draft, people } = work;
  try {
    if (draft.current.outcome.state === 'unknown' && answered?.includes('unknownOutcome') !== true) {
      const result = await work.attempts.confirm();
      const wasLost = result.kind === 'problems' && result.problems.some(({ code }) => code === 'not-saved');
      if (!wasLost) return result;
    }
    const result = await work.attempts.save(async () => {
      work.date.read(draft.current.date);
      // A name that was typed and not added is treated as if Enter had been pressed.
      people.addTyped(draft.current.peopleText ?? '');
      const entry = await work.settledEntry();
      draft.amend((current) => ({ ...current, people: people.people, peopleText: '' }));
      return entry;
    });
    const problem = result.kind === 'problems' ? connectionProblem(result.problems, people.chips) : undefined;
    if (problem === undefined) return result;
    const refused = refuse(draft, problem, clock);
    // An earlier attempt may have taken effect, so the answer must not be that it wasn't saved.
    return mayBeThere(result) ? result : refused;
  } finally {
    work.dispose();
  }
}

function mayBeThere(result: SaveResult): boolean {
  return result.kind === 'problems' && result.problems.some(({ code }) => code === 'cannot-look');
}

/** Only a form can ask the question. A refused or unknown save is shown in the draft's row. */
export function needsAnswer(result: SaveResult): boolean {
  return !isDone(result) && result.kind !== 'refused' && result.kind !== 'unknown';
}

/** The draft was saved. What is left of it may be another step. */
export function isDone(result: SaveResult): result is Done {
  return result.kind === 'saved' || result.kind === 'noted' || result.kind === 'attached';
}

export type Done = Attached | NoteSaved | Saved;

/** The draft was sent and did not get through. An outcome that was unknown before says nothing about other drafts. */
export function failsForAll(result: SaveResult | undefined, { outcome }: Pick<Draft, 'outcome'>): boolean {
  switch (result?.kind) {
    case 'refused':
      return stopsAll(result.problem);
    case 'unknown':
      return outcome.state !== 'unknown' && stopsAll(result.problem);
    case 'problems':
      return result.problems.some(
        (one) =>
          one.code === 'not-saved' ||
          (one.code === 'cannot-look' && one.problem !== undefined && stopsAll(one.problem)),
      );
    case 'saved':
      return failsForAll(result.attach, { outcome: { state: 'open' } });
    case 'noted':
    case 'attached':
    case 'rerouted':
    case 'neighbours':
    case 'conflict':
    case 'open-outcome':
    case undefined:
      return false;
  }
}

/** Tells whether the next draft would fail for the same reason. */
function stopsAll({ kind }: Pick<SaveProblem, 'kind'>): boolean {
  return kind === 'network' || kind === 'timeout' || kind === 'unauthorized' || kind === 'rate-limited';
}

/** The user cannot solve the problem in a form, so it becomes the state of the draft. An unknown outcome stays. */
function refuse(draft: OpenDraft, problem: SaveProblem, clock: Pick<Clock, 'now'>): SaveResult {
  const { outcome } = draft.current;
  const at = new Date(clock.now()).toISOString();
  if (outcome.state !== 'unknown') draft.record({ state: 'refused', problem, at, ...keepWasSent(outcome) });
  return { kind: 'refused', problem };
}

/** The failure behind all problems, if they only mean that the service could not be asked. */
function connectionProblem(
  problems: readonly FieldProblem[],
  chips: readonly Chip[],
): SaveProblem | undefined {
  const failures = problems.map((problem) => {
    if (problem.code === 'cannot-look') return problem.problem;
    const isLookup = ['unresolved', 'not-found', 'not-looked-up'].includes(problem.code);
    return isLookup ? lookupFailure(chips) : undefined;
  });
  const [first] = failures;
  return failures.every((failure) => failure !== undefined && stopsAll(failure)) ? first : undefined;
}

/** Undefined when at least one of the names is known not to exist. */
function lookupFailure(chips: readonly Chip[]): SaveProblem | undefined {
  const failures = chips.flatMap((chip): readonly (SaveProblem | undefined)[] => {
    if (chip.state === 'resolving') return [{ kind: 'timeout', said: [] }];
    // A proposal that does not exist is left out.
    if (chip.state !== 'unknown' || (chip.proposed && chip.reason.code === 'not-found')) return [];
    return [chip.reason.code === 'failed' ? chip.reason.problem : undefined];
  });
  return failures.includes(undefined) ? undefined : failures[0];
}
