import type { CallOptions } from '../transport/callOptions.ts';
import type { InteractionWalk, WalkOptions } from '../walk/interactionWalk.ts';
import type { Direction } from './direction.ts';
import type { Interaction } from './interaction.ts';
import type { InteractionPage } from './interactionPage.ts';
import type { InteractionQuery, Moment, WalkQuery } from './interactionQuery.ts';
import type { InteractionType } from './interactionType.ts';

/** What can be changed later. What is left out (`undefined` or `null`) is not sent and stays as it is. */
export interface InteractionChanges {
  /** Replaces the whole list. */
  readonly personIds?: readonly number[] | null | undefined;
  readonly content?: string | null | undefined;
  readonly date?: Moment | null | undefined;
  /** Chat messages only. */
  readonly direction?: Direction | null | undefined;
}

export interface NewInteraction {
  /** The service does not accept e-mails. */
  readonly type: Exclude<InteractionType, 3>;
  /** The service wants at least one internal and one external person. */
  readonly personIds: readonly number[];
  readonly content: string;
  readonly date: Moment;
  /** Chat messages only. */
  readonly direction?: Direction | null | undefined;
}

/**
 * Meetings, calls, chat messages and e-mails. All but `iterate` report through their promise, as
 * `AffinityError` or, once aborted, as the signal's own reason.
 */
export interface InteractionService {
  /** One request, one page. */
  list(query: InteractionQuery, options?: CallOptions): Promise<InteractionPage>;
  get(id: number, type: InteractionType, options?: CallOptions): Promise<Interaction>;
  /** Never repeated blindly: see `outcome` of the error for whether it may have been logged. */
  create(data: NewInteraction, options?: CallOptions): Promise<Interaction>;
  update(
    id: number,
    type: InteractionType,
    data: InteractionChanges,
    options?: CallOptions,
  ): Promise<Interaction>;
  /** Whether the service says that it is deleted. */
  delete(id: number, type: InteractionType, options?: CallOptions): Promise<boolean>;
  /** Throws at the call when the query or the cursor is not right. */
  iterate(query: WalkQuery, options?: WalkOptions): InteractionWalk;
}
