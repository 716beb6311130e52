/** Counts on when the form begins anew, so that no late answer is taken for that to another save. */
let LAST = 0;

/** One save at a time: the number that the answer has to carry, and whether one is waited for. */
export class Submission {
  #state: 'idle' | 'running' | 'saved' = 'idle';

  get state(): 'idle' | 'running' | 'saved' {
    return this.#state;
  }

  begin(): number {
    this.#state = 'running';
    return ++LAST;
  }

  /** Whether this is the answer that was waited for. After `saved` there is no other save in this form. */
  end(number: number, answer: 'saved' | 'refused' | 'unknown'): boolean {
    if (this.#state !== 'running' || number !== LAST) return false;
    this.#state = answer === 'saved' ? 'saved' : 'idle';
    return true;
  }
}
