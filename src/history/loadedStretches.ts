import type { Interaction, WalkPage } from '../affinity/index.ts';
import { interactionKey } from '../model/interactionRef.ts';
import type { Stretch } from './stretch.ts';

/** Interactions saved here, by key; undefined for deleted ones. */
export type Edits = Map<string, Interaction | undefined>;

/**
 * The stretches that were read, newest first, with gaps between them. Only the first is shown, since rows below a gap may
 * be incomplete; the others wait until its walk reaches them.
 */
export class LoadedStretches {
  #stretches: readonly Stretch[];

  constructor(stretches: readonly Stretch[] = []) {
    this.#stretches = stretches;
  }

  /** Newest first. */
  get all(): readonly Stretch[] {
    return this.#stretches;
  }

  get shown(): Stretch | undefined {
    return this.#stretches[0];
  }

  get(type: number, id: number): Interaction | undefined {
    return this.shown?.rows.get(interactionKey({ type, id }));
  }

  edit(edits: Edits): void {
    for (const stretch of this.#stretches) applyEdits(stretch, edits);
  }

  replace(stretch: Stretch): void {
    this.#stretches = [stretch];
  }

  /** Adds a newer stretch. */
  prepend(newest: Stretch): void {
    this.#stretches = [newest, ...this.#stretches];
    this.#join();
  }

  /** Adds the next page of the shown stretch, or the very first page; returns the number of new items. */
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

/** Changes made here after a page was requested are newer than the page. */
export function applyEdits(stretch: Stretch, edits: Edits): void {
  for (const [key, interaction] of edits) {
    if (interaction) stretch.put(interaction);
    else stretch.rows.remove(key);
  }
}
