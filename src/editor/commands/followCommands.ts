import { l10n } from 'vscode';
import type { FoundRecord } from '../../directory/recordSearch.ts';
import { followRecord, isFollowed, unfollowRecord } from '../../history/followedRecords.ts';
import { isWithin } from '../../history/historyRow.ts';
import type { RecordRow } from '../../history/historyRow.ts';
import { oneLine } from '../../model/cleanText.ts';
import { nameOrEmail } from '../../model/namedPerson.ts';
import type { RecordId } from '../../model/recordRef.ts';
import { searchPick } from '../pick/searchPick.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { systemClock } from '../storage/systemClock.ts';
import type { InteractionView } from '../tree/interactionView.ts';
import { rowsOf } from '../tree/row.ts';
import { messages } from '../ui/messages.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { signedIn } from './signedIn.ts';

export function followCommands(
  sessions: Sessions,
  view: InteractionView,
): Pick<CommandHandlers, 'follow' | 'unfollow'> {
  return {
    follow: async (argument) => {
      const session = await signedIn(sessions);
      if (session === undefined) return undefined;
      return isMergedRecord(argument) ? followInstead(session, view, argument) : follow(session, view);
    },
    unfollow: async (argument, others) => {
      const rows = rowsOf(argument, others).filter((row) => row.kind === 'record');
      const session = sessions.current;
      if (session !== undefined && rows.length > 0) await unfollow(session, rows);
    },
  };
}

async function unfollow(session: AccountSession, rows: readonly RecordRow[]): Promise<void> {
  const records = rows.map(({ record }) => record);
  await session.followed.update((list) => records.reduce(unfollowRecord, list));
  // A record that is followed again starts with all its types closed.
  await session.expanded.update((ids) => ids.filter((id) => !rows.some((row) => isWithin(id, row))));
  await Promise.all(records.map((record) => session.forgetRecord(record)));
  const [only] = records.length === 1 ? records : [];
  const said =
    only === undefined
      ? l10n.t('Unfollowed {0} records', records.length)
      : l10n.t('Unfollowed {0}', oneLine(only.name));
  messages.remark(said);
}

/** The argument of a row whose record was merged into another one. */
interface MergedRecord {
  readonly merged: RecordId;
  readonly into: number;
}

function isMergedRecord(argument: unknown): argument is MergedRecord {
  if (typeof argument !== 'object' || argument === null || !('into' in argument)) return false;
  const { into } = argument;
  const merged = 'merged' in argument ? argument.merged : undefined;
  const isRecord = typeof merged === 'object' && merged !== null && 'kind' in merged && 'id' in merged;
  const isKind = isRecord && (merged.kind === 'person' || merged.kind === 'company');
  return isKind && typeof merged.id === 'number' && Number.isSafeInteger(into);
}

async function followInstead(
  session: AccountSession,
  view: InteractionView,
  { merged, into }: MergedRecord,
): Promise<void> {
  const { persons, companies } = session.connection.client;
  const name =
    merged.kind === 'person' ? nameOrEmail(await persons.get(into)) : (await companies.get(into)).name;
  const record = { kind: merged.kind, id: into, name: oneLine(name) };
  await session.followed.update((list) => followRecord(unfollowRecord(list, merged), record));
  await session.forgetRecord(merged);
  await view.reveal(record);
}

/** The record that was chosen, for commands that go on with it. */
async function follow(session: AccountSession, view: InteractionView): Promise<FoundRecord | undefined> {
  const found = await searchPick(session.connection.client, systemClock, {
    title: l10n.t('Follow Person, Company or Opportunity'),
    placeholder: l10n.t('Enter a name, an email address or a domain'),
    remark: (one) => (isFollowed(session.followed.current, one) ? l10n.t('followed') : undefined),
  });
  if (found === undefined) return undefined;
  const record = { kind: found.kind, id: found.id, name: found.name };
  await session.followed.update((list) => followRecord(list, record));
  await view.reveal(record);
  return found;
}
