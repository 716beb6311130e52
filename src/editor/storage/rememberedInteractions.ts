import type { Disposable } from 'vscode';
import type { FollowedRecords } from '../../history/followedRecords.ts';
import { filterKey } from '../../history/interactionFilter.ts';
import type { InteractionFilter } from '../../history/interactionFilter.ts';
import type { InteractionTimeline } from '../../history/interactionTimeline.ts';
import type { TimelineSubject } from '../../history/stretchReader.ts';
import type { Timelines } from '../../history/timelines.ts';
import { typeIds } from '../../model/interactionTypes.ts';
import { recordKey } from '../../model/recordRef.ts';
import type { RecordId } from '../../model/recordRef.ts';
import { BOUNDS_FILE, INTERACTIONS_FOLDER } from './accountFolder.ts';
import type { AccountFolder } from './accountFolder.ts';

/** Rows kept per timeline, the newest ones. */
const MAX_ROWS = 300;

/** Timelines restored, those changed last. 200 with the maximum of rows take 30 MB of memory. */
const MAX_FILES = 200;

const WRITE_DELAY_MS = 1000;

const fileStem = (record: RecordId): string => recordKey(record).replace(':', '-');

/** Determines the timelines that the tree shows. */
export interface ShownTimelines {
  readonly followed: FollowedRecords;
  readonly filter: InteractionFilter;
}

/** Keeps the newest rows of each timeline for the next start, in one file per timeline. */
export class RememberedInteractions implements Disposable {
  readonly #folder: AccountFolder;
  readonly #timelines: Timelines;
  readonly #enabled: () => boolean;
  readonly #pending = new Map<InteractionTimeline, ReturnType<typeof setTimeout>>();
  readonly #unsubscribe: () => void;
  /** True while timelines change because of what the files hold. */
  #isRestoring = false;

  /** `enabled` is called before each read and write, as the setting can change. */
  constructor(folder: AccountFolder, timelines: Timelines, enabled: () => boolean) {
    this.#folder = folder;
    this.#timelines = timelines;
    this.#enabled = enabled;
    this.#unsubscribe = timelines.onDidChange((timeline) => this.#schedule(timeline));
  }

  /**
   * Restores the timelines of followed records, with and without the filter, and removes all other files. Makes no request,
   * and lets the host do other work after each file.
   */
  async restore(shown: ShownTimelines): Promise<void> {
    const wanted = fileNames(shown);
    for (const file of await this.#folder.prune(INTERACTIONS_FOLDER, (name) => wanted.has(name), MAX_FILES)) {
      const snapshot = await this.#folder.readJson(`${INTERACTIONS_FOLDER}/${file}`);
      if (!this.#enabled()) return;
      this.#isRestoring = true;
      this.#timelines.restore([snapshot]);
      this.#isRestoring = false;
    }
  }

  /** Writes pending changes now. */
  async flush(): Promise<void> {
    const timelines = [...this.#pending.keys()];
    await Promise.all(timelines.map((timeline) => this.#write(timeline)));
  }

  async forget(record: RecordId): Promise<void> {
    this.#cancelWrites((timeline) => recordKey(timeline.record) === recordKey(record));
    await this.#folder.prune(INTERACTIONS_FOLDER, (name) => !name.startsWith(`${fileStem(record)}-`));
  }

  /** Drops pending changes, before the files are removed. */
  discardPending(): void {
    this.#cancelWrites(() => true);
  }

  dispose(): void {
    this.#unsubscribe();
    this.discardPending();
  }

  #schedule(timeline: InteractionTimeline): void {
    if (this.#isRestoring || !this.#enabled()) return;
    if (timeline.state.status === 'loading' || this.#pending.has(timeline)) return;
    const write = (): void => void this.#write(timeline);
    this.#pending.set(timeline, setTimeout(write, WRITE_DELAY_MS));
  }

  #cancelWrites(isAffected: (timeline: InteractionTimeline) => boolean): void {
    for (const [timeline, timer] of this.#pending) {
      if (!isAffected(timeline)) continue;
      clearTimeout(timer);
      this.#pending.delete(timeline);
    }
  }

  /** Never rejects: without the file the next start makes a request. */
  async #write(timeline: InteractionTimeline): Promise<void> {
    this.#cancelWrites((one) => one === timeline);
    const snapshot = this.#enabled() ? timeline.snapshot(MAX_ROWS) : undefined;
    if (snapshot === undefined) return;
    const name = `${INTERACTIONS_FOLDER}/${fileName(timeline)}`;
    await this.#folder.write(name, JSON.stringify(snapshot)).catch((error: unknown) => {
      this.#folder.log.warn(`${name} could not be written: ${String(error)}`);
    });
  }
}

/** Keeps the dates of records for the next start, so that its first click doesn't have to wait for them. */
export class RememberedBounds {
  readonly #folder: AccountFolder;
  readonly #timelines: Pick<Timelines, 'bounds'>;
  readonly #enabled: () => boolean;
  #isForgotten = false;
  #writing = Promise.resolve();
  /** A write waits for the one under way, and will hold all changes until then. */
  #isWaiting = false;

  constructor(folder: AccountFolder, timelines: Pick<Timelines, 'bounds'>, enabled: () => boolean) {
    this.#folder = folder;
    this.#timelines = timelines;
    this.#enabled = enabled;
    timelines.bounds.onDidChange(() => void this.#writeInTurn());
  }

  /** Restores the dates without a request. */
  async restore(): Promise<void> {
    if (!this.#enabled()) return this.#folder.remove(BOUNDS_FILE);
    this.#timelines.bounds.restore(await this.#folder.readJson(BOUNDS_FILE));
  }

  /** Removes the dates, on sign-out; responses that arrive later are not kept. */
  async forgetAll(): Promise<void> {
    this.#isForgotten = true;
    await this.#folder.remove(BOUNDS_FILE);
  }

  /** A refresh of all records changes hundreds of dates at once. */
  async #writeInTurn(): Promise<void> {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    await this.#writing;
    this.#isWaiting = false;
    this.#writing = this.#write();
  }

  /** Never rejects: without the file the dates are requested again. */
  async #write(): Promise<void> {
    if (!this.#enabled() || this.#isForgotten) return;
    try {
      await this.#folder.write(BOUNDS_FILE, JSON.stringify(this.#timelines.bounds.save()));
    } catch (error) {
      this.#folder.log.warn(`${BOUNDS_FILE} could not be written: ${String(error)}`);
    }
  }
}

/** Files of all timelines that are shown now or after the filter is cleared. */
function fileNames({ followed, filter }: ShownTimelines): ReadonlySet<string> {
  const names = followed.flatMap((record) =>
    typeIds.flatMap((type) => [{}, filter].map((one) => fileName({ record, type, filter: one }))),
  );
  return new Set(names);
}

function fileName({ record, type, filter }: TimelineSubject): string {
  return `${fileStem(record)}-${type}-${filterKey(filter, type)}.json`;
}
