import { Worker } from 'node:worker_threads';
import type { SearchCall, SearchTasks } from './searchTasks.ts';

export interface SearchRequest {
  readonly id: number;
  readonly call: SearchCall;
  readonly args: readonly unknown[];
}

export type SearchResponse =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly problem: string };

/** The work on the index, wherever it is done. */
export interface SearchBackend extends Pick<SearchTasks, SearchCall> {
  dispose(): void;
}

interface Pending {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** Works in a thread of its own, so that the host is never held up. When it ends by itself, all calls reject. */
export class SearchThread implements SearchBackend {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #next = 0;
  #failure: Error | undefined;

  constructor(file: string) {
    this.#worker = new Worker(file, { name: 'affinity-search', stdout: false, stderr: false });
    this.#worker.unref();
    this.#worker.on('message', (response: SearchResponse) => this.#settle(response));
    this.#worker.on('error', (error: unknown) =>
      this.#fail(error instanceof Error ? error : new Error(String(error))),
    );
    this.#worker.on('exit', () => this.#fail(new Error('The search thread ended.')));
  }

  readonly put: SearchTasks['put'] = (...args) => this.#call('put', args);
  readonly add: SearchTasks['add'] = (...args) => this.#call('add', args);
  readonly putText: SearchTasks['putText'] = (...args) => this.#call('putText', args);
  readonly replace: SearchTasks['replace'] = (...args) => this.#call('replace', args);
  readonly remove: SearchTasks['remove'] = (...args) => this.#call('remove', args);
  readonly removeRecord: SearchTasks['removeRecord'] = (...args) => this.#call('removeRecord', args);
  readonly removeUnknown: SearchTasks['removeUnknown'] = (...args) => this.#call('removeUnknown', args);
  readonly load: SearchTasks['load'] = (...args) => this.#call('load', args);
  readonly search: SearchTasks['search'] = (...args) => this.#call('search', args);

  dispose(): void {
    this.#fail(new Error('The search has ended.'));
    void this.#worker.terminate();
  }

  #call<Result>(call: SearchCall, args: readonly unknown[]): Promise<Result> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    this.#next += 1;
    const id = this.#next;
    return new Promise<Result>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#worker.postMessage({ id, call, args } satisfies SearchRequest);
    });
  }

  #settle(response: SearchResponse): void {
    const pending = this.#pending.get(response.id);
    this.#pending.delete(response.id);
    if ('problem' in response) pending?.reject(new Error(response.problem));
    else pending?.resolve(response.result as never);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#pending.values()) reject(this.#failure);
    this.#pending.clear();
  }
}
