import { AffinityClient } from '../../src/affinity/index.ts';
import { PeopleDirectory } from '../../src/directory/peopleDirectory.ts';
import { DeletionStore } from '../../src/drafts/store/deletionStore.ts';
import type { DraftStorage } from '../../src/drafts/store/draftStorage.ts';
import { DraftStore } from '../../src/drafts/store/draftStore.ts';
import type { DraftConnection } from '../../src/drafts/writing/saveDraft.ts';
import { TestSandbox } from '../../src/sandbox/testing/index.ts';
import type { SampleData, TestSandboxOptions } from '../../src/sandbox/testing/index.ts';
import { ids } from '../sandbox/smallFirm.ts';
import { VirtualClock } from '../support/virtualClock.ts';
import { Effects } from './effects.ts';
import type { Flight } from './effects.ts';
import { Random } from './random.ts';
import { randomFaults } from './randomFaults.ts';
// Notes load it when the first one is sent; no run is to wait for the disk.
import '../../src/notes/noteHtml.ts';

export const ACCOUNT = '7/1';

/** One service and one disk, and the editors that are started on them one after another. */
export class World {
  readonly random: Random;
  readonly time: VirtualClock;
  readonly sandbox: TestSandbox;
  readonly drafts: Disk = { texts: new Map(), locks: new Map(), canFail: true };
  /** A deletion goes out also when it cannot be written: a second one deletes nothing more. */
  readonly deletions: Disk = { texts: new Map(), locks: new Map(), canFail: false };
  /** The stored deletion at the moment of each request to delete. */
  readonly keptBefore: (readonly string[])[] = [];
  readonly effects: Effects;
  /** The service gives at most so many at a time. */
  pageSize: number | undefined;
  /** Whatever else goes wrong: what was never written is gone with a host that is killed, and nobody promises more. */
  isDiskSound = false;
  /** The disk is full or gone. */
  #diskFails = false;
  /** Nothing goes wrong, neither before the trouble nor after it. */
  isCalm = true;

  constructor(seed: number, data: SampleData, now: number, options: TestSandboxOptions = {}) {
    this.random = new Random(seed);
    this.time = new VirtualClock(now);
    this.effects = new Effects(this.time);
    this.sandbox = new TestSandbox({ data, clock: this.time.serverClock, now: new Date(now), ...options });
  }

  /** From now on things go wrong. */
  trouble(): void {
    this.isCalm = false;
    this.sandbox.play(...randomFaults(this.random));
  }

  /** The fault of the disk at this moment. Once it fails, it does so for a while. */
  get diskFails(): boolean {
    const { random, isCalm, isDiskSound } = this;
    this.#diskFails = !isCalm && !isDiskSound && random.chance(this.#diskFails ? 0.8 : 0.01);
    return this.#diskFails;
  }

  calm(): void {
    this.isCalm = true;
    this.sandbox.clearFaults();
  }
}

interface Disk {
  readonly canFail: boolean;
  readonly texts: Map<string, string>;
  readonly locks: Map<string, Life>;
}

/** An extension host. After it was killed nothing of it goes on, at whatever it waited for. */
export class Life {
  isAlive = true;
  readonly client: AffinityClient;
  readonly connection: DraftConnection;
  readonly store: DraftStore;
  readonly deletions: DeletionStore;
  /** Never resolves while it lives. */
  readonly killed: Promise<'killed'>;
  readonly #world: World;
  #stepsLeft = Infinity;
  #kill: (() => void) | undefined;

