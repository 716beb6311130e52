import type { Standing } from './namedPerson.ts';

/** A name can match many people; at most this many are offered to choose from. */
export const MAX_CANDIDATES = 50;

/** A person as Affinity knows them, as far as forms and drafts need it. */
export interface KnownPerson {
  readonly id: number;
  readonly name: string;
  readonly email?: string | undefined;
  readonly standing: Standing;
}
