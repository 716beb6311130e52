import type { Person } from '../store/sampleData.ts';

/** A person as lists and interactions show them. Source: V1 docs, The Person Resource. */
export function personBody({ id, type, firstName, lastName, emails }: Person): object {
  return {
    id,
    type,
    first_name: firstName,
    last_name: lastName,
    primary_email: emails[0] ?? null,
    emails,
  };
}
