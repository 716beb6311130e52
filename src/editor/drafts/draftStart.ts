import { hostZone } from '../../dates/wallTime.ts';
import type { DraftStart } from '../../drafts/model/newDraft.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { userName } from '../account/account.ts';
import type { Account } from '../account/account.ts';
import type { AccountSession } from '../session/accountSession.ts';

/** The account, the user, the time and the zone of a new draft. */
export function draftStart(session: AccountSession, id: string): DraftStart {
  return { id, account: session.name, user: userOf(session.account), now: new Date(), zone: hostZone() };
}

/** The user of an account as a participant. Source: V1 docs, whoami; the id is that of a person. */
export function userOf(account: Account): KnownPerson {
  const { id, email } = account.identity.user;
  return { id, name: userName(account), standing: 'internal', ...(email && { email }) };
}
