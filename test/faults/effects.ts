import type { VirtualClock } from '../support/virtualClock.ts';
import type { Tally } from './tally.ts';

/** How often what was wanted is really there. */
export type Truth = () => number;

/** A write on its way. */
export interface Flight {
  /** Its caller has stopped waiting for the response. */
  isLost: boolean;
  /** From then on it has no effect. */
  over: number;
  /** It was refused, so it had no effect at all. Known when a lost one has arrived. */
  isRefused: boolean;
}

/** `order` tells what came first, also within a moment in which no time passes. */
interface Ordered {
  readonly order: number;
  readonly at: number;
}

/**
 * When writes took effect, and when it was said that they had not. What is true when it is said may not be so in the end:
 * a look that ends five seconds after the answer was lost sees nothing of what comes later.
 */
export class Effects {
  readonly #time: VirtualClock;
  readonly #flights: (Flight & Ordered)[] = [];
  readonly #effects: Ordered[] = [];
  readonly #denials: Ordered[] = [];
  #order = 0;

  constructor(time: VirtualClock) {
    this.#time = time;
  }

  /** From now on. Whatever makes it more is the effect of the oldest write that can have done it. */
  watch(truth: Truth): void {
    let last = truth();
    this.#time.onRest = () => {
      const now = truth();
      for (; last < now; last += 1) this.#happened();
      last = now;
    };
  }

  begin(): Flight {
    const flight = { ...this.#next(), isLost: false, over: Infinity, isRefused: false };
    this.#flights.push(flight);
    return flight;
  }

  end(flight: Flight): void {
    flight.over = this.#next().at;
  }

  /** It was said not to be there. A step before it may have taken effect in the same moment. */
  deny(): void {
    this.#time.onRest();
    this.#denials.push(this.#next());
  }

  /** Counts what was said and has turned out wrong since; what a look cannot see has a column of its own. */
  judge(tally: Tally): void {
    const wrong = this.#effects.filter((effect) => {
      const flight = this.#flightOf(effect);
      return this.#denials.some(
        ({ order }) => flight !== undefined && flight.order < order && order < effect.order,
      );
    });
    const late = wrong.filter((effect) => this.#isLate(effect));
    tally.late += this.late;
    tally.lateMisreported += late.length;
    tally.misreported += wrong.length - late.length;
    if (wrong.length > late.length) tally.notes.push('misreported: said not to be there, and it came');
  }

  /** How many took effect more than five seconds after their answer was lost. */
  get late(): number {
    return this.#effects.filter((effect) => this.#isLate(effect)).length;
  }

  #happened(): void {
    this.#effects.push(this.#next());
  }

  /** The oldest write that can have done it. */
  #flightOf({ at: moment }: Ordered): (Flight & Ordered) | undefined {
    return this.#flights.find(({ at, over, isRefused }) => !isRefused && at <= moment && moment <= over);
  }

  #isLate(effect: Ordered): boolean {
    const flight = this.#flightOf(effect);
    return flight?.isLost === true && effect.at - flight.at > 5_000;
  }

  #next(): Ordered {
    this.#order += 1;
    return { order: this.#order, at: this.#time.serverClock.now() };
  }
}
