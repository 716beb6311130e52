import type { RelationshipPageWords } from '../../src/protocol/relationshipPageWords.ts';
import type { RelationshipToHost } from '../../src/protocol/relationshipToHost.ts';
import type { RelationshipView } from '../../src/protocol/relationshipView.ts';

/** The tools that all parts of the page share. */
export interface PageContext {
  readonly words: RelationshipPageWords;
  readonly send: (message: RelationshipToHost) => void;
  /** Tells screen readers. */
  readonly announce: (sentence: string) => void;
}

/** A part of the page. It shows what the host sends, and decides nothing. */
export interface PagePart {
  readonly element: HTMLElement;
  render(view: RelationshipView): void;
}
