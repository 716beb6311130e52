import type { Interaction } from '../affinity/index.ts';
import { interactionKey } from '../model/interactionRef.ts';
import type { InteractionRef } from '../model/interactionRef.ts';
import { isEvent } from '../model/interactionTypes.ts';
import { savedItem } from './weekItem.ts';
import type { WeekItem, WeekUser } from './weekItem.ts';

/** V2 shows what V1 has written after this time at the latest. A reading that begins later shows the edit itself. */
const SEEN_BY_V2_MS = 60_000;

interface WeekEdit {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Undefined for an interaction that was deleted. */
  readonly interaction: Interaction | undefined;
}

/** Meetings and calls that were logged, edited or deleted here, and that a reading may not show yet. */
export class WeekEdits {
  readonly #edits = new Map<string, WeekEdit>();

  put(interaction: Interaction, at: number): void {
    if (isEvent(interaction.type)) this.#edits.set(interactionKey(interaction), { at, interaction });
  }

  remove(ref: InteractionRef, at: number): void {
    if (isEvent(ref.type)) this.#edits.set(interactionKey(ref), { at, interaction: undefined });
  }

  /** Drops those that a reading shows itself because it began later. */
  forgetSeen(readAt: number): void {
    for (const [key, { at }] of this.#edits) if (readAt - at >= SEEN_BY_V2_MS) this.#edits.delete(key);
  }

  /** The items of a reading as they are after the edits. */
  applied(items: readonly WeekItem[], user: WeekUser): readonly WeekItem[] {
    if (this.#edits.size === 0) return items;
    const read = new Map(items.map((item) => [interactionKey(item), item]));
    const kept = items.filter((item) => !this.#edits.has(interactionKey(item)));
    const saved = [...this.#edits].flatMap(([key, { interaction }]) =>
      interaction === undefined ? [] : (savedItem(interaction, user, read.get(key)) ?? []),
    );
    return [...kept, ...saved];
  }

  /** Keys of those that have a note. */
  get noted(): readonly string[] {
    return [...this.#edits].flatMap(([key, { interaction }]) =>
      interaction !== undefined && interaction.noteIds.length > 0 ? [key] : [],
    );
  }

  /** Forgets the notes of an interaction, because its note was taken back. */
  removeNotes(ref: InteractionRef): void {
    const key = interactionKey(ref);
    const edit = this.#edits.get(key);
    if (edit?.interaction !== undefined)
      this.#edits.set(key, { ...edit, interaction: { ...edit.interaction, noteIds: [] } });
  }
}
