export const realClock: SandboxClock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const elapsed = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    try {
      await (signal === undefined ? elapsed : Promise.race([elapsed, untilAborted(signal)]));
    } finally {
      clearTimeout(timer);
    }
  },
};

/** `now` is milliseconds since the epoch; `sleep` rejects with the signal's reason when it is aborted. */
export interface SandboxClock {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Never resolves, and rejects with the signal's reason when it is aborted. */
export async function untilAborted(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) {
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve, { once: true });
    });
  }
  throw signal.reason;
}
