import type { FieldProblem } from '../checks/fieldProblem.ts';
import type { Chip } from '../model/chips.ts';
import type { SaveProblem } from '../model/draftOutcome.ts';

/** Whether the next draft would come upon the same: nobody can be reached, or nobody is let in. */
export function meetsAll({ kind }: Pick<SaveProblem, 'kind'>): boolean {
  return kind === 'network' || kind === 'timeout' || kind === 'unauthorized' || kind === 'rate-limited';
}

/** What kept an entry from being sent, if it was nothing but that the service could not be asked about it. */
export function unreached(
  problems: readonly FieldProblem[],
  chips: readonly Chip[],
): SaveProblem | undefined {
  const failures = problems.map((problem) => {
    if (problem.code === 'cannot-look') return problem.problem;
    return problem.code === 'unresolved' || problem.code === 'not-found' ? lookUpFailure(chips) : undefined;
  });
  const [first] = failures;
  return failures.every((failure) => failure !== undefined && meetsAll(failure)) ? first : undefined;
}

/** Undefined when a single one of those who were typed is really not there. */
function lookUpFailure(chips: readonly Chip[]): SaveProblem | undefined {
  const failures = chips.flatMap((chip): readonly (SaveProblem | undefined)[] => {
    if (chip.state === 'resolving') return [{ kind: 'timeout', said: [] }];
    if (chip.state !== 'unknown') return [];
    return [chip.reason.code === 'failed' ? chip.reason.problem : undefined];
  });
  return failures.includes(undefined) ? undefined : failures[0];
}
