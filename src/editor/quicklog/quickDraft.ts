import { dateText, hostZone } from '../../dates/wallTime.ts';
import type { Draft, DraftPerson } from '../../drafts/model/draft.ts';
import { draftFromPattern } from '../../drafts/model/newDraft.ts';
import { OpenDraft } from '../../drafts/store/openDraft.ts';
import type { DirectionId, LoggableTypeId } from '../../model/interactionTypes.ts';
import type { Drafts } from '../drafts/drafts.ts';
import { draftStart } from '../drafts/draftStart.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { systemClock } from '../storage/systemClock.ts';
import type { LineReading } from './lineReading.ts';

/** A proposed time is a whole minute, as in the form. */
const MINUTE_MS = 60_000;

/** Everything that the steps have asked for so far. */
export interface QuickValues {
  readonly type: LoggableTypeId;
  readonly direction: DirectionId | undefined;
  readonly people: readonly DraftPerson[];
  /** Typed into the people step, but not added. */
  readonly peopleText: string;
  readonly line: string;
}

/** The draft of a quick log. It is stored from the first letter of the text, and stays until it is logged. */
export class QuickDraft {
  readonly #session: AccountSession;
  readonly #drafts: Pick<Drafts, 'store' | 'forms'>;
  /** Undefined while it is not stored, being sent, or left to a form. */
  #open: OpenDraft | undefined;
  #id: string | undefined;

  constructor(session: AccountSession, drafts: Pick<Drafts, 'store' | 'forms'>) {
    this.#session = session;
    this.#drafts = drafts;
  }

  /** The draft as it is stored. Undefined when there is none, or when a form has it. */
  get stored(): Draft | undefined {
    const { store, forms } = this.#drafts;
    if (this.#id === undefined || forms.isOpen(this.#id)) return undefined;
    return store.get(this.#session.name, this.#id);
  }

  /** Stores the values. Without a date, now is the date. */
  keep(values: QuickValues, reading?: LineReading): Draft {
    const fields = this.#fields(values, reading);
    // It was logged or discarded, or its row was used to open it in a form, which goes on with it alone.
    if (this.stored === undefined) this.release();
    this.#open ??= this.#begin(values);
    this.#open.edit((draft) => ({ ...draft, ...fields }));
    return this.#open.current;
  }

  /** From now on it may be changed by a save or a form. `keep` opens it again. */
  release(): void {
    this.#open?.dispose();
    this.#open = undefined;
  }

  /** Removes a draft whose text was deleted again, unless something was sent. */
  async endWithout(): Promise<void> {
    const { stored } = this;
    if (stored?.outcome.state !== 'open' || stored.outcome.wasSent) return;
    this.release();
    await this.#drafts.store.discard(stored.id);
  }

  #begin(values: QuickValues): OpenDraft {
    const { store } = this.#drafts;
    const draft = this.stored ?? this.#newDraft(values);
    this.#id = draft.id;
    return new OpenDraft(draft, { store, clock: systemClock, onChange: () => undefined });
  }

  #newDraft({ type, direction }: QuickValues): Draft {
    const start = draftStart(this.#session, this.#drafts.store.newId());
    return draftFromPattern(start, { type, direction, people: [] });
  }

  #fields({ type, direction, people, peopleText, line }: QuickValues, reading?: LineReading): Partial<Draft> {
    const found = reading?.kind === 'date' ? reading : undefined;
    const [now, zone] = [new Date(), hostZone()];
    return {
      type,
      direction,
      people,
      peopleText,
      text: (found?.rest ?? line).trim(),
      date: { text: found?.date ?? dateText(now, zone, MINUTE_MS), typedAt: now.toISOString(), zone },
    };
  }
}
