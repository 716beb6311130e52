import type { WhenProblem } from '../../dates/whenReading.ts';
import type { FormPlace } from '../../protocol/formValues.ts';
import type { SaveProblem } from '../model/draftOutcome.ts';

/** Why an entry was not sent, and the field that it concerns. The words for it are one exhaustive switch. */
export type FieldProblem =
  | { readonly at: 'type'; readonly code: 'email-cannot-be-logged' }
  | ({ readonly at: 'date' } & DateProblem)
  /** A date that was typed without a year. A second attempt sends it. */
  | { readonly at: 'date'; readonly code: 'long-ago'; readonly days: number }
  | { readonly at: 'people'; readonly code: 'nobody' | 'no-internal' | 'no-external' }
  /**
   * `unresolved`: the lookup still ran when the save gave up waiting for it. `proposed-found`: a proposal was found by the
   * save itself, so the user has not seen who would be logged.
   */
  | {
      readonly at: 'people';
      readonly code: 'unresolved' | 'ambiguous' | 'not-found' | 'proposed-found';
      readonly typed: readonly string[];
    }
  /** The service could not be asked about them. */
  | {
      readonly at: 'people';
      readonly code: 'not-looked-up';
      readonly typed: readonly string[];
      readonly reason: SaveProblem | 'signed-out';
    }
  | { readonly at: 'people'; readonly code: 'too-many-people'; readonly count: number; readonly most: number }
  /** More people were pasted than the form can hold. The first ones were taken. */
  | { readonly at: 'people'; readonly code: 'people-left-out'; readonly count: number }
  | { readonly at: 'direction'; readonly code: 'direction-missing' | 'direction-not-allowed' }
  | { readonly at: 'text'; readonly code: 'text-missing' }
  | { readonly at: 'text'; readonly code: 'text-too-long'; readonly length: number; readonly most: number }
  | { readonly at: 'text'; readonly code: 'text-locked'; readonly by: 'mentions' | 'unreadable' }
  /** The only step that is left puts the note on records, and there are none. */
  | { readonly at: 'alsoOn'; readonly code: 'no-records' }
  | { readonly at: 'form'; readonly code: FormProblemCode }
  /** The interaction may exist already, and the service could not be asked. */
  | { readonly at: 'form'; readonly code: 'cannot-look'; readonly problem?: SaveProblem | undefined }
  /** The service refused the entry, or the request failed. */
  | { readonly at: FormPlace; readonly code: 'refused'; readonly problem: SaveProblem };

export type FormProblemCode =
  | 'nothing-changed'
  /** The account of the draft is not signed in. */
  | 'signed-out'
  /** Another window has sent or discarded the draft. A second attempt sends what this form holds. */
  | 'gone-elsewhere'
  /** Another window has changed the draft. Both versions are kept, and a second attempt sends this one. */
  | 'changed-elsewhere'
  /** Another window is sending the draft. */
  | 'busy-elsewhere'
  /** The storage rejected the mark `sending`, without which a crash could lead to a second interaction. */
  | 'unwritten'
  /** The storage rejected the claim, so the last save was not looked up: another window could send meanwhile. */
  | 'unlooked'
  /** V2 did not take the note, so the next save goes another way, which the form names. */
  | 'rerouted'
  /** The interaction was deleted, and its note with it. The next save adds a separate note. */
  | 'interaction-gone'
  /** The lookup shows that the last save did not take effect. */
  | 'not-saved'
  /** The lookup shows that the last save took effect. Later changes are not part of it. */
  | 'saved-before'
  /** The last keystrokes did not reach the host and would be missing in the saved text. */
  | 'not-in-step';

type DateProblem = WhenProblem extends infer Problem
  ? Problem extends WhenProblem
    ? Omit<Problem, 'kind'>
    : never
  : never;
