import type { Draft } from '../../drafts/model/draft.ts';
import { displayText } from '../../model/displayText.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import type { NoteRecord } from '../../protocol/formView.ts';
import type { AccountSession } from '../session/accountSession.ts';

/** Each person and each company costs a request. */
const MOST_PEOPLE = 4;
const MOST_COMPANIES = 6;

/**
 * The companies of the external people of a note's interaction, and the followed companies and opportunities among them. What
 * can't be read is left out.
 */
export async function relatedRecords(
  session: AccountSession,
  { subject }: Draft,
): Promise<readonly NoteRecord[]> {
  return subject.kind === 'note' ? companiesOf(session, subject.people) : [];
}

/** The companies of the external people among these. What can't be read is left out. */
export async function companiesOf(
  { connection }: Pick<AccountSession, 'connection'>,
  all: readonly KnownPerson[],
): Promise<readonly NoteRecord[]> {
  const { persons, companies } = connection.client;
  const outside = all.filter(({ standing }) => standing === 'external').slice(0, MOST_PEOPLE);
  const people = await Promise.allSettled(outside.map(({ id }) => persons.get(id)));
  const ids = people.flatMap((one) => (one.status === 'fulfilled' ? (one.value.companyIds ?? []) : []));
  const found = await Promise.allSettled(
    [...new Set(ids)].slice(0, MOST_COMPANIES).map((id) => companies.get(id)),
  );
  return found.flatMap((one): readonly NoteRecord[] => {
    if (one.status === 'rejected') return [];
    const { id, name, domain } = one.value;
    return [
      { kind: 'company', id, name: displayText(name), ...(domain ? { detail: displayText(domain) } : {}) },
    ];
  });
}
