import type { Interaction } from '../resources/interaction.ts';
import type { InteractionPage } from '../resources/interactionPage.ts';
import type { Priority } from '../transport/urgency.ts';

/** In which order the chunks of a range are read; inside a chunk the service's own order stands. */
export type WalkOrder = 'newest-first' | 'oldest-first';

export interface WalkOptions {
  /** Default: newest-first. */
  readonly order?: WalkOrder | undefined;
  /**
   * How many pages may be asked for before the reader wants them, in flight and waiting together. Default: 0.
   */
  readonly lookahead?: number | undefined;
  /** The `cursor` of a page of an earlier walk over the same query. */
  readonly resumeFrom?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Of all its requests; those ahead of the reader give way to others of the same priority. Default: interactive. */
  readonly priority?: Priority | undefined;
}

export interface WalkPage extends InteractionPage {
  /** The chunk that the page belongs to. */
  readonly range: { readonly startTime: Date; readonly endTime: Date };
  /** Resumes right after this page, also after a restart; absent on the very last page. */
  readonly cursor?: string;
}

/**
 * Every interaction of a range, each once. Nothing is asked for before the first step, and each loop starts
 * afresh over the range fixed when `iterate` was called. Interactions that cannot be read appear in `pages()`
 * only.
 */
export interface InteractionWalk extends AsyncIterable<Interaction> {
  pages(): AsyncGenerator<WalkPage, void, undefined>;
}
