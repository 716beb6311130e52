import { fieldstone } from './fieldstone/fieldstone.ts';
import { RequestLimits } from './http/requestLimits.ts';
import type { LimitOptions } from './http/requestLimits.ts';
import type { Intervention, OpenQuestions, SandboxApp, V2Options } from './http/sandboxEnv.ts';
import { sandboxKeys } from './http/sandboxKeys.ts';
import { sandboxApp } from './sandboxApp.ts';
import { Replica } from './store/replica.ts';
import type { SampleData } from './store/sampleData.ts';
import { realClock } from './store/sandboxClock.ts';
import type { SandboxClock } from './store/sandboxClock.ts';
import { Workspace } from './store/workspace.ts';

export interface SandboxOptions {
  readonly clock?: SandboxClock;
  /** Another seed gives another history among the same people. */
  readonly seed?: number;
  readonly limits?: LimitOptions;
  /** The moment that the sample data is relative to; the clock's now by default. */
  readonly now?: Date;
  /** Replaces the sample data. */
  readonly data?: SampleData;
  readonly open?: OpenQuestions;
  readonly v2?: V2Options;
}

/** The built-in Affinity. Everything that is created in it stays as long as the object lives. */
export class Sandbox {
  /** The key of the main user; `sandboxKeys` has the others. */
  readonly apiKey: string = sandboxKeys.user;
  readonly #options: SandboxOptions;
  readonly #clock: SandboxClock;
  readonly #app: SandboxApp;
  #lazyState: { readonly workspace: Workspace; readonly replica: Replica } | undefined;

  constructor(options: SandboxOptions = {}) {
    this.#options = options;
    this.#clock = options.clock ?? realClock;
    this.#app = sandboxApp({
      clock: this.#clock,
      limits: new RequestLimits(this.#clock, options.limits),
      open: options.open ?? {},
      v2: options.v2 ?? {},
      workspace: () => this.workspace,
      replica: () => this.#state.replica,
    });
  }

  /** Replaces the global `fetch`, for any host; needs no `this`. */
  readonly fetch = async (input: Request | URL | string, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    return this.answer(request);
  };

  async answer(request: Request, intervention: Intervention = {}): Promise<Response> {
    return this.#app.fetch(request, intervention);
  }

  get workspace(): Workspace {
    return this.#state.workspace;
  }

  get #state(): { readonly workspace: Workspace; readonly replica: Replica } {
    if (this.#lazyState !== undefined) return this.#lazyState;
    const { data, now, seed, v2 } = this.#options;
    const content = data ?? fieldstone(now ?? new Date(this.#clock.now()), seed);
    const workspace = new Workspace(content, this.#clock);
    this.#lazyState = { workspace, replica: new Replica(workspace, this.#clock, v2?.lagMs ?? 0) };
    return this.#lazyState;
  }
}
