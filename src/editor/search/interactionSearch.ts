import { join } from 'node:path';
import { Disposable, EventEmitter } from 'vscode';
import type { Interaction } from '../../affinity/index.ts';
import { isAbout } from '../../history/historyEdits.ts';
import type { TimedEdit } from '../../history/historyEdits.ts';
import { isEmptyFilter } from '../../history/interactionFilter.ts';
import type { InteractionTimeline } from '../../history/interactionTimeline.ts';
import { NoteTexts } from '../../history/noteTexts.ts';
import type { InteractionWithText, WholeHistory } from '../../history/recordHistory.ts';
import type { HistoryEdit } from '../../history/timelines.ts';
import type { ReadTexts } from '../../history/wholeHistories.ts';
import { withNewestRow } from '../../history/withNewestRow.ts';
import { checkedSpans, goneFrom, oldestOf } from '../../history/withoutDeleted.ts';
import { interactionKey } from '../../model/interactionRef.ts';
import { typeIds } from '../../model/interactionTypes.ts';
import { recordKey } from '../../model/recordRef.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import { searchEntry } from '../../search/searchEntry.ts';
import type { SearchEntry } from '../../search/searchEntry.ts';
import type { SearchQuery } from '../../search/searchQuery.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { historyFileName } from '../storage/keptHistories.ts';
import { HostBackend } from './hostBackend.ts';
import { recordCoverage } from './recordCoverage.ts';
import type { RecordCoverage } from './recordCoverage.ts';
import { entriesOf } from './searchTasks.ts';
import type { HistoryFacts, SearchAnswer } from './searchTasks.ts';
import type { SearchBackend } from './searchThread.ts';
import { textAfterEdit } from './textAfterEdit.ts';

/** Entries that are handed to the thread at once; copying them holds up the host. */
const BATCH = 200;

type Ref = Pick<SearchEntry, 'type' | 'id'>;

/**
 * The index of one session, made at the first search from what is kept and loaded, and brought up to date by whatever is
 * read, saved, deleted or unfollowed afterwards. It makes no request. When the thread fails, the host does its work.
 */
export class InteractionSearch implements Disposable {
  readonly #session: AccountSession;
  readonly #changed = new EventEmitter<void>();
  readonly #facts = new Map<string, HistoryFacts>();
  /** The rows of each timeline that are in the index. */
  #shown = new WeakMap<InteractionTimeline, readonly Interaction[]>();
  /** The rows of each timeline that kept interactions were compared with. */
  #checked = new WeakMap<InteractionTimeline, readonly Interaction[]>();
  readonly #disposables: Disposable;
  #backend: SearchBackend;
  #followed: readonly RecordRef[] = [];
  /** Changes run one after another, so that an older one never comes last. */
  #work: Promise<unknown>;
  #isFilled = false;
  #isDisposed = false;

  /** Fires when more or other interactions can be found. */
  readonly onDidChange = this.#changed.event;