  constructor(world: World) {
    this.#world = world;
    this.killed = new Promise((resolve) => (this.#kill = () => resolve('killed')));
    const { time: clock } = world;
    const { apiKey } = world.sandbox;
    this.client = new AffinityClient({ apiKey, clock, fetch: (input, init) => this.#fetch(input, init) });
    const { interactions, notes, persons } = this.client;
    const noting = { userId: ids.ann, notes, v2: this.client.v2, learned: {} };
    const directory = new PeopleDirectory(persons, clock);
    this.connection = { interactions, notes, persons, directory, noting };
    this.store = new DraftStore({
      storage: this.#storage(world.drafts),
      clock,
      newId: () => `new-${world.random.below(2 ** 30)}`,
      onProblem: () => undefined,
    });
    const storage = this.#storage(world.deletions);
    this.deletions = new DeletionStore({ storage, onProblem: () => undefined });
  }

  /** It is killed at one of the next steps, or not at all. */
  endanger(): void {
    const { random, isCalm } = this.#world;
    if (!isCalm && random.chance(0.4)) this.#stepsLeft = random.below(40);
  }

  /** It is killed after so many steps. */
  killAfter(steps: number): void {
    this.#stepsLeft = steps;
  }

  /** Whatever waits for the world outside goes through here, before and after. */
  async step<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#pass();
    try {
      return await work();
    } finally {
      await this.#pass();
    }
  }

  #pass(): Promise<void> {
    this.#stepsLeft -= 1;
    if (this.#stepsLeft < 0) {
      this.isAlive = false;
      this.#kill?.();
    }
    return this.isAlive ? Promise.resolve() : new Promise(() => undefined);
  }

  #fetch(input: Parameters<typeof fetch>[0], init: RequestInit = {}): Promise<Response> {
    const { random, isCalm, time, effects, deletions, keptBefore } = this.#world;
    return this.step(async () => {
      if (init.method === 'DELETE') keptBefore.push([...deletions.texts.values()]);
      if (!isCalm && random.chance(0.02)) time.jump((random.next() - 0.5) * 2 * 86_400_000);
      if (init.method === undefined || init.method === 'GET') return this.#answer(input, init);
      const flight = effects.begin();
      if (!isCalm && random.chance(0.07)) return this.#lose(flight, input, init);
      try {
        return await this.#answer(input, init);
      } finally {
        flight.isLost = !this.isAlive;
        effects.end(flight);
      }
    });
  }

  /** The connection breaks, and the request takes effect only later: mostly within what a look can see. */
  #lose(flight: Flight, input: Parameters<typeof fetch>[0], init: RequestInit): never {
    const { random, time, effects } = this.#world;
    flight.isLost = true;
    const { signal: _signal, ...late } = init;
    const afterMs = random.chance(0.8) ? random.below(4_500) : 5_001 + random.below(120_000);
    void time.serverClock
      .sleep(afterMs)
      .then(() => this.#answer(input, late))
      .then(({ status }) => (flight.isRefused = status >= 400 && status < 500))
      .catch(() => undefined)
      .finally(() => effects.end(flight));
    throw new TypeError('fetch failed');
  }

  #answer(input: Parameters<typeof fetch>[0], init: RequestInit): Promise<Response> {
    const { sandbox, pageSize } = this.#world;
    const url = new URL(input instanceof Request ? input.url : input);
    if (pageSize !== undefined && url.searchParams.has('page_size'))
      url.searchParams.set('page_size', String(pageSize));
    return sandbox.fetch(url, init);
  }

  #storage({ texts, locks, canFail }: Disk): DraftStorage {
    return {
      list: () => this.#disk(canFail, () => [...texts.keys()]),
      read: (name) => this.#disk(canFail, () => texts.get(name)),
      write: (name, text) => this.#disk(canFail, () => void texts.set(name, text)),
      remove: (name) => this.#disk(canFail, () => void texts.delete(name)),
      lock: (name) =>
        this.#disk(canFail, () => {
          if (locks.get(name)?.isAlive === true) return undefined;
          locks.set(name, this);
          return () => this.step(async () => void locks.delete(name));
        }),
    };
  }

  /** A failure comes before it is done, or after it. */
  #disk<Result>(canFail: boolean, work: () => Result): Promise<Result> {
    return this.step(async () => {
      const { random } = this.#world;
      const diskFails = canFail && this.#world.diskFails;
      if (diskFails && random.chance(0.7)) throw new Error('ENOSPC');
      const result = work();
      if (diskFails && typeof result !== 'function') throw new Error('EIO');
      return result;
    });
  }
}
