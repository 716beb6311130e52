import { l10n, ProgressLocation, window } from 'vscode';
import type { CancellationToken, Progress, QuickPickItem } from 'vscode';
import { refreshContacts } from '../../history/contactRefresh.ts';
import type { ContactRefresh } from '../../history/contactRefresh.ts';
import { isBelowFloor } from '../../history/monthlyFloor.ts';
import { recordOrders } from '../../history/recordOrder.ts';
import type { RecordOrder } from '../../history/recordOrder.ts';
import { recordKey } from '../../model/recordRef.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { rowsOf } from '../tree/row.ts';
import { confirmRequests } from '../ui/confirmRequests.ts';
import { messages } from '../ui/messages.ts';
import { refreshWords } from '../words/refreshWords.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { signedIn, withKey } from './signedIn.ts';

type Names = 'refreshLastContact' | 'refreshRecordContact' | 'sortRecords';

/** The commands for the last contact with the followed records. */
export function contactCommands(sessions: Sessions): Pick<CommandHandlers, Names> {
  return {
    // The title of the view passes the row that has the focus, but means all records.
    refreshLastContact: async () => {
      const session = await withKey(sessions);
      if (session !== undefined) await refresh(sessions, session, session.followed.current);
    },
    refreshRecordContact: async (argument, others) => {
      const rows = rowsOf(argument, others).filter((row) => row.kind === 'record');
      const session = rows.length > 0 ? await withKey(sessions) : undefined;
      if (session !== undefined)
        await refresh(
          sessions,
          session,
          rows.map(({ record }) => record),
        );
    },
    sortRecords: async () => {
      const session = await signedIn(sessions);
      const order = session && (await chooseOrder(session.order.current));
      if (order !== undefined) await session?.order.update(() => order);
    },
  };
}

/** Shows progress that can be canceled, and says once at the end what keeps its old dates. */
async function refresh(
  sessions: Sessions,
  session: AccountSession,
  records: readonly RecordRef[],
): Promise<void> {
  if (records.length === 0) return;
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Refreshing last contact'),
    cancellable: true,
  };
  await window.withProgress(options, async (progress, token) => {
    const stop = new AbortController();
    const subscriptions = [
      token.onCancellationRequested(() => stop.abort()),
      sessions.onDidChange(() => stop.abort()),
    ];
    const floor = session.connection.floor.signal();
    try {
      const result = await read(session, records, {
        progress,
        token,
        signal: AbortSignal.any([stop.signal, floor]),
      });
      if (result !== undefined && session === sessions.current)
        report(session, result, { stop: stop.signal, floor });
    } finally {
      for (const subscription of subscriptions) subscription.dispose();
    }
  });
}

interface Reading {
  readonly progress: Progress<{ readonly message: string; readonly increment: number }>;
  readonly token: CancellationToken;
  readonly signal: AbortSignal;
}

async function read(
  { connection, source, timelines }: AccountSession,
  records: readonly RecordRef[],
  { progress, signal }: Reading,
): Promise<ContactRefresh | undefined> {
  const safe = l10n.t('You can stop at any time and keep what was read.');
  const increment = 100 / records.length;
  return refreshContacts(records, {
    source,
    bounds: timelines.bounds,
    confirm: (requests) => confirmRequests(connection, requests, safe),
    signal,
    onProgress: (done) =>
      progress.report({ message: refreshWords.progress(done, records.length), increment }),
  });
}

interface Stops {
  readonly stop: AbortSignal;
  readonly floor: AbortSignal;
}

function report({ folder }: AccountSession, result: ContactRefresh, { stop, floor }: Stops): void {
  for (const { record, error } of result.failures)
    folder.log.warn(`${recordKey(record)}: last contact not refreshed. ${String(error)}`);
  if (stop.aborted) return messages.remark(refreshWords.stopped(result));
  if (result.failures.length + result.skipped === 0)
    return messages.remark(refreshWords.finished(result), 'check');
  const reason: unknown = floor.reason;
  void messages.showWarning(refreshWords.notRefreshed(result, isBelowFloor(reason) ? reason : undefined));
}

async function chooseOrder(current: RecordOrder): Promise<RecordOrder | undefined> {
  const items = recordOrders.map((order): QuickPickItem & { readonly order: RecordOrder } => ({
    order,
    label: orderWords(order),
    ...(order === current && { description: l10n.t('current order') }),
    ...(order === 'last-contact' && {
      detail: l10n.t('Longest ago first, then records without a known contact'),
    }),
  }));
  const chosen = await window.showQuickPick(items, { title: l10n.t('Sort Records') });
  return chosen?.order;
}

function orderWords(order: RecordOrder): string {
  switch (order) {
    case 'name':
      return l10n.t('By name');
    case 'last-contact':
      return l10n.t('By last contact');
    case 'followed':
      return l10n.t('As followed');
  }
}
