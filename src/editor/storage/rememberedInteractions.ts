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

/** The newest rows of a timeline that are kept; what is older is loaded again when it is asked for. */
const MOST_ROWS = 300;

/** The timelines that come back, the last changed ones; 200 of the longest take 30 MB of memory. */
const MOST_FILES = 200;

const WRITE_DELAY_MS = 1000;

const fileStem = (record: RecordId): string => recordKey(record).replace(':', '-');

/** What of the timelines the tree shows. */
export interface ShownTimelines {
  readonly followed: FollowedRecords;
  readonly filter: InteractionFilter;
}

/** Keeps what was loaded of each timeline for the next start, one file a timeline, newest rows only. */
export class RememberedInteractions implements Disposable {
  readonly #folder: AccountFolder;
  readonly #timelines: Timelines;
  readonly #enabled: () => boolean;
  readonly #waiting = new Map<InteractionTimeline, ReturnType<typeof setTimeout>>();
  readonly #unsubscribe: () => void;
  /** Timelines are just given what the files hold already. */
  #isRestoring = false;

  /** `enabled` is asked anew each time something is to be written or shown. */
  constructor(folder: AccountFolder, timelines: Timelines, enabled: () => boolean) {
    this.#folder = folder;
    this.#timelines = timelines;
    this.#enabled = enabled;
    this.#unsubscribe = timelines.onDidChange((timeline) => this.#schedule(timeline));
  }

  /**
   * Puts back what was kept of the records that are followed, with the filter and without, and removes all else. No
   * request is made, and the host has a pause after each file.
   */
  async restore(shown: ShownTimelines): Promise<void> {
    const wanted = fileNames(shown);
    for (const file of await this.#folder.prune(
      INTERACTIONS_FOLDER,
      (name) => wanted.has(name),
      MOST_FILES,
    )) {
      const snapshot = await this.#folder.readJson(`${INTERACTIONS_FOLDER}/${file}`);
      if (!this.#enabled()) return;
      this.#isRestoring = true;
      this.#timelines.restore([snapshot]);
      this.#isRestoring = false;
    }
  }

  /** Writes what is still waiting to be written. */
  async flush(): Promise<void> {
    const timelines = [...this.#waiting.keys()];
    await Promise.all(timelines.map((timeline) => this.#write(timeline)));
  }

  async forget(record: RecordId): Promise<void> {
    this.#stopWaiting((timeline) => recordKey(timeline.record) === recordKey(record));
    await this.#folder.prune(INTERACTIONS_FOLDER, (name) => !name.startsWith(`${fileStem(record)}-`));
  }

  /** For what is to be removed from disk altogether. */
  discardWaiting(): void {
    this.#stopWaiting(() => true);
  }

  dispose(): void {
    this.#unsubscribe();
    this.discardWaiting();
  }

  #schedule(timeline: InteractionTimeline): void {
    if (this.#isRestoring || !this.#enabled()) return;
    if (timeline.state.status === 'loading' || this.#waiting.has(timeline)) return;
    const write = (): void => void this.#write(timeline);
    this.#waiting.set(timeline, setTimeout(write, WRITE_DELAY_MS));
  }

  #stopWaiting(isMeant: (timeline: InteractionTimeline) => boolean): void {
    for (const [timeline, timer] of this.#waiting) {
      if (!isMeant(timeline)) continue;
      clearTimeout(timer);
      this.#waiting.delete(timeline);
    }
  }

  /** Never rejects: without the file the next start asks the service. */
  async #write(timeline: InteractionTimeline): Promise<void> {
    this.#stopWaiting((one) => one === timeline);
    const snapshot = this.#enabled() ? timeline.snapshot(MOST_ROWS) : undefined;
    if (snapshot === undefined) return;
    const name = `${INTERACTIONS_FOLDER}/${fileName(timeline)}`;
    await this.#folder.write(name, JSON.stringify(snapshot)).catch((error: unknown) => {
      this.#folder.log.warn(`${name} could not be written: ${String(error)}`);
    });
  }
}

/** Keeps the dates of records for the next start, so that the first click after it need not wait for them. */
export class RememberedBounds {
  readonly #folder: AccountFolder;
  readonly #timelines: Pick<Timelines, 'bounds'>;
  readonly #enabled: () => boolean;
  #isForgotten = false;

  constructor(folder: AccountFolder, timelines: Pick<Timelines, 'bounds'>, enabled: () => boolean) {
    this.#folder = folder;
    this.#timelines = timelines;
    this.#enabled = enabled;
    timelines.bounds.onDidChange(() => void this.#write());
  }

  /** Puts back what was kept, without any request. */
  async restore(): Promise<void> {
    if (!this.#enabled()) return this.#folder.remove(BOUNDS_FILE);
    this.#timelines.bounds.restore(await this.#folder.readJson(BOUNDS_FILE));
  }

  /** On sign-out: what is still on its way is not kept either. */
  async forgetAll(): Promise<void> {
    this.#isForgotten = true;
    await this.#folder.remove(BOUNDS_FILE);
  }

  /** Never rejects: the dates are asked for again. */
  async #write(): Promise<void> {
    if (!this.#enabled() || this.#isForgotten) return;
    try {
      await this.#folder.write(BOUNDS_FILE, JSON.stringify(this.#timelines.bounds.save()));
    } catch (error) {
      this.#folder.log.warn(`${BOUNDS_FILE} could not be written: ${String(error)}`);
    }
  }
}

/** Of all that is shown now, or when the filter is cleared. */
function fileNames({ followed, filter }: ShownTimelines): ReadonlySet<string> {
  const names = followed.flatMap((record) =>
    typeIds.flatMap((type) => [{}, filter].map((one) => fileName({ record, type, filter: one }))),
  );
  return new Set(names);
}

function fileName({ record, type, filter }: TimelineSubject): string {
  return `${fileStem(record)}-${type}-${filterKey(filter, type)}.json`;
}
