import { sandboxApp } from './app.ts';
import { noteContent } from './bodies/noteBody.ts';
import { fieldstone } from './fieldstone/fieldstone.ts';
import type { OpenQuestions } from './http/interactionQuery.ts';
import { Limits } from './http/limits.ts';
import type { LimitOptions } from './http/limits.ts';
import type { SandboxApp } from './http/sandboxEnv.ts';
import { sandboxKeys } from './http/sandboxKeys.ts';
import { realClock } from './store/clock.ts';
import type { Clock } from './store/clock.ts';
import type { Interaction, InteractionType, Note, SampleData } from './store/sampleData.ts';
import { Workspace } from './store/workspace.ts';
import type { InteractionChange } from './store/workspace.ts';
import type { Fault } from './testing/fault.ts';
import { FaultQueue } from './testing/faultQueue.ts';
import { faultyAnswer } from './testing/faultyAnswer.ts';
import { bodyOf, openRecord } from './testing/recordedRequest.ts';
import type { RecordedRequest } from './testing/recordedRequest.ts';

const KEPT_REQUESTS = 10_000;

export interface SandboxOptions {
  readonly clock?: Clock;
  /** How long an answer takes, before the request takes effect. */
  readonly delayMs?: number | ((request: Request) => number);
  /** Another seed is another history among the same people. */
  readonly seed?: number;
  readonly limits?: LimitOptions;
  /** What the sample data is relative to; the clock's now by default. */
  readonly now?: Date;
  /** Instead of the sample data. */
  readonly data?: SampleData;
  /** What nobody has written down about the service, where either answer has to be lived with. */
  readonly open?: OpenQuestions;
}

/** A small Affinity. What is created in it stays as long as the object lives. */
export interface Sandbox {
  /** The key of the main user; see `sandboxKeys` for the others. */
  readonly apiKey: string;
  /** Takes the place of the global `fetch`, for any host; needs no `this`. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
  /** What was asked, oldest first; the last 10,000. */
  readonly requests: readonly RecordedRequest[];
  /** The most requests that were in flight at one time, since `clearRequests`. */
  readonly mostInFlight: number;
  clearRequests(): void;
  play(...faults: Fault[]): void;
  clearFaults(): void;
  interaction(type: InteractionType, id: number): Interaction | undefined;
  /** With its text as it was written: without the escapes that answers have. */
  note(id: number): (Note & { readonly content: string }) | undefined;
  counts(): Readonly<Record<'persons' | 'companies' | 'opportunities' | 'interactions' | 'notes', number>>;
  /** As if somebody else did it meanwhile: no request, no limits, no checks. */
  changeBehindTheBack(type: InteractionType, id: number, change: InteractionChange): void;
  deleteBehindTheBack(type: InteractionType, id: number): void;
}

export function createSandbox(options: SandboxOptions = {}): Sandbox {
  return new InProcessSandbox(options);
}

class InProcessSandbox implements Sandbox {
  readonly apiKey = sandboxKeys.user;
  readonly requests: RecordedRequest[] = [];
  mostInFlight = 0;
  readonly #options: SandboxOptions;
  readonly #clock: Clock;
  readonly #limits: Limits;
  readonly #app: SandboxApp;
  readonly #faults = new FaultQueue();
  #lazyWorkspace: Workspace | undefined;
  #inFlight = 0;

  constructor(options: SandboxOptions) {
    this.#options = options;
    this.#clock = options.clock ?? realClock;
    this.#limits = new Limits(this.#clock, options.limits);
    const parts = { clock: this.#clock, limits: this.#limits, open: options.open ?? {} };
    this.#app = sandboxApp({ ...parts, workspace: () => this.#workspace });
  }

  readonly fetch: Sandbox['fetch'] = async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const record = openRecord(request, this.#clock.now());
    this.requests.push(record);
    if (this.requests.length > KEPT_REQUESTS) this.requests.shift();
    this.#inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.#inFlight);
    const isOneTooMany = this.#inFlight > this.#limits.concurrent;
    try {
      record.body = await bodyOf(request);
      const response = await this.#answer(request, isOneTooMany);
      record.status = response.status;
      return response;
    } finally {
      this.#inFlight -= 1;
    }
  };

  async #answer(request: Request, isOneTooMany: boolean): Promise<Response> {
    const { delayMs = 0 } = this.#options;
    const fault = this.#faults.takeFor(request);
    const delay = typeof delayMs === 'number' ? delayMs : delayMs(request);
    if (delay > 0) await this.#clock.sleep(delay, request.signal);
    const answer = async (instead?: () => Response): Promise<Response> => {
      request.signal.throwIfAborted();
      return this.#app.fetch(request, { isOneTooMany, instead });
    };
    return fault === undefined ? answer() : faultyAnswer(fault, request, { answer, clock: this.#clock });
  }

  clearRequests(): void {
    this.requests.length = 0;
    this.mostInFlight = this.#inFlight;
  }

  play(...faults: Fault[]): void {
    this.#faults.add(faults);
  }

  clearFaults(): void {
    this.#faults.clear();
  }

  interaction(type: InteractionType, id: number): Interaction | undefined {
    return this.#workspace.interaction(type, id);
  }

  note(id: number): (Note & { readonly content: string }) | undefined {
    const note = this.#workspace.note(id);
    return note && { ...note, content: noteContent(note) };
  }

  counts(): ReturnType<Sandbox['counts']> {
    const { persons, companies, opportunities, interactions, notes } = this.#workspace;
    return {
      persons: persons.size,
      companies: companies.size,
      opportunities: opportunities.size,
      interactions: [...interactions].length,
      notes: [...notes].length,
    };
  }

  changeBehindTheBack(type: InteractionType, id: number, change: InteractionChange): void {
    const colleague = this.#workspace.colleagues.at(-1);
    this.#workspace.change(this.#existing(type, id), change, colleague?.id ?? 0);
  }

  deleteBehindTheBack(type: InteractionType, id: number): void {
    this.#workspace.delete(this.#existing(type, id));
  }

  get #workspace(): Workspace {
    const { data, now, seed } = this.#options;
    this.#lazyWorkspace ??= new Workspace(
      data ?? fieldstone(now ?? new Date(this.#clock.now()), seed),
      this.#clock,
    );
    return this.#lazyWorkspace;
  }

  #existing(type: InteractionType, id: number): Interaction {
    const interaction = this.#workspace.interaction(type, id);
    if (interaction === undefined) throw new RangeError(`There is no interaction ${id} of type ${type}.`);
    return interaction;
  }
}
