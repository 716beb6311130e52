import { storedReadings } from '../../history/storedReadings.ts';
import type { OpenedInteraction } from '../../history/storedReadings.ts';
import { interactionKey } from '../../model/interactionRef.ts';
import type { InteractionRef } from '../../model/interactionRef.ts';
import { OPENED_FILE } from '../storage/accountFolder.ts';
import type { AccountFolder } from '../storage/accountFolder.ts';
import { RememberedList } from '../storage/rememberedList.ts';
import type { RecentPeople } from './recentPeople.ts';

/** As many as one looks through. */
const MAX_OPENED = 20;

/** The interactions that the user opened, edited or logged last. Commands without a row offer them. */
export class OpenedInteractions {
  readonly #list: RememberedList<OpenedInteraction>;
  readonly #people: Pick<RecentPeople, 'meet'> | undefined;

  constructor(folder: AccountFolder, enabled: () => boolean, people?: Pick<RecentPeople, 'meet'>) {
    this.#people = people;
    this.#list = new RememberedList(folder, {
      file: OPENED_FILE,
      max: MAX_OPENED,
      keyOf: keyOfOpened,
      parse: storedReadings.opened,
      enabled,
    });
  }

  /** The one that was opened last is the first. */
  get latest(): readonly OpenedInteraction[] {
    return this.#list.entries;
  }

  /** Keeps the record under which it was listed before, unless it is given another one. */
  add(opened: OpenedInteraction): void {
    void this.#people?.meet(opened.interaction);
    const entry = { ...this.#list.get(keyOfOpened(opened)), ...opened };
    // The schema leaves out what a search adds, such as the text of its notes.
    void this.#list.put(storedReadings.opened([JSON.parse(JSON.stringify(entry))]));
  }

  remove(ref: InteractionRef): void {
    void this.#list.remove(interactionKey(ref));
  }

  restore(): Promise<void> {
    return this.#list.restore();
  }

  forgetAll(): Promise<void> {
    return this.#list.forgetAll();
  }
}

function keyOfOpened({ type, interaction }: OpenedInteraction): string {
  return interactionKey({ type, id: interaction.id });
}
