import type { BriefDraft } from '../../brief/briefDocument.ts';
import type { Draft } from '../../drafts/model/draft.ts';
import { interactionKey } from '../../model/interactionRef.ts';
import { recordKey } from '../../model/recordRef.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import type { Relationship } from '../../relationship/relationship.ts';
import type { Account } from '../account/account.ts';
import { recordsOf } from '../drafts/drafts.ts';
import { interactionLink } from '../links/interactionLink.ts';
import { draftSummary } from '../words/draftSummary.ts';

export interface DraftSubjects {
  readonly record: RecordRef;
  readonly relationship: Relationship;
  readonly account: Account;
}

/** The drafts that were begun on the record or will be on it, that are about one of its interactions, or name its people. */
export function draftsAbout(drafts: readonly Draft[], subjects: DraftSubjects): readonly BriefDraft[] {
  const { record, relationship, account } = subjects;
  const people = new Set(relationship.contacts.map(({ person }) => person.id));
  if (record.kind === 'person') people.add(record.id);
  const interactions = new Set(
    relationship.types.flatMap(({ cells, plannedCells }) =>
      [...cells, ...plannedCells].flat().map((one) => interactionKey(one)),
    ),
  );
  const isAbout = (draft: Draft): boolean =>
    [...recordsOf(draft), ...(draft.alsoOn ?? [])].some((one) => recordKey(one) === recordKey(record)) ||
    (draft.subject.kind !== 'create' && interactions.has(interactionKey(draft.subject))) ||
    draft.people.some((one) => one.state === 'known' && people.has(one.person.id));
  return drafts.filter(isAbout).map((draft) => {
    const { label, description } = draftSummary(draft);
    const link = draft.subject.kind === 'create' ? undefined : interactionLink(account, draft.subject);
    return { label, description, link };
  });
}
