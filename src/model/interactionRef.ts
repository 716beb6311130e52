/** Identity of an interaction. The same id occurs in several types. */
export interface InteractionRef {
  readonly type: number;
  readonly id: number;
}

/** `0:417`, for maps in memory. */
export function interactionKey({ type, id }: InteractionRef): string {
  return `${type}:${id}`;
}

/** `0-417`, for names of files: a colon is not allowed everywhere. */
export function interactionFileKey({ type, id }: InteractionRef): string {
  return `${type}-${id}`;
}
