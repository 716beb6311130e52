/** The time of a page, as tests control it. */
export interface TimersInPage {
  /** Runs the timers that are due within this time. */
  passTime(ms: number): void;
  /** From now on timers run only when the test makes time pass. */
  holdTimers(): void;
}

/** Runs in each page before its own script. Other than Playwright's clock it ends with the page, which is used again. */
export function controlTimers(): void {
  const scope = window as unknown as TimersInPage;
  const start = window.setTimeout.bind(window);
  const stop = window.clearTimeout.bind(window);
  const pending = new Map<unknown, { readonly due: number; readonly run: () => void }>();
  let passed = 0;
  let areHeld = false;
  const now = (): number => performance.now() + passed;
  const fire = (id: unknown): void => {
    const timer = pending.get(id);
    pending.delete(id);
    timer?.run();
  };
  window.setTimeout = ((run: (...values: readonly unknown[]) => void, ms = 0, ...values: unknown[]) => {
    const id = start(() => {
      if (!areHeld) fire(id);
    }, ms);
    pending.set(id, { due: now() + ms, run: () => run(...values) });
    return id;
  }) as typeof window.setTimeout;
  window.clearTimeout = (id) => {
    pending.delete(id);
    stop(id);
  };
  scope.passTime = (ms) => {
    passed += ms;
    const due = [...pending].filter(([, timer]) => timer.due <= now());
    for (const [id] of due.toSorted(([, one], [, other]) => one.due - other.due)) {
      stop(id as number);
      fire(id);
    }
  };
  scope.holdTimers = () => {
    areHeld = true;
  };
}
