import type { Clock } from '../../affinity/index.ts';
import { readWhen } from '../../dates/readWhen.ts';
import type { WhenReading } from '../../dates/whenReading.ts';
import { entryOf } from '../checks/entry.ts';
import type { Entry } from '../checks/entry.ts';
import type { Draft } from '../model/draft.ts';
import type { DraftStore } from '../store/draftStore.ts';
import { OpenDraft } from '../store/openDraft.ts';
import { DraftOffer } from './draftOffer.ts';
import { DraftPeople } from './draftPeople.ts';
import type { MatchingDeps } from './matchingMeetings.ts';
import { SaveAttempts } from './saveAttempts.ts';
import type { DraftConnection, SaveQuestion, SaveResult } from './saveDraft.ts';

export interface DraftWorkDeps {
  readonly draft: Draft;
  readonly store: DraftStore;
  /** Undefined while the account of the draft is not signed in, even if another one is. */
  readonly connection: () => DraftConnection | undefined;
  readonly clock: Clock;
  /** Reads 4/5 as 4 May. */
  readonly dayFirst: boolean;
  /** The result of a save that took place without a form. */
  readonly found?: SaveResult | undefined;
  /** Questions that the user has answered already. */
  readonly answered?: readonly SaveQuestion[];
}

/** A draft that is open: its text, its people, its date and the attempts to save it. It needs no form. */
export class DraftWork {
  readonly draft: OpenDraft;
  readonly people: DraftPeople;
  readonly date: DraftDate;
  readonly attempts: SaveAttempts;
  readonly #offer: DraftOffer;
  /** Called when something was found out, not for changes that the caller makes. */
  onChange: () => void = () => undefined;
  readonly #deps: DraftWorkDeps;

  constructor(deps: DraftWorkDeps) {
    const { draft, connection, dayFirst } = deps;
    const onChange = (): void => this.onChange();
    this.#deps = deps;
    this.draft = new OpenDraft(draft, { ...deps, onChange });
    this.attempts = new SaveAttempts(this.draft, { ...deps, onStage: onChange });
    this.date = new DraftDate(dayFirst, () => {
      this.settleOffer();
      onChange();
    });
    const directory = () => connection()?.directory;
    this.people = new DraftPeople(draft.people, {
      directory,
      onChange: () => this.#peopleChanged(),
      onSeen: () => this.#keepPeople(),
    });
    this.#offer = new DraftOffer(this.attempts, () => this.entry);
  }

  /** The entry as far as it is known now. */
  get entry(): Entry {
    return entryOf(this.draft.current, this.people.chips, this.date.reading);
  }

  /**
   * For a new draft whose date was found in a file or a text: looks for meetings that are in Affinity already, and offers
   * them. Never rejects.
   */
  async lookForMatches(loaded: MatchingDeps['loaded'] | undefined): Promise<void> {
    const interactions = this.#deps.connection()?.interactions;
    if (loaded === undefined || !this.draft.isPristine || !isFilled(this.draft.current)) return;
    await Promise.all([this.people.settled(this.#deps.clock), this.date.settled()]);
    if (interactions === undefined) return;
    if (await this.#offer.look({ interactions, loaded, clock: this.#deps.clock })) this.onChange();
  }

  /** Withdraws the offer when the draft no longer matches it. */
  settleOffer(): void {
    this.#offer.settle();
  }

  /** Waits for lookups and the date, and then for the save. Must not be called while one is running. */
  save(despite?: SaveQuestion): Promise<SaveResult> {
    return this.attempts.save(() => this.settledEntry(), despite);
  }

  /** The entry after all names were looked up and the date was read. */
  async settledEntry(): Promise<Entry> {
    this.people.lookUpAll();
    await this.people.settled(this.#deps.clock);
    return entryOf(this.draft.current, this.people.chips, await this.date.settled());
  }

  /** Ends the lookups. A running save still records its outcome. */
  dispose(): void {
    this.onChange = () => undefined;
    this.draft.dispose();
    this.people.dispose();
    this.#offer.dispose();
  }

  #peopleChanged(): void {
    this.#keepPeople();
    this.settleOffer();
    this.onChange();
  }

  #keepPeople(): void {
    // While it is being sent, the stored draft has to say so.
    if (this.attempts.stage === 'sending') return;
    this.draft.amend((draft) => ({ ...draft, people: this.people.people }));
  }
}

function isFilled({ subject, provenance }: Draft): boolean {
  const isDated = provenance.some((one) => one.field === 'date' && one.from !== undefined);
  return subject.kind === 'create' && isDated;
}

/** The date of an open draft. A reading of an older text never replaces that of a newer one. */
class DraftDate {
  #reading: WhenReading | undefined;
  #pending: Promise<void> = Promise.resolve();
  #latest = 0;
  readonly #dayFirst: boolean;
  readonly #onChange: () => void;

  constructor(dayFirst: boolean, onChange: () => void) {
    this.#dayFirst = dayFirst;
    this.#onChange = onChange;
  }

  /** Undefined until a text was read. */
  get reading(): WhenReading | undefined {
    return this.#reading;
  }

  read(date: Draft['date']): void {
    this.#latest += 1;
    this.#pending = this.#read(date, this.#latest);
  }

  /** The reading of the last text. */
  async settled(): Promise<WhenReading | undefined> {
    await this.#pending;
    return this.#reading;
  }

  async #read({ text, typedAt, zone }: Draft['date'], turn: number): Promise<void> {
    const reading = await readWhen(text, { now: new Date(typedAt), zone, dayFirst: this.#dayFirst });
    if (turn !== this.#latest) return;
    this.#reading = reading;
    this.#onChange();
  }
}
