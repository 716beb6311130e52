import { l10n } from 'vscode';
import { planOfRecord, planOfRows, planOfView } from '../export/exportPlan.ts';
import type { ExportPlan } from '../export/exportPlan.ts';
import { searchPick } from '../pick/searchPick.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { systemClock } from '../storage/systemClock.ts';
import { rowsOf } from '../tree/row.ts';
import { messages } from '../ui/messages.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { signedIn } from './signedIn.ts';

export function exportCommands(sessions: Sessions): Pick<CommandHandlers, 'export' | 'exportAll'> {
  return {
    export: async (argument, others) => {
      const session = await signedIn(sessions);
      const plan = session && (await planOf(session, argument, others));
      if (session !== undefined && plan !== undefined) await run(session, plan);
    },
    exportAll: async () => {
      const session = await signedIn(sessions);
      if (session !== undefined) await run(session, planOfView(session));
    },
  };
}

async function planOf(
  session: AccountSession,
  argument: unknown,
  others: unknown,
): Promise<ExportPlan | undefined> {
  const rows = rowsOf(argument, others);
  if (rows.length > 0) return planOfRows(session, rows);
  const record = await searchPick(session.connection.client, systemClock, {
    title: l10n.t('Export'),
    placeholder: l10n.t('Enter a name, an email address or a domain'),
    followed: session.followed,
  });
  return record && planOfRecord(record);
}

async function run(session: AccountSession, plan: ExportPlan): Promise<void> {
  if (plan.histories.length === 0 && plan.chosen.every(({ items }) => items.length === 0)) {
    void messages.showInformation(l10n.t('There is nothing to export yet. Follow a record first.'));
    return;
  }
  const { exportInteractions } = await import('../export/exportInteractions.ts');
  await exportInteractions(session, plan);
}
