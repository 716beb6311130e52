/**
 * Who wrote: a colleague (`sent`) or the other side (`received`). Only chat messages and e-mails have one.
 */
export const Direction = { sent: 0, received: 1 } as const;
export type Direction = (typeof Direction)[keyof typeof Direction];
