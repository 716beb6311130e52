export const DEFAULT_KEEP_REQUESTS = 5000;

/** The setting `affinity.keepRequests`; undefined when it is nonsense. */
export function parseKeepRequests(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
