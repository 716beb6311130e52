import type { Interaction, InteractionType } from '../affinity/index.ts';
import { interactionKey } from '../model/interactionRef.ts';
import { typeIds } from '../model/interactionTypes.ts';
import type { RecordRef } from '../model/recordRef.ts';
import { isAbout, isStillAbout } from './historyEdits.ts';
import type { TimedEdit } from './historyEdits.ts';
import { inSlices } from './inSlices.ts';
import { NoteTexts } from './noteTexts.ts';
import type { SavedStretch } from './stretch.ts';
import { readAt } from './timelineState.ts';
import { TypeHistory } from './typeHistory.ts';
import type { TypeCoverage, TypeHistoryDeps } from './typeHistory.ts';

export interface InteractionWithText extends Interaction {
  /** The readable text of its notes; empty when it has none, absent while none of them is read. */
  readonly text?: string;
  /** Some of its notes aren't read. */
  readonly isPartial?: true;
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

/**
 * All types of a record and the texts of their notes, while they are read. Work on all rows is done in slices: there may be
 * tens of thousands.
 */
export class RecordHistory {
  readonly record: RecordRef;
  readonly types: readonly TypeHistory[];
  readonly texts: NoteTexts;

  private constructor(record: RecordRef, deps: TypeHistoryDeps, saved: SavedHistory | undefined) {
    this.record = record;
    this.types = typeIds.map((type) => new TypeHistory(record, type, deps, facts(saved?.types.get(type))));
    this.texts = new NoteTexts(saved?.notes);
  }

  static async restored(
    record: RecordRef,
    deps: TypeHistoryDeps,
    saved: SavedHistory | undefined,
  ): Promise<RecordHistory> {
    const history = new RecordHistory(record, deps, saved);
    for (const { type, stretches } of history.types)
      for (const [place, { rows }] of (saved?.types.get(type) ?? []).entries())
        await inSlices(rows, (row) => stretches[place]?.rows.put(row));
    return history;
  }

  /** How much is read, as it was saved. */
  static coverageOf(saved: SavedHistory, deps: TypeHistoryDeps): WholeHistory['coverage'] {
    return new RecordHistory(saved.record, deps, saved).coverage;
  }

  /**
   * Takes the rows of types that the tree has loaded whole and that aren't kept whole, so that they aren't requested again.
   * They lack what another window saved or deleted since.
   */
  async takeLoaded(
    loaded: (type: InteractionType) => SavedStretch | undefined,
    edits: (since: number) => readonly TimedEdit[],
  ): Promise<void> {
    for (const history of this.types) {
      const saved = history.coverage.isComplete ? undefined : loaded(history.type);
      if (saved?.done !== true) continue;
      const stretch = history.begin(saved);
      await inSlices(saved.rows, (row) => stretch.rows.put(row));
      for (const edit of edits(saved.oldestReadAt))
        if (edit.type === history.type) takeNewer(history, edit, this.record);
    }
  }

  get coverage(): WholeHistory['coverage'] {
    return new Map(this.types.map(({ type, coverage }) => [type, coverage]));
  }

  get count(): number {
    return this.types.reduce((sum, { count }) => sum + count, 0);
  }

  /** A copy for others, sorted. */
  async toWholeHistory(): Promise<WholeHistory> {
    const { record, coverage } = this;
    const interactions: InteractionWithText[] = [];
    let missing = 0;
    await inSlices(mergedNewestFirst(await this.#lists()), (one) => {
      interactions.push(this.#withText(one));
      missing += this.texts.missingOf(one);
    });
    return { record, interactions, coverage, missing };
  }

  /** Takes an interaction that was saved here, or forgets one that was deleted. Texts that may have changed are read again. */
  edit(edit: TimedEdit): void {
    const { type, interaction, notes } = edit;
    const history = this.types.find((one) => one.type === type);
    const key = interactionKey(edit);
    const known = history?.get(key);
    if (notes === undefined) this.texts.forget([...(known?.noteIds ?? []), ...(interaction?.noteIds ?? [])]);
    else this.texts.takeSaved(notes);
    history?.remove(key);
    const isShown = known === undefined ? isAbout : isStillAbout;
    if (interaction !== undefined && isShown(edit, this.record)) history?.put(interaction);
  }

  async save(savedAt: number): Promise<SavedHistory> {
    const lists = await this.#lists();
    const types = new Map(this.types.map((history) => [history.type, history.save()]));
    // A list of notes holds notes on the record as well.
    const notes = new Map<number, string>();
    await inSlices(lists.flat(), (one) => {
      for (const [id, text] of this.texts.of(one)) notes.set(id, text);
    });
    return { record: this.record, savedAt, types, notes: [...notes] };
  }

  /** The rows of each stretch, newest first. They are sorted when they are first asked for. */
  async #lists(): Promise<readonly (readonly Interaction[])[]> {
    const lists: (readonly Interaction[])[] = [];
    await inSlices(
      this.types.flatMap(({ stretches }) => stretches),
      ({ rows }) => lists.push(rows.items),
    );
    return lists;
  }

  #withText(interaction: Interaction): InteractionWithText {
    const text = this.texts.textOf(interaction);
    if (text === undefined) return interaction;
    return { ...interaction, text, ...(this.texts.isPartial(interaction) && { isPartial: true }) };
  }
}

/** Takes an edit into rows that were read elsewhere, unless they were read after it. */
function takeNewer(history: TypeHistory, edit: TimedEdit, record: RecordRef): void {
  const { at, interaction } = edit;
  const isNewer = ({ date }: Interaction): boolean => at >= readAt(history.coverage, date.getTime());
  const key = interactionKey(edit);
  const known = history.get(key);
  if (known !== undefined && !isNewer(known)) return;
  history.remove(key);
  if (interaction === undefined || !isNewer(interaction)) return;
  const isShown = known === undefined ? isAbout : isStillAbout;
  if (isShown(edit, record)) history.put(interaction);
}

/** The stretches without their rows. */
function facts(stretches: readonly SavedStretch[] = []): readonly SavedStretch[] {
  return stretches.map((one) => ({ ...one, rows: [] }));
}

/** Merges lists that are sorted already, of which there are a few. */
function* mergedNewestFirst(lists: readonly (readonly Interaction[])[]): Generator<Interaction, void> {
  const heads = lists.map((list) => ({ list, next: 0 }));
  for (;;) {
    let best: (typeof heads)[number] | undefined;
    for (const head of heads) {
      const [row, newest] = [head.list[head.next], best?.list[best.next]];
      if (row !== undefined && (newest === undefined || newestFirst(row, newest) < 0)) best = head;
    }
    const row = best?.list[best.next];
    if (best === undefined || row === undefined) return;
    best.next += 1;
    yield row;
  }
}

function newestFirst(one: Interaction, other: Interaction): number {
  return other.date.getTime() - one.date.getTime() || one.type - other.type || other.id - one.id;
}
