import type { Interaction, InteractionType } from '../affinity/index.ts';
import { interactionKey } from '../model/interactionRef.ts';
import { typeIds } from '../model/interactionTypes.ts';
import type { RecordRef } from '../model/recordRef.ts';
import { isAbout } from './historyEdits.ts';
import type { TimedEdit } from './historyEdits.ts';
import { NoteTexts } from './noteTexts.ts';
import type { SavedStretch } from './stretch.ts';
import { TypeHistory } from './typeHistory.ts';
import type { TypeCoverage, TypeHistoryDeps } from './typeHistory.ts';

export interface InteractionWithText extends Interaction {
  /** The readable text of its notes; empty when it has none, absent while none of them is read. */
  readonly text?: string;
}

/** A record's history as far as it is read. */
export interface WholeHistory {
  readonly record: RecordRef;
  /** Each once, newest first. */
  readonly interactions: readonly InteractionWithText[];
  readonly coverage: ReadonlyMap<InteractionType, TypeCoverage>;
  /** Notes whose texts aren't read. */
  readonly missing: number;
}

/** A record's history as it is stored between readings. */
export interface SavedHistory {
  readonly record: RecordRef;
  /** Milliseconds since the epoch. */
  readonly savedAt: number;
  readonly types: ReadonlyMap<InteractionType, readonly SavedStretch[]>;
  readonly notes: readonly (readonly [id: number, text: string])[];
}

/** All types of a record and the texts of their notes, while they are read. */
export class RecordHistory {
  readonly record: RecordRef;
  readonly types: readonly TypeHistory[];
  readonly texts: NoteTexts;

  constructor(record: RecordRef, deps: TypeHistoryDeps, saved?: SavedHistory) {
    this.record = record;
    this.types = typeIds.map((type) => new TypeHistory(record, type, deps, saved?.types.get(type) ?? []));
    this.texts = new NoteTexts(saved?.notes);
  }

  get interactions(): readonly Interaction[] {
    return this.types.flatMap(({ interactions }) => interactions);
  }

  get count(): number {
    return this.types.reduce((sum, { count }) => sum + count, 0);
  }

  /** A copy for others, sorted. It is made when it is asked for, as it takes time with many interactions. */
  toWholeHistory(): WholeHistory {
    const { interactions } = this;
    return {
      record: this.record,
      interactions: interactions.map((one) => this.#withText(one)).toSorted(newestFirst),
      coverage: new Map(this.types.map(({ type, coverage }) => [type, coverage])),
      missing: this.texts.missingIn(interactions).length,
    };
  }

  /** Takes an interaction that was saved here, or forgets one that was deleted. Its texts are read again. */
  edit(edit: TimedEdit): void {
    const { type, interaction } = edit;
    const history = this.types.find((one) => one.type === type);
    const key = interactionKey(edit);
    const known = history?.get(key);
    this.texts.forget([...(known?.noteIds ?? []), ...(interaction?.noteIds ?? [])]);
    history?.remove(key);
    if (interaction !== undefined && (known !== undefined || isAbout(edit, this.record)))
      history?.put(interaction);
  }

  save(savedAt: number): SavedHistory {
    return {
      record: this.record,
      savedAt,
      types: new Map(this.types.map((history) => [history.type, history.save()])),
      notes: this.texts.save(this.interactions),
    };
  }

  #withText(interaction: Interaction): InteractionWithText {
    const text = this.texts.textOf(interaction);
    return text === undefined ? interaction : { ...interaction, text };
  }
}

function newestFirst(one: Interaction, other: Interaction): number {
  return other.date.getTime() - one.date.getTime() || one.type - other.type || other.id - one.id;
}
