/** Source: V1 docs, logging types; no answer seen so far has one, but a manual creator. */
const MANUAL = 1;
/** Source: recorded answers. */
const MANUAL_TITLE = 'Manually logged event';

/** Logged by a person, as opposed to synced from a mailbox or calendar. */
export function isLoggedManually({ loggingType, manualCreatorId }: LoggingFields): boolean {
  return loggingType === MANUAL || typeof manualCreatorId === 'number';
}

interface LoggingFields {
  readonly loggingType?: number | undefined;
  readonly manualCreatorId?: number | undefined;
}

/** The title, unless it is the one that the service itself gives to manually logged meetings and calls. */
export function ownTitle(title: string | undefined): string | undefined {
  return title === MANUAL_TITLE ? undefined : title;
}
