import type { KnownPerson } from '../../model/knownPerson.ts';

/** Whom an entry will be attributed to. */
export interface FormAttribution {
  readonly user: KnownPerson;
  readonly tenant: string;
  /** Of the sample workspace. */
  readonly sample: boolean;
}
