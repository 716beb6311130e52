/** The interactions that were opened in a session: none. */
export const noOpened = { latest: [], add: () => undefined, remove: () => undefined };
