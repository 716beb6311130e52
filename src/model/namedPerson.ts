import { oneLine } from './cleanText.ts';

/** Collaborators are outside people with a login; they are in no documentation, but in answers. Source: V1 docs, Persons. */
export const personTypes = { external: 0, internal: 1, collaborator: 2 } as const;

/** How the extension treats a person: a colleague or not. */
export type Standing = 'internal' | 'external';

/** A person as far as its name and side are concerned. */
export interface NamedPerson {
  readonly type?: number | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly primaryEmail?: string | undefined;
  readonly emails: readonly string[];
}

export function isExternal({ type }: Pick<NamedPerson, 'type'>): boolean {
  return type === personTypes.external;
}

export function isInternal({ type }: Pick<NamedPerson, 'type'>): boolean {
  return type === personTypes.internal;
}

/** Collaborators count as external, and so does a person whose side the service does not tell. */
export function standingOf(person: Pick<NamedPerson, 'type'>): Standing {
  return isInternal(person) ? 'internal' : 'external';
}

/** "Ann Lee", else the email address, else nothing. Always one line. */
export function nameOrEmail(person: NamedPerson): string {
  return fullName(person) || emailOf(person);
}

/** "Ann Lee" on one line, or nothing. */
export function fullName({ firstName, lastName }: Pick<NamedPerson, 'firstName' | 'lastName'>): string {
  return oneLine([firstName, lastName].filter(Boolean).join(' '));
}

/** The primary address, else the first one, else nothing. Always one line. */
export function emailOf({ primaryEmail, emails }: Pick<NamedPerson, 'primaryEmail' | 'emails'>): string {
  return oneLine(primaryEmail || emails[0] || '');
}
