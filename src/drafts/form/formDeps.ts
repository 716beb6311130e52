import type { Clock, Interaction, PersonService } from '../../affinity/index.ts';
import type { WhenNote, WhenRead } from '../../dates/whenReading.ts';
import type { SearchableRecords } from '../../directory/recordSearch.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import type { NoteRecord } from '../../protocol/formView.ts';
import type { FormWords } from '../../protocol/formWords.ts';
import type { MessageToPage } from '../../protocol/messageToPage.ts';
import type { FieldProblem } from '../checks/fieldProblem.ts';
import type { InteractionField } from '../checks/interactionFields.ts';
import type { UnknownReason } from '../model/chip.ts';
import type { AttachSubject, Draft, DraftSubject, NoteSubject, RecordsWay } from '../model/draft.ts';
import type { SaveProblem } from '../model/draftOutcome.ts';
import type { EditableRef } from '../model/interactionReading.ts';
import type { Provenance } from '../model/provenance.ts';
import type { KeepState } from '../store/draftFile.ts';
import type { Attached } from '../writing/attachNote.ts';
import type { DraftWork } from '../writing/draftWork.ts';
import type { FoundNeighbour } from '../writing/findNeighbours.ts';
import type { LookupFailure } from '../writing/lookup.ts';
import type { MatchingDeps } from '../writing/matchingMeetings.ts';
import type { NoteSaved, Saved, SaveResult, SavingStage } from '../writing/saveDraft.ts';
import type { UpdateConflict } from '../writing/updatePlan.ts';

/** Everything that a form is made of. */
export interface FormDeps {
  readonly work: DraftWork;
  readonly attribution: FormAttribution;
  /** Tells whether drafts are kept in memory only. */
  readonly inMemory: () => boolean;
  /** The people search. Undefined while the account of the draft is not signed in. */
  readonly persons: () => Pick<PersonService, 'search'> | undefined;
  /**
   * Reads the people of the record that the form is about, those met last first. Undefined when it is about none, or about a
   * person.
   */
  readonly contacts?: (() => Promise<readonly KnownPerson[]>) | undefined;
  /** The search for companies and opportunities. Undefined while the account of the draft is not signed in. */
  readonly records: () => Pick<SearchableRecords, 'companies' | 'opportunities'> | undefined;
  /** The companies and opportunities that a new interaction is probably about, as far as they are known without a request. */
  readonly suggestedRecords?: ((draft: Draft) => readonly NoteRecord[]) | undefined;
  /** Finds out how the note of a new interaction will be put on records. Never rejects. */
  readonly recordsWay?: (() => Promise<RecordsWay>) | undefined;
  /** Reads the companies and opportunities that the note is probably about. */
  readonly relatedRecords?: (() => Promise<readonly NoteRecord[]>) | undefined;
  /** The interactions that are loaded already. Undefined where none are looked for. */
  readonly loaded?: MatchingDeps['loaded'] | undefined;
  readonly clock: Pick<Clock, 'sleep'>;
  /** The time zone until the page has named its own. */
  readonly zone: string;
  readonly wording: FormWording;
  readonly words: FormWords;
  readonly host: FormHost;
}

/** The user and the tenant that a new interaction is attributed to. */
export interface FormAttribution {
  readonly user: KnownPerson;
  readonly tenant: string;
  /** The account is that of the sample workspace. */
  readonly sample: boolean;
}

/** The services of the editor that a form uses. */
export interface FormHost {
  /** Sends a message to the page. A message to a closed page is dropped. */
  send(message: MessageToPage): void;
  /**
   * Closes the form and updates tree and documents. The draft is gone already, unless its note is not on its records. When the service did not take all fields, it
   * says so and opens a form with the values of the service.
   */
  saved(result: Attached | NoteSaved | Saved, draft: Draft): void;
  close(): void;
  /** Reports the result of a save whose form was closed meanwhile. A question in it was not asked. */
  leftUnanswered(result: SaveResult): void;
  confirmDiscard(): Promise<boolean>;
  /** Says that a draft cannot be discarded while it is being sent. */
  cannotDiscard(): void;
  /** Asks before a form is closed whose draft could not be stored. */
  confirmLoss(): Promise<boolean>;
  editNeighbour(neighbour: EditableRef): void;
  /** Opens a note on it with the text of the draft, and ends this form once that is stored. */
  noteNeighbour(neighbour: Interaction): void;
  /** `zone` is that of the page, so that both show the same times. */
  showDifference(conflict: UpdateConflict, zone: string): void;
  /** The problem must not contain anything that was typed. */
  log(problem: string): void;
}

/** Proposed people by how far the lookup has come. `several`: the user has to choose one. `failed`: the search failed. */
export type ProposalCounts = Readonly<Record<'known' | 'several' | 'missing' | 'failed' | 'pending', number>>;

/** All sentences of a form. Each takes a closed union, so that a new case does not compile without words. */
export interface FormWording {
  /** The date on the clock of `zone`, in which it was typed. */
  local(instant: Date, zone: string): string;
  utc(instant: Date): string;
  whenNote(note: WhenNote, reading: WhenRead): string;
  problem(problem: FieldProblem, kind: DraftSubject['kind']): string;
  /** The line above the list of problems. */
  summary(problems: readonly FieldProblem[]): string;
  unknownPerson(reason: UnknownReason): string;
  /** At least one of the counts is positive. */
  proposals(counts: ProposalCounts): string;
  provenance(provenance: Provenance): string;
  formattingWillBeLost(): string;
  typeLocked(): string;
  /** `logged`: the note is in Affinity already. */
  textLocked(by: 'mentions' | 'unreadable' | 'logged'): string;
  /** Says that a separate note will be on the records of *Also on*. */
  separateNote(): string;
  /** `isOffer`: they were found before a save, so nothing is asked yet. */
  neighbours(count: number, isOffer: boolean): string;
  neighbour(
    neighbour: FoundNeighbour,
    zone: string,
  ): { readonly title: string; readonly when: string; readonly people: string };
  conflict(conflict: UpdateConflict): string;
  /** One field of a version. A long text may be cut. */
  conflictValue(field: InteractionField, version: UpdateConflict['mine'], zone: string): string;
  /** Replaces the user's version where only others changed the field. */
  theirsStays(): string;
  /** `lookup`: why a lookup did not settle it. It replaces `problem` as the reason. */
  unknownOutcome(problem: SaveProblem, subject: DraftSubject, lookup?: LookupFailure): string;
  saving(stage: SavingStage): string;
  draftKept(
    state: Exclude<KeepState, 'new'>,
    keptAt: Date | undefined,
    inMemory: boolean,
    zone: string,
  ): string;
  nobodyFound(term: string): string;
  noRecordFound(term: string): string;
  moreFound(): string;
  searchFailed(problem: SaveProblem | 'signed-out'): string;
  saved(result: Attached | NoteSaved | Saved, subject: DraftSubject): string;
  /** The interaction that gets a note, with its time and people. */
  noteTarget(subject: AttachSubject | NoteSubject, zone: string): string;
  /** How a note is saved that can't be tied to its interaction. Undefined where it can. */
  noteWay(subject: AttachSubject | NoteSubject, hasRecords: boolean): string | undefined;
}
