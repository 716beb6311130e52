import { AffinityClient } from '../../src/affinity/index.ts';
import { DeletionStore } from '../../src/drafts/deletion/deletionStore.ts';
import type { FormConnection } from '../../src/drafts/form/formParts.ts';
import { PeopleDirectory } from '../../src/drafts/people/peopleDirectory.ts';
import type { DraftStorage } from '../../src/drafts/store/draftStorage.ts';
import { DraftStore } from '../../src/drafts/store/draftStore.ts';
import { createSandbox } from '../../src/sandbox/index.ts';
import type { SampleData, Sandbox } from '../../src/sandbox/index.ts';
import { Random } from './random.ts';
import { randomFaults } from './randomFaults.ts';
import { VirtualTime } from './virtualTime.ts';

export const ACCOUNT = '7/1';

/** One service and one disk, and the editors that are started on them one after another. */
export class World {
  readonly random: Random;
  readonly time: VirtualTime;
  readonly sandbox: Sandbox;
  readonly drafts: Disk = { texts: new Map(), locks: new Map() };
  readonly deletions: Disk = { texts: new Map(), locks: new Map() };
  /** What stood on the disk of a deletion whenever one went out. */
  readonly keptBefore: (readonly string[])[] = [];
  /** Nothing goes wrong, neither before the trouble nor after it. */
  isCalm = true;

  constructor(seed: number, data: SampleData, now: number) {
    this.random = new Random(seed);
    this.time = new VirtualTime(now);
    this.sandbox = createSandbox({ data, clock: this.time.serverClock, now: new Date(now) });
  }

  /** From now on things go wrong. */
  trouble(): void {
    this.isCalm = false;
    this.sandbox.play(...randomFaults(this.random));
  }

  calm(): void {
    this.isCalm = true;
    this.sandbox.clearFaults();
  }
}

interface Disk {
  readonly texts: Map<string, string>;
  readonly locks: Map<string, Life>;
}

/** An extension host. After it was killed nothing of it goes on, at whatever it waited for. */
export class Life {
  isAlive = true;
  readonly client: AffinityClient;
  readonly connection: FormConnection;
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
    const { clock } = world.time;
    const { apiKey } = world.sandbox;
    this.client = new AffinityClient({ apiKey, clock, fetch: (input, init) => this.#fetch(input, init) });
    const { interactions, notes, persons } = this.client;
    this.connection = { interactions, notes, persons, directory: new PeopleDirectory(persons, clock) };
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

  #fetch(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
    const { random, isCalm, time, sandbox, deletions, keptBefore } = this.#world;
    return this.step(async () => {
      if (init?.method === 'DELETE') keptBefore.push([...deletions.texts.values()]);
      if (!isCalm && random.chance(0.02)) time.jump((random.next() - 0.5) * 2 * 86_400_000);
      const isWrite = init?.method !== undefined && init.method !== 'GET';
      if (isCalm || !isWrite || !random.chance(0.05)) return sandbox.fetch(input, init);
      // The connection breaks, and the request takes effect only later.
      const { signal: _signal, ...late } = init;
      void time.serverClock
        .sleep(random.below(4_500))
        .then(() => sandbox.fetch(input, late))
        .catch(() => undefined);
      throw new TypeError('fetch failed');
    });
  }

  #storage({ texts, locks }: Disk): DraftStorage {
    return {
      list: () => this.step(async () => [...texts.keys()]),
      read: (name) => this.step(async () => texts.get(name)),
      write: (name, text) => this.step(async () => void texts.set(name, text)),
      remove: (name) => this.step(async () => void texts.delete(name)),
      lock: (name) =>
        this.step(async () => {
          if (locks.get(name)?.isAlive === true) return undefined;
          locks.set(name, this);
          return () => this.step(async () => void locks.delete(name));
        }),
    };
  }
}
