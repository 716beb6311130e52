import { MAX_UNCONFIRMED_REQUESTS } from './requestPermission.ts';
import type { ConfirmRequests } from './requestPermission.ts';

/** The question of several readings: it is asked once, as soon as all their requests together are more than are free. */
export class SharedQuestion {
  readonly #confirm: ConfirmRequests;
  #made = 0;
  #isAgreed = false;

  constructor(confirm: ConfirmRequests) {
    this.#confirm = confirm;
  }

  made(requests: number): void {
    this.#made += requests;
  }

  async mayMake(requests: number): Promise<boolean> {
    if (this.#isAgreed || this.#made + requests <= MAX_UNCONFIRMED_REQUESTS) return true;
    this.#isAgreed = await this.#confirm(this.#made + requests);
    return this.#isAgreed;
  }
}
