import type { InteractionType } from '../affinity/index.ts';

/** What stands for a type in the ids of rows and the addresses of documents. They are kept, so it stays as it is. */
export const typeKeys: Readonly<Record<InteractionType, string>> = {
  0: 'meeting',
  1: 'call',
  2: 'chat',
  3: 'email',
};
