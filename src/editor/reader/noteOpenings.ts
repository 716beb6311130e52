import { EventEmitter } from 'vscode';
import type { Disposable } from 'vscode';
import type { InteractionWithText } from '../../history/recordHistory.ts';
import { storedReadings } from '../../history/storedReadings.ts';
import type { StoredOpening } from '../../history/storedReadings.ts';
import { interactionKey } from '../../model/interactionRef.ts';
import type { InteractionRef } from '../../model/interactionRef.ts';
import { noteOpening } from '../../model/noteOpening.ts';
import { titleOf } from '../../model/titleOf.ts';
import { OPENINGS_FILE } from '../storage/accountFolder.ts';
import type { AccountFolder } from '../storage/accountFolder.ts';
import { RememberedList } from '../storage/rememberedList.ts';

const MAX_OPENINGS = 1000;

/** The first words of the notes that were read or written here. They name interactions without a title. */
export class NoteOpenings implements Disposable {
  readonly #list: RememberedList<StoredOpening>;
  readonly #changed = new EventEmitter<readonly InteractionRef[]>();

  readonly onDidChange = this.#changed.event;

  constructor(folder: AccountFolder, enabled: () => boolean) {
    this.#list = new RememberedList(folder, {
      file: OPENINGS_FILE,
      max: MAX_OPENINGS,
      keyOf: ({ key }) => key,
      parse: storedReadings.openings,
      enabled,
    });
  }

  /** Empty for a note that wasn't read, or has no words. */
  of(ref: InteractionRef): string {
    return this.#list.get(interactionKey(ref))?.words ?? '';
  }

  /** Takes the text of a note that was read or saved. */
  learn(ref: InteractionRef, note: string): void {
    const [key, words] = [interactionKey(ref), noteOpening(note)];
    if (words === this.of(ref)) return;
    void (words === '' ? this.#list.remove(key) : this.#list.put([{ key, words }]));
    this.#changed.fire([ref]);
  }

  /** Takes the texts of a whole history, newest first, as far as they name something. */
  learnAll(interactions: readonly InteractionWithText[]): void {
    const untitled = interactions.filter((one) => titleOf(one) === '').slice(0, MAX_OPENINGS);
    const read = untitled.map((one) => ({
      key: interactionKey(one),
      words: noteOpening(one.text ?? ''),
      one,
    }));
    const news = read.filter(({ words, one }) => words !== '' && words !== this.of(one));
    if (news.length === 0) return;
    void this.#list.put(news.map(({ key, words }) => ({ key, words })).toReversed());
    this.#changed.fire(news.map(({ one }) => one));
  }

  restore(): Promise<void> {
    return this.#list.restore();
  }

  forgetAll(): Promise<void> {
    return this.#list.forgetAll();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