  constructor(session: AccountSession, backend: SearchBackend) {
    this.#session = session;
    this.#backend = backend;
    const { timelines, histories, reader, followed } = session;
    this.#disposables = Disposable.from(
      this.#changed,
      new Disposable(timelines.onDidChange((timeline) => this.#queue(() => this.#takeTimeline(timeline)))),
      new Disposable(timelines.onDidEdit((edit) => this.#queue(() => this.#takeEdit(timed(edit))))),
      new Disposable(histories.onDidRead((history) => this.#queue(() => this.#takeRead(history)))),
      new Disposable(histories.onDidReadTexts((read) => this.#queue(() => this.#takeTexts(read)))),
      new Disposable(reader.onDidRead((one, note) => this.#queue(() => this.#takeNote(one, note)))),
      followed.onDidChange(() => this.#queue(() => this.#takeFollowed())),
    );
    this.#work = this.#fill();
  }

  /** False while the index is being made; what is found until then is a part. */
  get isFilled(): boolean {
    return this.#isFilled;
  }

  /** Resolves when everything that is known by now can be found; never rejects. */
  get upToDate(): Promise<unknown> {
    return this.#work;
  }

  async search(query: SearchQuery, limit: number): Promise<SearchAnswer> {
    try {
      return await this.#backend.search(query, limit);
    } catch (error) {
      await this.#replaceBackend(error);
      return this.#backend.search(query, limit);
    }
  }

  /** How much of each followed record can be found. */
  coverage(): readonly RecordCoverage[] {
    const { followed, timelines } = this.#session;
    return followed.current.map((record) =>
      recordCoverage(record, this.#facts.get(recordKey(record)), timelines),
    );
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#disposables.dispose();
    this.#backend.dispose();
  }

  #queue(work: () => Promise<void>): void {
    this.#work = this.#work.then(() => this.#run(work));
  }

  async #run(work: () => Promise<void>): Promise<void> {
    if (this.#isDisposed) return;
    const backend = this.#backend;
    try {
      await work();
    } catch (error) {
      if (this.#isDisposed || backend !== this.#backend) return;
      if (backend instanceof HostBackend)
        this.#session.folder.log.warn(`The search index lacks a change: ${String(error)}`);
      else await this.#replaceBackend(error);
    }
    if (!this.#isDisposed) this.#changed.fire();
  }

  async #fill(): Promise<void> {
    this.#isFilled = false;
    this.#followed = [];
    this.#shown = new WeakMap();
    this.#checked = new WeakMap();
    await this.#run(() => this.#takeFollowed());
    await this.#run(() => this.#takeOwn());
    await this.#run(() => this.#takeKeptNotes());
    this.#isFilled = true;
    if (!this.#isDisposed) this.#changed.fire();
  }

  /** The thread is gone: the host does the work in slices from now on. */
  async #replaceBackend(error: unknown): Promise<void> {
    if (this.#isDisposed || this.#backend instanceof HostBackend) throw error;
    this.#session.folder.log.warn(
      `The search thread failed, so the search runs without it: ${String(error)}`,
    );
    this.#backend.dispose();
    this.#backend = new HostBackend();
    await this.#fill();
  }

  async #takeFollowed(): Promise<void> {
    const before = new Map(this.#followed.map((record) => [recordKey(record), record]));
    this.#followed = this.#session.followed.current;
    const now = new Set(this.#followed.map((record) => recordKey(record)));
    for (const key of before.keys())
      if (!now.has(key)) {
        this.#facts.delete(key);
        await this.#backend.removeRecord(key);
      }
    for (const record of this.#followed) if (!before.has(recordKey(record))) await this.#takeRecord(record);
  }

  async #takeRecord(record: RecordRef): Promise<void> {
    const { timelines, histories } = this.#session;
    if (!(await this.#takeFile(record))) {
      const kept = await histories.kept(record);
      if (kept !== undefined) await this.#takeHistory(kept);
    }
    for (const type of typeIds) await this.#takeTimeline(timelines.of(record, type));
    await this.#takeEdits(record);
    this.#changed.fire();
  }

  /**
   * What is kept and loaded lacks what was saved later, also in another window. Without a kept history, the loaded rows also
   * lack the texts that were saved here, and rows that they don't reach.
   */
  async #takeEdits(record: RecordRef): Promise<void> {
    const { histories, timelines } = this.#session;
    await histories.readEdits();
    const facts = this.#facts.get(recordKey(record));
    for (const edit of histories.edits(facts?.savedAt ?? 0)) {
      const type = typeIds.find((one) => one === edit.type);
      const isWanted = facts === undefined ? this.#shows(record, edit) : !this.#isReadSince(edit);
      if (type === undefined || (!isWanted && edit.interaction !== undefined)) continue;
      // Its newest row may be in the rows of another record than the one that is taken just now.
      const rows = this.#followed.map((one) => timelines.of(one, type));
      const newest = withNewestRow(edit, rows);
      if (newest !== undefined) await this.#takeEdit(newest, [record]);
    }
  }

  /** The file was written before; the thread reads it faster than it could be handed over. */
  async #takeRead(history: WholeHistory): Promise<void> {
    if (!this.#isFollowed(history.record)) return;
    const isFromFile = await this.#takeFile(history.record);
    if (!isFromFile) await this.#takeHistory(history);
    for (const type of typeIds) await this.#removeDeleted(this.#session.timelines.of(history.record, type));
    if (isFromFile) await this.#takeEdits(history.record);
  }

  /** Kept interactions may have been deleted elsewhere since; the loaded rows tell, as far as they are newer. */
  async #removeDeleted({ record, type, state }: InteractionTimeline): Promise<void> {
    const key = recordKey(record);
    const spans = checkedSpans(state, this.#facts.get(key)?.coverage.get(type));
    if (spans.length === 0) return;
    const edits = this.#session.histories.edits(oldestOf(state)).filter((edit) => edit.type === type);
    await this.#backend.removeUnknown({
      record: key,
      type,
      spans: spans.map(({ from, to }) => [from.getTime(), to.getTime()] as const),
      ids: [...state.items, ...edits].map(({ id }) => id),
    });
  }

  async #takeFile(record: RecordRef): Promise<boolean> {
    const { folder, isRemembering } = this.#session;
    const facts = isRemembering
      ? await this.#backend.load(join(folder.path, historyFileName(record)))
      : undefined;
    if (facts === undefined) return false;
    this.#facts.set(recordKey(record), facts);
    return true;
  }

  async #takeHistory(history: WholeHistory): Promise<void> {
    if (!this.#isFollowed(history.record)) return;
    const { coverage, missing } = history;
    this.#facts.set(recordKey(history.record), { coverage, missing, savedAt: Date.now() });
    await this.#put(entriesOf(history));
  }

  async #takeTimeline(timeline: InteractionTimeline): Promise<void> {
    const { record, state, filter } = timeline;
    const before = this.#shown.get(timeline) ?? [];
    if (!this.#isFollowed(record)) return;
    if (before !== state.items) await this.#takeRows(timeline, before);
    // Once for each reading, since it goes through the whole index.
    if (state.status !== 'loaded' || !isEmptyFilter(filter) || this.#checked.get(timeline) === state.items)
      return;
    this.#checked.set(timeline, state.items);
    await this.#removeDeleted(timeline);
  }

  async #takeRows(timeline: InteractionTimeline, before: readonly Interaction[]): Promise<void> {
    const { record, state, filter } = timeline;
    this.#shown.set(timeline, state.items);
    const known = new Set(before);
    const fresh = state.items.filter((one) => !known.has(one)).map((one) => this.#withText(one));
    if (fresh.length > 0) await this.#put(entriesOf({ record, interactions: fresh }));
    if (isEmptyFilter(filter))
      for (const one of goneFrom(before, state)) await this.#backend.remove(one as Ref);
  }

  /** `covered` are the records whose histories may lack its texts from now on. */
  async #takeEdit(edit: Omit<TimedEdit, 'at'>, covered = this.#followed): Promise<void> {
    const { interaction } = edit;
    if (interaction === undefined) return this.#backend.remove(edit as Ref);
    const records = this.#followed.filter((record) => isAbout(edit, record)).map(recordKey);
    // A person's records tell all their people; those of a company or an opportunity don't.
    const left = this.#followed.filter((one) => one.kind === 'person' && !isAbout(edit, one)).map(recordKey);
    const kept = this.#followed.filter((record) => this.#facts.has(recordKey(record)));
    const { text, missing } = await textAfterEdit(edit, interaction, kept, this.#session.histories);
    const entry = searchEntry({ ...interaction, ...(text !== undefined && { text }) }, records);
    if (entry === undefined) return;
    const known = new Set(await this.#backend.replace(entry, left));
    this.#countMissing(
      missing,
      covered.filter((record) => known.has(recordKey(record)) || this.#shows(record, edit)),
    );
    await this.#backend.put([entry]);
  }

  /** Interactions that were saved here and that no followed record is known to have. */
  async #takeOwn(): Promise<void> {
    const { histories, timelines } = this.#session;
    const newest = new Map(histories.edits(0).map((edit) => [interactionKey(edit), edit]));
    for (const edit of newest.values()) {
      const type = typeIds.find((one) => one === edit.type);
      if (type === undefined) continue;
      const rows = this.#followed.map((one) => timelines.of(one, type));
      const { interaction, notes } = withNewestRow(edit, rows) ?? {};
      const text = interaction && new NoteTexts(notes).textOf(interaction);
      const entry = interaction && searchEntry({ ...interaction, ...(text !== undefined && { text }) }, []);
      if (entry !== undefined) await this.#backend.add(entry);
    }
  }

  /** True when a record's history was read after the edit, and so has it with its text. */
  #isReadSince(edit: TimedEdit): boolean {
    return this.#followed.some((record) => {
      const { savedAt = -Infinity } = this.#facts.get(recordKey(record)) ?? {};
      return savedAt > edit.at && isAbout(edit, record);
    });
  }

  /** The records are no longer covered: the search offers to read the texts again. */
  #countMissing(notes: number, records: readonly RecordRef[]): void {
    for (const record of records) {
      const facts = this.#facts.get(recordKey(record));
      if (facts !== undefined)
        this.#facts.set(recordKey(record), { ...facts, missing: facts.missing + notes });
    }
  }

  #shows(record: RecordRef, edit: Omit<TimedEdit, 'at'>): boolean {
    const type = typeIds.find((id) => id === edit.type);
    if (type === undefined) return false;
    return isAbout(edit, record) || this.#session.timelines.of(record, type).has(type, edit.id);
  }

  async #takeTexts({ record, interactions }: ReadTexts): Promise<void> {
    if (this.#isFollowed(record)) await this.#put(entriesOf({ record, interactions }));
  }

  /** An interaction that was opened from elsewhere becomes known with its text. */
  async #takeNote(interaction: Interaction, text: string): Promise<void> {
    const { type, id } = interaction;
    const records = this.#followed.filter((record) => isAbout({ type, id, interaction, about: [] }, record));
    const entry = searchEntry(
      { ...interaction, text },
      records.map((record) => recordKey(record)),
    );
    await this.#backend.putText(interaction as Ref, text);
    if (entry !== undefined) await this.#backend.put([entry]);
  }

  #withText(interaction: Interaction): InteractionWithText {
    const text = this.#session.reader.textRead(interaction);
    return text === undefined ? interaction : { ...interaction, text };
  }

  async #takeKeptNotes(): Promise<void> {
    for await (const { type, id, note } of this.#session.keptNotes())
      await this.#backend.putText({ type, id } as Ref, note);
  }

  async #put(entries: readonly SearchEntry[]): Promise<void> {
    for (let start = 0; start < entries.length && !this.#isDisposed; start += BATCH)
      await this.#backend.put(entries.slice(start, start + BATCH));
  }

  #isFollowed(record: RecordRef): boolean {
    return this.#followed.some((one) => recordKey(one) === recordKey(record));
  }
}

function timed({ about, ...edit }: HistoryEdit): Omit<TimedEdit, 'at'> {
  return { ...edit, about: about.map(recordKey) };
}
