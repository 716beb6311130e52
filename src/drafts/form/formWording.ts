import type { Interaction } from '../../affinity/index.ts';
import type { WhenNote, WhenRead } from '../../dates/when.ts';
import type { FieldProblem } from '../checks/fieldProblem.ts';
import type { UnknownReason } from '../model/chips.ts';
import type { DraftSubject } from '../model/draft.ts';
import type { SaveProblem } from '../model/draftOutcome.ts';
import type { Provenance } from '../model/provenance.ts';
import type { KeepState } from '../store/draftFile.ts';
import type { FoundNeighbour } from '../writing/neighbours.ts';
import type { ConflictField, UpdateConflict } from '../writing/updatePlan.ts';

/**
 * All sentences of a form, made of data where the language of the user is known. Each takes a closed union, so that
 * something new does not compile until it has its words.
 */
export interface FormWording {
  /** Both clocks of a date; `zone` is the one in which the date was typed. */
  local(instant: Date, zone: string): string;
  utc(instant: Date): string;
  whenNote(note: WhenNote, reading: WhenRead): string;
  /** `kind`: of what it stands in the way. */
  problem(problem: FieldProblem, kind: DraftSubject['kind']): string;
  /** Above the list of problems. */
  summary(count: number): string;
  unknownPerson(reason: UnknownReason): string;
  provenance(provenance: Provenance): string;
  /** That the text had HTML, which is lost when it is changed. */
  formattingWillBeLost(): string;
  typeLocked(): string;
  textLocked(by: 'mentions' | 'unreadable'): string;
  neighbours(count: number): string;
  neighbour(
    neighbour: FoundNeighbour,
    zone: string,
  ): { readonly title: string; readonly when: string; readonly people: string };
  conflict(conflict: UpdateConflict): string;
  /** One changed field of a version; for a long text its beginning is enough. */
  conflictValue(field: ConflictField, version: UpdateConflict['mine'], zone: string): string;
  /** Instead of the user's version, where only the others changed something. */
  theirsStays(): string;
  /** That it may or may not have been saved. */
  unknownOutcome(problem: SaveProblem, subject: DraftSubject): string;
  saving(stage: SavingStage): string;
  draftKept(
    state: Exclude<KeepState, 'new'>,
    keptAt: Date | undefined,
    inMemory: boolean,
    zone: string,
  ): string;
  nobodyFound(term: string): string;
  moreFound(): string;
  searchFailed(problem: SaveProblem | 'signed-out'): string;
  /** `proven`: the answer was lost, and somebody has looked. */
  saved(interaction: Interaction, subject: DraftSubject, proven?: boolean): string;
}

/** Finding out who is meant, looking for what was logged already, reading again, and at last sending. */
export type SavingStage = 'people' | 'neighbours' | 'reading' | 'sending' | 'checking';
