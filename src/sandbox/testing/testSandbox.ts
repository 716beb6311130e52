import { fieldstone } from '../fieldstone/fieldstone.ts';
import type { Intervention } from '../http/sandboxEnv.ts';
import { Sandbox } from '../sandbox.ts';
import type { SandboxOptions } from '../sandbox.ts';
import type { Interaction, InteractionType, Note, SampleData } from '../store/sampleData.ts';
import { realClock } from '../store/sandboxClock.ts';
import type { SandboxClock } from '../store/sandboxClock.ts';
import { noteContent } from '../store/workspace.ts';
import type { InteractionChange, Workspace } from '../store/workspace.ts';
import { FaultQueue } from './faultQueue.ts';
import type { Fault } from './faultQueue.ts';
import { faultyAnswer } from './faultyAnswer.ts';

const KEPT_REQUESTS = 10_000;

/** On the clock of the machine, the sample data of one minute is the same. */
const MINUTE = 60_000;

/** Building the sample data takes longer than most tests. A sandbox never changes it, so all can share it. */
const shared = new Map<string, SampleData>();

export interface TestSandboxOptions extends SandboxOptions {
  /** The duration of an answer, before the request takes effect. */
  readonly delayMs?: number | ((request: Request) => number);
  /** The most requests in flight; more are answered with 429 although the minute has requests left. */
  readonly concurrent?: number;
}

/** A request as the sandbox saw it, without its key. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The JSON of a write, or its text when that is not JSON. */
  readonly body: unknown;
  /** The time of arrival, in milliseconds since the epoch, by the sandbox's clock. */
  readonly at: number;
  /** The version header, which only requests of V2 have. */
  readonly apiVersion: string | undefined;
  /** Undefined until the request is answered. */
  readonly status: number | undefined;
}

type OpenRecord = { -readonly [Key in keyof RecordedRequest]: RecordedRequest[Key] };

/** A sandbox with the levers of the tests: faults, delays, recorded requests, and a look into its state. */
export class TestSandbox {
  readonly apiKey: string;
  /** Oldest first; the last 10,000. */
  readonly requests: RecordedRequest[] = [];
  /** The most requests that were in flight at a time since `clearRequests`. */
  mostInFlight = 0;
  readonly #sandbox: Sandbox;
  readonly #options: TestSandboxOptions;
  readonly #clock: SandboxClock;
  readonly #faults = new FaultQueue();
  #inFlight = 0;

  constructor(options: TestSandboxOptions = {}) {
    this.#sandbox = new Sandbox(options.data === undefined ? withSharedData(options) : options);
    this.#options = options;
    this.#clock = options.clock ?? realClock;
    this.apiKey = this.#sandbox.apiKey;
  }

  /** Replaces the global `fetch`, for any host; needs no `this`. */
  readonly fetch: Sandbox['fetch'] = async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const record = openRecord(request, this.#clock.now());
    this.requests.push(record);
    if (this.requests.length > KEPT_REQUESTS) this.requests.shift();
    this.#inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.#inFlight);
    const isTooMany = this.#inFlight > (this.#options.concurrent ?? Infinity);
    try {
      record.body = await bodyOf(request);
      const response = await this.#answer(request, isTooMany);
      record.status = response.status;
      return response;
    } finally {
      this.#inFlight -= 1;
    }
  };

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

  /** A note with its text as it was written, without the escapes of an answer. */
  note(id: number): (Note & { readonly content: string }) | undefined {
    const note = this.#workspace.note(id);
    return note && { ...note, content: noteContent(note) };
  }

  counts(): Readonly<Record<'persons' | 'companies' | 'opportunities' | 'interactions' | 'notes', number>> {
    const { persons, companies, opportunities, interactions, notes } = this.#workspace;
    return {
      persons: persons.size,
      companies: companies.size,
      opportunities: opportunities.size,
      interactions: [...interactions].length,
      notes: [...notes].length,
    };
  }

  /** Acts like another user at the same moment: no request, no limits, no checks. */
  changeBehindTheBack(type: InteractionType, id: number, change: InteractionChange): void {
    const colleague = this.#workspace.colleagues.at(-1);
    this.#workspace.changeInteraction(this.#existing(type, id), change, colleague?.id ?? 0);
  }

  deleteBehindTheBack(type: InteractionType, id: number): void {
    this.#workspace.deleteInteraction(this.#existing(type, id));
  }

  get #workspace(): Workspace {
    return this.#sandbox.workspace;
  }

  async #answer(request: Request, isTooMany: boolean): Promise<Response> {
    const { delayMs = 0 } = this.#options;
    const fault = this.#faults.takeFor(request);
    const delay = typeof delayMs === 'number' ? delayMs : delayMs(request);
    if (delay > 0) await this.#clock.sleep(delay, request.signal);
    const refusal = isTooMany ? { tooMany: 'Too many requests at the same time' } : {};
    const answer = async (intervention?: Intervention): Promise<Response> => {
      request.signal.throwIfAborted();
      return this.#sandbox.answer(request, { ...intervention, ...refusal });
    };
    return fault === undefined ? answer() : faultyAnswer(fault, request, { answer, clock: this.#clock });
  }

  #existing(type: InteractionType, id: number): Interaction {
    const interaction = this.#workspace.interaction(type, id);
    if (interaction === undefined) throw new RangeError(`There is no interaction ${id} of type ${type}.`);
    return interaction;
  }
}

/** The data is built when the first sandbox needs it. */
function withSharedData(options: TestSandboxOptions): TestSandboxOptions {
  const { clock, seed } = options;
  const exact = options.now?.getTime() ?? clock?.now();
  const now = exact ?? Math.floor(Date.now() / MINUTE) * MINUTE;
  return {
    ...options,
    get data() {
      return sharedData(now, seed);
    },
  };
}

/** Keeps the last one only, which takes some megabytes. */
function sharedData(now: number, seed: number | undefined): SampleData {
  const key = `${now} ${seed ?? ''}`;
  const known = shared.get(key);
  if (known !== undefined) return known;
  const built = fieldstone(new Date(now), seed);
  shared.clear();
  shared.set(key, built);
  return built;
}

/** Body and status are filled in as they become known. */
function openRecord(request: Request, at: number): OpenRecord {
  const { pathname, searchParams } = new URL(request.url);
  const query = Object.fromEntries(searchParams);
  const apiVersion = request.headers.get('x-affinity-api-version') ?? undefined;
  return {
    method: request.method,
    path: pathname,
    query,
    body: undefined,
    at,
    apiVersion,
    status: undefined,
  };
}

/** Reads a copy, so that the routes can still read the body. */
async function bodyOf(request: Request): Promise<unknown> {
  if (request.body === null) return undefined;
  const text = await request.clone().text();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
