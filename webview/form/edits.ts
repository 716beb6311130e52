import type { FormPlace, FormValues, SomeFormValues } from '../../src/protocol/formValues.ts';
import type { MessageToHost } from '../../src/protocol/messageToHost.ts';

const DELAY_MS = 200;

type Revised = Extract<MessageToHost, { revision: number }>;
type WithoutRevision<Message> = Message extends unknown ? Omit<Message, 'revision'> : never;

/**
 * What was changed on the page and since when: sends it, not too often, and knows which of the host's answers are too old
 * to be drawn over it.
 */
export class Edits {
  readonly #send: (message: MessageToHost) => void;
  readonly #touched = new Map<FormPlace, number>();
  #pending: SomeFormValues = {};
  #revision = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (message: MessageToHost) => void) {
    this.#send = send;
  }

  get revision(): number {
    return this.#revision;
  }

  /**
   * A field has another value. It is on its way at once after a rest, since the form may be closed right after a paste, and
   * within 200 ms however long the typing goes on.
   */
  change(values: SomeFormValues): void {
    this.#revision++;
    for (const place of Object.keys(values) as (keyof FormValues)[]) this.#touched.set(place, this.#revision);
    this.#pending = { ...this.#pending, ...values };
    if (this.#timer === undefined) this.#sendAndRest();
  }

  /** Something was done that the host is to know at once, after what was typed before it. */
  act(place: FormPlace, message: WithoutRevision<Revised>): void {
    this.flush();
    this.#revision++;
    this.#touched.set(place, this.#revision);
    this.#send({ ...message, revision: this.#revision });
  }

  /** Takes back what waits, of a value that cannot be sent. No answer is drawn over it before the next change. */
  withhold(place: keyof FormValues): void {
    this.#touched.set(place, this.#revision + 1);
    const { [place]: _withheld, ...rest } = this.#pending;
    this.#pending = rest;
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sendPending();
  }

  /** Until nothing has come for a while, what comes waits. */
  #sendAndRest(): void {
    this.#timer = this.#sendPending() ? setTimeout(() => this.#sendAndRest(), DELAY_MS) : undefined;
  }

  /** Whether there was something to send. */
  #sendPending(): boolean {
    if (Object.keys(this.#pending).length === 0) return false;
    const values = this.#pending;
    this.#pending = {};
    this.#send({ kind: 'edit', revision: this.#revision, values });
    return true;
  }

  /** Whether an answer to `revision` knows the latest that was done at this place. */
  isFresh(place: FormPlace, revision: number): boolean {
    return revision >= (this.#touched.get(place) ?? 0);
  }
}
