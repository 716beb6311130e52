/** Looks at the clock whenever the host has a moment. */
export class HoldUpWatch {
  #last = performance.now();
  #longest = 0;
  #isOn = true;

  constructor() {
    this.#look();
  }

  stop(): number {
    this.#isOn = false;
    return Math.max(this.#longest, performance.now() - this.#last);
  }

  #look(): void {
    const now = performance.now();
    this.#longest = Math.max(this.#longest, now - this.#last);
    this.#last = now;
    if (this.#isOn) setImmediate(() => this.#look());
  }
}
