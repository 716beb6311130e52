import type { Company } from '../../affinity/index.ts';
import { commonDomain } from '../../directory/commonDomain.ts';
import type { Draft } from '../../drafts/model/draft.ts';
import { displayText } from '../../model/displayText.ts';
import { typeIds } from '../../model/interactionTypes.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { involves } from '../../model/participants.ts';
import { recordKey } from '../../model/recordRef.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import type { NoteRecord } from '../../protocol/formView.ts';
import type { AccountSession } from '../session/accountSession.ts';

/** Each person and each company costs a request. */
const MOST_PEOPLE = 4;
const MOST_COMPANIES = 6;

/** More suggestions would be longer than the field itself. */
const MOST_SUGGESTED = 4;

/**
 * The record that a new interaction is about, and the followed companies and opportunities whose loaded interactions have one
 * of its people. Makes no request.
 */
export function suggestedRecords(
  { followed, timelines, filter }: Pick<AccountSession, 'filter' | 'followed' | 'timelines'>,
  draft: Draft,
): readonly NoteRecord[] {
  const about = draft.subject.kind === 'create' ? draft.subject.about : undefined;
  const people = outsiders(draft);
  const isTheirs = (record: RecordRef): boolean =>
    typeIds.some((type) =>
      timelines
        .of(record, type, filter.current)
        .state.items.some((item) => people.some(({ id }) => involves(item, id))),
    );
  const theirs = followed.current.filter((record) => record.kind !== 'person' && isTheirs(record));
  const records = [...(about === undefined ? [] : [about]), ...theirs];
  const unique = [...new Map(records.map((record) => [recordKey(record), record])).values()];
  return unique
    .flatMap(({ kind, id, name }) => (kind === 'person' ? [] : [{ kind, id, name: displayText(name) }]))
    .slice(0, MOST_SUGGESTED);
}

/**
 * The companies of the external people: those of a note's interaction are read, and those of a new interaction are found by
 * the domain of the people's addresses, with one request. What can't be read is left out.
 */
export async function relatedRecords(
  session: Pick<AccountSession, 'connection'>,
  draft: Draft,
): Promise<readonly NoteRecord[]> {
  const outside = outsiders(draft);
  if (draft.subject.kind === 'note') return companiesOf(session, outside);
  const { companies } = session.connection.client;
  const domain = commonDomain(outside);
  if (domain === undefined) return [];
  const { items } = await companies.search(domain, { pageSize: MOST_COMPANIES });
  return items.filter(({ domains }) => domains.includes(domain)).map((company) => toRecord(company));
}

/** The companies of the external people among these. Those that can't be read are left out. */
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
  return found.flatMap((one) => (one.status === 'fulfilled' ? [toRecord(one.value)] : []));
}

function outsiders({ subject, people }: Draft): readonly KnownPerson[] {
  const known =
    subject.kind === 'create'
      ? people.flatMap((one) => (one.state === 'known' ? [one.person] : []))
      : subject.kind === 'update'
        ? []
        : subject.people;
  return known.filter(({ standing }) => standing === 'external');
}

function toRecord({ id, name, domain }: Pick<Company, 'domain' | 'id' | 'name'>): NoteRecord {
  return { kind: 'company', id, name: displayText(name), ...(domain ? { detail: displayText(domain) } : {}) };
}
