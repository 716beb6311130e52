// Without a schema: the page draws itself before it reads a message, and loads what reads them then.

/** Meeting 0, call 1, chat message 2: the numbers of Affinity. E-mails (3) cannot be created or edited. */
export const formTypes = [0, 1, 2] as const;

/** Sent by a colleague 0, received 1: the numbers of Affinity. */
export const formDirections = [0, 1] as const;

export type FormType = (typeof formTypes)[number];

export type FormDirection = (typeof formDirections)[number];
