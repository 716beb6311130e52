import type { Interaction, InteractionType, Note, Person } from '../affinity/index.ts';
import type { TimelineState } from '../history/timelineState.ts';
import type { RecordRef } from '../model/recordRef.ts';
import type { Relationship } from '../relationship/relationship.ts';

/** The text of an interaction: its notes, what is kept of them as text, or nothing while it isn't read. */
export type BriefText =
  | { readonly kind: 'notes'; readonly notes: readonly Note[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unread' };

export interface BriefInteraction {
  readonly interaction: Interaction;
  readonly text: BriefText;
}

/** A colleague, and how well the colleague knows the record, from 0 to 1. */
export interface BriefStrength {
  readonly person: Pick<Person, 'id' | 'firstName' | 'lastName' | 'primaryEmail' | 'emails'>;
  readonly score: number;
}

/** How much of a type the brief is based on. */
export interface BriefBasis {
  readonly type: InteractionType;
  readonly state: TimelineState;
}

/** What is known before a conversation with a record. */
export interface Brief {
  readonly record: RecordRef;
  readonly preparedAt: Date;
  /** Of everything that is loaded. */
  readonly relationship: Relationship;
  /** Undefined where Affinity doesn't tell. */
  readonly strengths: readonly BriefStrength[] | undefined;
  /** The last ones, newest first. */
  readonly latest: readonly BriefInteraction[];
  readonly basis: readonly BriefBasis[];
}
