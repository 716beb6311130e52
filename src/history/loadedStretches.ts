import type { Interaction, WalkPage } from '../affinity/index.ts';
import { interactionKey } from '../model/interactionRef.ts';
import type { Stretch } from './stretch.ts';

/** Interactions saved here, and undefined for those deleted, by their key. */
export type Edits = Map<string, Interaction | undefined>;

/**
 * The stretches that were read, newest first, with gaps between them. Only the first is shown: below a gap
 * nothing can be claimed. The others wait until the walk of the first reaches them.
 */
export class LoadedStretches {
  #stretches: readonly Stretch[] = [];

  get shown(): Stretch | undefined {
    return this.#stretches[0];
  }

  has(type: number, id: number): boolean {
    return this.shown?.rows.has(interactionKey({ type, id })) === true;
  }

  edit(edits: Edits): void {
    for (const stretch of this.#stretches) applyEdits(stretch, edits);
  }

  replace(stretch: Stretch): void {
    this.#stretches = [stretch];
  }

  /** Puts what was read of the newest end above all that was there. */
  prepend(newest: Stretch): void {
    this.#stretches = [newest, ...this.#stretches];
    this.#join();
  }

  /** Takes in the next page of the shown stretch, or the first page of all; tells how much of it is new. */
  take(stretch: Stretch, page: WalkPage): number {
    const before = this.#stretches.length;
    const added = stretch.take(page);
    if (before === 0) this.#stretches = [stretch];
    this.#join();
    return this.#stretches.length < before ? (this.shown?.rows.size ?? 0) : added;
  }

  #join(): void {
    for (
      let [newer, older, ...rest] = this.#stretches;
      newer && older;
      [newer, older, ...rest] = this.#stretches
    ) {
      if (!newer.meets(older)) return;
      this.#stretches = [newer.join(older), ...rest];
    }
  }
}

/** What was changed here after a page was asked for is newer than the page. */
export function applyEdits(stretch: Stretch, edits: Edits): void {
  for (const [key, interaction] of edits) {
    if (interaction) stretch.put(interaction);
    else stretch.rows.remove(key);
  }
}
