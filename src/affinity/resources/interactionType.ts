/** Source: V1 docs, Interaction Types. E-mails can be read but not created. */
export const InteractionType = { meeting: 0, call: 1, chatMessage: 2, email: 3 } as const;
export type InteractionType = (typeof InteractionType)[keyof typeof InteractionType];
