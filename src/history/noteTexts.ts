import type { Interaction, Note } from '../affinity/index.ts';
import { noteText } from '../model/noteText.ts';

/** Readable texts of notes by their ids. */
export type SavedNotes = readonly (readonly [id: number, text: string])[];

/** A note that isn't read, and the interaction that it belongs to. */
export interface MissingNote {
  readonly id: number;
  readonly interaction: Interaction;
}

/** The readable texts of notes by their ids. */
export class NoteTexts {
  readonly #texts: Map<number, string>;

  constructor(saved: Iterable<readonly [id: number, text: string]> = []) {
    this.#texts = new Map(saved);
  }

  get size(): number {
    return this.#texts.size;
  }

  has(id: number): boolean {
    return this.#texts.has(id);
  }

  take(note: Pick<Note, 'id' | 'content' | 'type'>): void {
    this.#texts.set(note.id, noteText(note).text);
  }

  /** Takes texts that were saved here. */
  takeSaved(notes: SavedNotes): void {
    for (const [id, text] of notes) this.#texts.set(id, text);
  }

  /** A note that was deleted is known to have no text. */
  takeDeleted(id: number): void {
    this.#texts.set(id, '');
  }

  forget(ids: readonly number[]): void {
    for (const id of ids) this.#texts.delete(id);
  }

  /** Undefined while none of its notes is read; empty for an interaction without notes. */
  textOf({ noteIds }: Pick<Interaction, 'noteIds'>): string | undefined {
    const texts = noteIds.map((id) => this.#texts.get(id)).filter((text) => text !== undefined);
    if (texts.length === 0 && noteIds.length > 0) return undefined;
    return texts.filter((text) => text !== '').join('\n\n');
  }

  /** Some of its notes are read, and others aren't. */
  isPartial({ noteIds }: Pick<Interaction, 'noteIds'>): boolean {
    return noteIds.some((id) => this.#texts.has(id)) && noteIds.some((id) => !this.#texts.has(id));
  }

  missingIn(interactions: Iterable<Interaction>): readonly MissingNote[] {
    const missing: MissingNote[] = [];
    for (const interaction of interactions)
      for (const id of interaction.noteIds) if (!this.#texts.has(id)) missing.push({ id, interaction });
    return missing;
  }

  /** The number of its notes that aren't read. */
  missingOf({ noteIds }: Pick<Interaction, 'noteIds'>): number {
    return noteIds.reduce((count, id) => count + (this.#texts.has(id) ? 0 : 1), 0);
  }

  /** The texts of its notes that are read, by their ids. */
  *of({ noteIds }: Pick<Interaction, 'noteIds'>): Generator<readonly [number, string], void> {
    for (const id of noteIds) {
      const text = this.#texts.get(id);
      if (text !== undefined) yield [id, text];
    }
  }
}
