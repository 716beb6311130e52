/** Which interactions a query means: all, or only those that a person logged by hand. */
export const LoggingType = { all: 0, manual: 1 } as const;
export type LoggingType = (typeof LoggingType)[keyof typeof LoggingType];
