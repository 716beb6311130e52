/** Source: V1 docs, logging types; no answer seen so far has one, but a manual creator. */
const MANUAL = 1;

/** Logged by a person, as opposed to synced from a mailbox or calendar. */
export function isLoggedManually({ loggingType, manualCreatorId }: LoggingFields): boolean {
  return loggingType === MANUAL || typeof manualCreatorId === 'number';
}

interface LoggingFields {
  readonly loggingType?: number | undefined;
  readonly manualCreatorId?: number | undefined;
}
