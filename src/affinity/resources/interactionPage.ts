import type { Interaction } from './interaction.ts';
import type { RejectedItem } from './page.ts';

/** One page of interactions, in the service's own order. */
export interface InteractionPage {
  readonly items: readonly Interaction[];
  readonly rejected: readonly RejectedItem[];
  readonly nextPageToken?: string;
}
