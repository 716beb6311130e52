import type { FormPlace, FormValues, SomeFormValues } from '../../src/protocol/formValues.ts';
import type { FormView, Problem } from '../../src/protocol/formView.ts';
import type { MessageToHost } from '../../src/protocol/messageToHost.ts';

const SEND_INTERVAL_MS = 200;

type Revised = Extract<MessageToHost, { revision: number }>;
type WithoutRevision<Message> = Message extends unknown ? Omit<Message, 'revision'> : never;

/** The changes made on the page: sends them, throttled, and tells which answers of the host are out of date. */
export class Edits {
  readonly #send: (message: MessageToHost) => void;
  /** The revision of the last change at each place. */
  readonly #changedAt = new Map<FormPlace, number>();
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
   * Records new values of fields. They are sent at once after a pause, because the form may be closed right after a
   * paste, and every 200 ms while the user keeps typing.
   */
  change(values: SomeFormValues): void {
    this.#revision++;
    for (const place of Object.keys(values) as (keyof FormValues)[])
      this.#changedAt.set(place, this.#revision);
    this.#pending = { ...this.#pending, ...values };
    if (this.#timer === undefined) this.#sendRepeatedly();
  }

  /** Sends an action at once, after the values that were typed before it. */
  act(place: FormPlace, message: WithoutRevision<Revised>): void {
    this.flush();
    this.#revision++;
    this.#changedAt.set(place, this.#revision);
    this.#send({ ...message, revision: this.#revision });
  }

  /** Withdraws the pending value of a field that can't be sent. Until the next change, answers don't overwrite it. */
  withhold(place: keyof FormValues): void {
    this.#changedAt.set(place, this.#revision + 1);
    const { [place]: _withheld, ...rest } = this.#pending;
    this.#pending = rest;
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sendPending();
  }

  /** An answer to `revision` includes the last change at this place. */
  isFresh(place: FormPlace, revision: number): boolean {
    return revision >= (this.#changedAt.get(place) ?? 0);
  }

  #sendRepeatedly(): void {
    this.#timer = this.#sendPending()
      ? setTimeout(() => this.#sendRepeatedly(), SEND_INTERVAL_MS)
      : undefined;
  }

  /** Returns false when nothing was pending. */
  #sendPending(): boolean {
    if (Object.keys(this.#pending).length === 0) return false;
    const values = this.#pending;
    this.#pending = {};
    this.#send({ kind: 'edit', revision: this.#revision, values });
    return true;
  }
}

function alsoOnOf({ alsoOn }: FormView): Pick<FormView, 'alsoOn'> {
  return alsoOn === undefined ? {} : { alsoOn };
}

/** The view to render: the answer, but the current view at places that were changed since the answer was made. */
export function freshView(
  answer: FormView,
  current: FormView,
  isFresh: (place: FormPlace) => boolean,
): FormView {
  const viewAt = (place: FormPlace): FormView => (isFresh(place) ? answer : current);
  const problems: readonly Problem[] = [
    ...answer.problems.filter(({ at }) => isFresh(at)),
    ...current.problems.filter(({ at }) => !isFresh(at)),
  ];
  return {
    ...answer,
    date: viewAt('date').date,
    people: viewAt('people').people,
    ...alsoOnOf(viewAt('alsoOn')),
    hasDirection: viewAt('type').hasDirection,
    problems,
  };
}
