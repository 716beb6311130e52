import type { Interaction } from '../../src/affinity/index.ts';
import { NOW } from './affinityWith.ts';

/** An interaction of which only what matters is told. */
export function interaction(fields: Partial<Interaction> = {}): Interaction {
  return {
    id: 1,
    type: 0,
    date: new Date(NOW),
    persons: [],
    attendees: [],
    to: [],
    cc: [],
    noteIds: [],
    ...fields,
  };
}
