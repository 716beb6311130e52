import { RequestPermission, wholeHistory } from './requestPermission.ts';
import type { ConfirmRequests, RequestEstimate } from './requestPermission.ts';

const DECLINED = 'RequestsDeclined';

/** True for the reason why a reading ended when the user refused its requests. */
export function isDeclined(reason: unknown): boolean {
  return reason instanceof Error && reason.name === DECLINED;
}

export interface HistoryRequestsDeps {
  readonly confirm: ConfirmRequests;
  /** Requests that all walks of the reading still need. */
  readonly left: () => RequestEstimate;
  readonly onResponse: () => void;
  readonly stopped: AbortSignal;
}

/** The requests of one reading, which has several walks side by side: they are counted, confirmed and stopped together. */
export class HistoryRequests {
  readonly signal: AbortSignal;
  readonly #deps: HistoryRequestsDeps;
  readonly #declined = new AbortController();
  readonly #permission: RequestPermission;
  #asking: Promise<void> = Promise.resolve();
  #made = 0;

  constructor(deps: HistoryRequestsDeps) {
    this.#deps = deps;
    this.#permission = new RequestPermission(deps.confirm, deps.left().about);
    this.signal = AbortSignal.any([deps.stopped, this.#declined.signal]);
  }

  /** Pages that one of so many walks may request ahead of its reader. */
  lookahead(walks: number): number {
    return Math.max(1, Math.floor(this.#permission.lookahead / walks));
  }

  get options() {
    return { priority: wholeHistory.priority, signal: this.signal };
  }

  get made(): number {
    return this.#made;
  }

  /** Rejects when the user refuses. */
  async begin(): Promise<void> {
    this.signal.throwIfAborted();
    if (!(await this.#permission.mayStart())) this.#decline();
    this.signal.throwIfAborted();
  }

  /** Called after each response; rejects when nothing more may be requested. Walks wait for one and the same question. */
  async received(): Promise<void> {
    this.#made += 1;
    this.#deps.onResponse();
    await this.confirm(this.#deps.left);
  }

  /** Asks when this is more than is free, unless the user has agreed before. */
  async confirm(left: () => RequestEstimate): Promise<void> {
    const before = this.#asking;
    const asking = (async () => {
      await before;
      if (!this.signal.aborted && !(await this.#permission.mayContinue(left()))) this.#decline();
    })();
    this.#asking = asking;
    await asking;
    this.signal.throwIfAborted();
  }

  #decline(): void {
    this.#declined.abort(Object.assign(new Error('The requests were declined.'), { name: DECLINED }));
  }
}
