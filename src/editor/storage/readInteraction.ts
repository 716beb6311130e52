/** An interaction as it was read. */
export interface ReadInteraction {
  readonly markdown: string;
  /** The words of its notes, for where there is no room for the document; empty when it has none. */
  readonly note: string;
  /** When the service was asked for it, in milliseconds since the epoch. */
  readonly readAt: number;
}
