import type { Disposable } from 'vscode';
import type { InteractionTimeline } from '../../timeline/interactionTimeline.ts';
import { filterKey } from '../../timeline/interactionFilter.ts';
import { recordKey, type RecordId } from '../../timeline/recordRef.ts';
import type { Timelines } from '../../timeline/timelines.ts';
import type { AccountFolder } from '../accountFolder.ts';

const folderName = 'interactions';
/** The newest rows of a timeline that are kept; what is older is loaded again when it is asked for. */
const mostRows = 300;
const writeDelayMs = 1000;

/** Keeps what was loaded of each timeline for the next start, one file a timeline, newest rows only. */
export class RememberedInteractions implements Disposable {
  readonly #folder: AccountFolder;
  readonly #timelines: Timelines;
  readonly #enabled: () => boolean;
  readonly #waiting = new Map<InteractionTimeline, ReturnType<typeof setTimeout>>();
  readonly #unsubscribe: () => void;
  /** Timelines are just given what the files hold already. */
  #isRestoring = false;

  constructor(folder: AccountFolder, timelines: Timelines, enabled: () => boolean) {
    this.#folder = folder;
    this.#timelines = timelines;
    this.#enabled = enabled;
    this.#unsubscribe = timelines.onDidChange((timeline) => this.#schedule(timeline));
  }

  /** Puts back what was kept, without any request. */
  async restore(): Promise<void> {
    if (!this.#enabled()) return this.forgetAll();
    const files = await this.#folder.list(folderName);
    const snapshots = await Promise.all(files.map((file) => this.#folder.readJson(`${folderName}/${file}`)));
    this.#isRestoring = true;
    this.#timelines.restore(snapshots);
    this.#isRestoring = false;
  }

  /** Writes what is still waiting to be written. */
  async flush(): Promise<void> {
    const timelines = [...this.#waiting.keys()];
    await Promise.all(timelines.map((timeline) => this.#write(timeline)));
  }

  async forget(record: RecordId): Promise<void> {
    const files = await this.#folder.list(folderName);
    const own = files.filter((file) => file.startsWith(`${fileStem(record)}-`));
    await Promise.all(own.map((file) => this.#folder.remove(`${folderName}/${file}`)));
  }

  async forgetAll(): Promise<void> {
    await this.#folder.remove(folderName);
  }

  dispose(): void {
    this.#unsubscribe();
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
  }

  #schedule(timeline: InteractionTimeline): void {
    if (this.#isRestoring || !this.#enabled()) return;
    if (timeline.state.status === 'loading' || this.#waiting.has(timeline)) return;
    const write = (): void => void this.#write(timeline);
    this.#waiting.set(timeline, setTimeout(write, writeDelayMs));
  }

  async #write(timeline: InteractionTimeline): Promise<void> {
    clearTimeout(this.#waiting.get(timeline));
    this.#waiting.delete(timeline);
    const snapshot = timeline.snapshot(mostRows);
    if (snapshot === undefined) return;
    await this.#folder.write(`${folderName}/${fileName(timeline)}`, JSON.stringify(snapshot));
  }
}

const fileStem = (record: RecordId): string => recordKey(record).replace(':', '-');

function fileName({ record, type, filter }: InteractionTimeline): string {
  return `${fileStem(record)}-${type}-${filterKey(filter, type)}.json`;
}
