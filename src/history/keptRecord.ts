import type { Interaction, InteractionType } from '../affinity/index.ts';
import { recordKey } from '../model/recordRef.ts';
import type { RecordRef } from '../model/recordRef.ts';
import type { InteractionTimeline } from './interactionTimeline.ts';
import type { WholeHistory } from './recordHistory.ts';
import { shownState } from './shownState.ts';
import type { KeptType } from './shownState.ts';
import type { Timelines } from './timelines.ts';
import type { TimelineState } from './timelineState.ts';
import type { WholeHistories } from './wholeHistories.ts';
import { withoutDeleted } from './withoutDeleted.ts';

export interface KeptRecordDeps {
  readonly histories: Pick<WholeHistories, 'edits' | 'kept' | 'onDidRead'>;
  readonly timelines: Pick<Timelines, 'of' | 'onDidEdit'>;
  /** Called when what is kept was read or has changed. */
  readonly onChange: () => void;
}

/** One type of a record as it is shown. */
export interface ShownType {
  readonly type: InteractionType;
  readonly state: TimelineState;
}

/** The kept part of a record's whole history, together with the rows that are loaded. It makes no request. */
export class KeptRecord {
  readonly #record: RecordRef;
  readonly #deps: KeptRecordDeps;
  readonly #subscriptions: readonly (() => void)[];
  #history: WholeHistory | undefined;
  #readings = 0;
  #isRead = false;
  /** The states by those of the timelines, as long as what is kept stays the same. */
  #shown = new Map<InteractionType, { readonly of: TimelineState; readonly state: TimelineState }>();

  /** Settles when what is kept was read from the disk; never rejects. */
  readonly ready: Promise<void>;

  constructor(record: RecordRef, deps: KeptRecordDeps) {
    this.#record = record;
    this.#deps = deps;
    const read = (): void => void this.#read();
    this.#subscriptions = [
      deps.histories.onDidRead((history) => {
        if (recordKey(history.record) === recordKey(record)) this.#take(history);
      }),
      // Reading it again is the one way to take over an edit, and edits are rare.
      deps.timelines.onDidEdit(() => this.#history !== undefined && read()),
    ];
    this.ready = this.#read();
  }

  /** True once it is known what is kept. */
  get isRead(): boolean {
    return this.#isRead;
  }

  /** Reading it again takes a request for each type. */
  get isWhole(): boolean {
    const coverage = [...(this.#history?.coverage.values() ?? [])];
    return coverage.length > 0 && coverage.every(({ isComplete }) => isComplete);
  }

  shown(timelines: readonly InteractionTimeline[]): readonly ShownType[] {
    return timelines.map(({ type, state }) => {
      const known = this.#shown.get(type);
      if (known?.of === state) return { type, state: known.state };
      const shown = shownState(state, this.#keptOf(type, state));
      this.#shown.set(type, { of: state, state: shown });
      return { type, state: shown };
    });
  }

  dispose(): void {
    this.#readings += 1;
    for (const unsubscribe of this.#subscriptions) unsubscribe();
  }

  #keptOf(type: InteractionType, state: TimelineState): KeptType | undefined {
    const history = this.#history;
    const coverage = history?.coverage.get(type);
    if (history === undefined || coverage === undefined) return undefined;
    const own = { ...history, coverage: new Map([[type, coverage]]), interactions: ofType(history, type) };
    const items = withoutDeleted(
      own,
      () => state,
      (since) => this.#deps.histories.edits(since),
    );
    return { type, items, coverage };
  }

  async #read(): Promise<void> {
    this.#readings += 1;
    const reading = this.#readings;
    const history = await this.#deps.histories.kept(this.#record).catch(() => undefined);
    this.#isRead = true;
    if (reading === this.#readings) this.#take(history);
  }

  #take(history: WholeHistory | undefined): void {
    if (history === undefined && this.#history === undefined) return;
    this.#history = history;
    this.#shown = new Map();
    this.#deps.onChange();
  }
}

function ofType({ interactions }: WholeHistory, type: InteractionType): readonly Interaction[] {
  return interactions.filter((one) => one.type === type);
}
