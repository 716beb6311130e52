import { Disposable } from 'vscode';
import { limitReached } from '../../tools/toolFailure.ts';
import type { AccountSession } from '../session/accountSession.ts';

/** The limits come a moment after the response that reached one; not every response has them. */
const LIMITS_DELAY_MS = 100;

/** Counts the requests of a call, also those of others. At a limit it stops the call, which would else wait for a minute. */
export class CallRequests implements Disposable {
  readonly #subscriptions: Disposable;
  #made = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ connection }: Pick<AccountSession, 'connection'>, stop: AbortController) {
    const check = (): void => {
      if (connection.problem === 'limited') stop.abort(limitReached(connection.limits, Date.now()));
    };
    this.#subscriptions = Disposable.from(
      connection.onDidChangeLimits(() => {
        this.#made += 1;
        check();
      }),
      connection.onDidChangeProblem(() => {
        this.#timer ??= setTimeout(check, LIMITS_DELAY_MS);
      }),
    );
  }

  get made(): number {
    return this.#made;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }
}
