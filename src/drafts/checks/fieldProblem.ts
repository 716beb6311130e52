import type { WhenProblem } from '../../dates/when.ts';
import type { SaveProblem } from '../model/draftOutcome.ts';
import type { Unclear } from '../writing/spacedLooks.ts';

/** Why an entry cannot be sent as it stands, and at which field. Words are made of it in one exhaustive switch. */
export type FieldProblem =
  | { readonly at: 'type'; readonly code: 'email-cannot-be-logged' }
  | ({ readonly at: 'date' } & WhenProblemData)
  | { readonly at: 'people'; readonly code: 'nobody' | 'no-internal' | 'no-external' }
  /** Still being looked for, when the save was asked for and then for too long. */
  | { readonly at: 'people'; readonly code: 'unresolved'; readonly typed: readonly string[] }
  | { readonly at: 'people'; readonly code: 'ambiguous'; readonly typed: readonly string[] }
  | { readonly at: 'people'; readonly code: 'not-found'; readonly typed: readonly string[] }
  | { readonly at: 'people'; readonly code: 'too-many-people'; readonly count: number; readonly most: number }
  /** Beyond what the form can hold; the first ones were taken. */
  | { readonly at: 'people'; readonly code: 'people-left-out'; readonly count: number }
  | { readonly at: 'direction'; readonly code: 'direction-missing' | 'direction-not-allowed' }
  | { readonly at: 'text'; readonly code: 'text-missing' }
  | { readonly at: 'text'; readonly code: 'text-too-long'; readonly length: number; readonly most: number }
  | { readonly at: 'text'; readonly code: 'text-locked'; readonly by: 'mentions' | 'unreadable' }
  | { readonly at: 'form'; readonly code: 'nothing-changed' }
  /** The account of the draft is not signed in. */
  | { readonly at: 'form'; readonly code: 'signed-out' }
  /** Another window has sent or discarded it; what is here is kept, and a second attempt sends it. */
  | { readonly at: 'form'; readonly code: 'gone-elsewhere' }
  /** Another window has changed it; both are kept, and a second attempt sends what is here. */
  | { readonly at: 'form'; readonly code: 'changed-elsewhere' }
  /** Another window is sending it at this moment. */
  | { readonly at: 'form'; readonly code: 'busy-elsewhere' }
  /** Storage does not take the mark that it is being sent, without which a crash would make it a double. */
  | { readonly at: 'form'; readonly code: 'unwritten' }
  /** For the same reason nobody has looked what became of the last save: another window could send it meanwhile. */
  | { readonly at: 'form'; readonly code: 'unlooked' }
  /** Somebody has looked: the last save, of which nobody knew, did not take effect. */
  | { readonly at: 'form'; readonly code: 'not-saved' }
  /** Somebody has looked: the last save did take effect, without what was typed since. */
  | { readonly at: 'form'; readonly code: 'saved-before' }
  /** Somebody has looked, and what is there does not tell whether the last save took effect. */
  | { readonly at: 'form'; readonly code: 'unclear'; readonly why: Unclear }
  /** It may be there already, and the service could not be asked. */
  | { readonly at: 'form'; readonly code: 'cannot-look'; readonly problem?: SaveProblem | undefined }
  /** What was typed last did not arrive, so it would be missing in what is sent. */
  | { readonly at: 'form'; readonly code: 'not-in-step' }
  /** By the service, or on the way to it. */
  | { readonly at: FieldPlace; readonly code: 'refused'; readonly problem: SaveProblem };

export type FieldPlace = 'type' | 'date' | 'people' | 'direction' | 'text' | 'form';

type WhenProblemData = WhenProblem extends infer Problem
  ? Problem extends WhenProblem
    ? Omit<Problem, 'kind'>
    : never
  : never;
