import { vi } from 'vitest';

/** Retries for half a minute instead of vitest's one second, which a busy machine can exceed. Milliseconds. */
const patience = { timeout: 30_000, interval: 10 };

/** Resolves with the first result of `check` that doesn't throw. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, patience);
}
