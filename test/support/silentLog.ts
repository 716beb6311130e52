import type { Log } from '../../src/editor/settings/configuration.ts';

const nothing = (): void => {};

/** A log that discards everything. */
export const silentLog: Log = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  show: nothing,
};
