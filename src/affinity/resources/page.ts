/** An item that could not be read, with the reason. It never costs its neighbours. */
export interface RejectedItem {
  readonly raw: unknown;
  readonly problem: string;
}

/** One page of a search. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** There when the service gave another page; it may turn out to be empty. */
  readonly nextPageToken?: string;
  /** There when items of this page could not be read. */
  readonly rejected?: readonly RejectedItem[];
}
