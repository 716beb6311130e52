import { l10n, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import { openTypes } from '../../history/historyRow.ts';
import type { TypeRow } from '../../history/historyRow.ts';
import type { Colleague, InteractionFilter } from '../../history/interactionFilter.ts';
import { oneLine } from '../../model/cleanText.ts';
import { directions } from '../../model/interactionTypes.ts';
import { searchPick } from '../pick/searchPick.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { systemClock } from '../storage/systemClock.ts';
import { withoutIcons } from '../words/withoutIcons.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { signedIn } from './signedIn.ts';

type Choice = 'manual' | 'colleague' | 'sent' | 'received';
type Item = QuickPickItem & { readonly choice: Choice };

export function filterCommands(sessions: Sessions): Pick<CommandHandlers, 'filter' | 'clearFilter'> {
  return {
    filter: async () => {
      const session = await signedIn(sessions);
      const filter = session && (await askForFilter(session));
      if (session !== undefined && filter !== undefined) await applyFilter(session, filter);
    },
    clearFilter: async () => {
      if (sessions.current !== undefined) await applyFilter(sessions.current, {});
    },
  };
}

/** Loads, through the new filter, the open types that are loaded. Drawing them again would load nothing. */
async function applyFilter(session: AccountSession, filter: InteractionFilter): Promise<void> {
  const { filter: current, timelines } = session;
  const timelineOf = ({ record, type }: TypeRow) => timelines.of(record, type, current.current);
  const shown = openTypes(session).filter((type) => timelineOf(type).state.status !== 'not-loaded');
  const updated = current.update(() => filter);
  for (const type of shown) void timelineOf(type).load();
  await updated;
}

async function askForFilter(session: AccountSession): Promise<InteractionFilter | undefined> {
  const before = session.filter.current;
  const chosen = await window.showQuickPick(items(before), {
    title: l10n.t('Filter Interactions'),
    placeHolder: l10n.t('Select what to show, or nothing to show everything'),
    canPickMany: true,
  });
  if (chosen === undefined) return undefined;
  const choices = new Set(chosen.map(({ choice }) => choice));
  const colleague = choices.has('colleague') ? await askForColleague(session) : undefined;
  if (choices.has('colleague') && colleague === undefined) return undefined;
  // Sent and received together are no filter.
  const oneDirection = choices.has('sent') !== choices.has('received');
  return {
    ...(choices.has('manual') && { manualOnly: true }),
    ...(colleague && { colleague }),
    ...(oneDirection && { direction: choices.has('sent') ? directions.sent : directions.received }),
  };
}

function items({ manualOnly, colleague, direction }: InteractionFilter): Item[] {
  const only = l10n.t('only chat messages and emails');
  return [
    { choice: 'manual', label: l10n.t('Manually logged'), picked: manualOnly === true },
    {
      choice: 'colleague',
      label: l10n.t('With a colleague…'),
      description: withoutIcons(oneLine(colleague?.name ?? '')),
      picked: colleague !== undefined,
    },
    { choice: 'sent', label: l10n.t('Sent'), description: only, picked: direction === directions.sent },
    {
      choice: 'received',
      label: l10n.t('Received'),
      description: only,
      picked: direction === directions.received,
    },
  ];
}

async function askForColleague(session: AccountSession): Promise<Colleague | undefined> {
  const { user } = session.account.identity;
  const before = session.filter.current.colleague;
  const me = { id: user.id, name: l10n.t('{0} {1}', user.firstName ?? '', user.lastName ?? '').trim() };
  const suggestions = [...(before && before.id !== me.id ? [before] : []), me];
  const found = await searchPick(session.connection.client, systemClock, {
    title: l10n.t('Filter Interactions: Select a Colleague'),
    placeholder: l10n.t('Enter a colleague’s name or email address'),
    kinds: ['person'],
    suggestions: suggestions.map((one) => ({ ...one, kind: 'person', standing: 'internal' })),
    keep: ({ standing }) => standing === 'internal',
  });
  return found && { id: found.id, name: found.name };
}
