import { commands, l10n, QuickInputButtons } from 'vscode';
import type { QuickInputButton, QuickPickItem } from 'vscode';
import { followRecord, isFollowed } from '../../history/followedRecords.ts';
import { recordRow } from '../../history/historyRow.ts';
import { QuietSearch } from '../../history/quietSearch.ts';
import type { QuietQuery, QuietRecord } from '../../history/quietSearch.ts';
import { oneLine } from '../../model/cleanText.ts';
import { isolated } from '../../model/isolated.ts';
import type { RecordId } from '../../model/recordRef.ts';
import { QuietPick } from '../pick/quietPick.ts';
import type { ChosenQuiet, QuietAction, QuietPickOptions } from '../pick/quietPick.ts';
import { QuietSpanChoice, spanWords } from '../pick/quietSpanChoice.ts';
import { choose } from '../pick/spanChoice.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { confirmRequests } from '../ui/confirmRequests.ts';
import { messages } from '../ui/messages.ts';
import { recordIcon } from '../words/interactionIcon.ts';
import { isDayFirst } from '../words/isDayFirst.ts';
import type { CommandHandlers, CommandName } from './commandHandlers.ts';
import { signedIn } from './signedIn.ts';

/** Kind, time, results, action. A time in words is a step more. */
const TOTAL_STEPS = 4;

interface RecordAction extends QuietAction {
  /** The list stays open for the next record. */
  readonly staysOpen: boolean;
  readonly run: (session: AccountSession, found: QuietRecord) => unknown;
}

type StepPlace = Pick<QuietPickOptions<RecordAction>, 'step' | 'title' | 'totalSteps'>;

/** The editor has its own meaning of `kind`. */
type KindItem = QuickPickItem & { readonly of: QuietQuery['kind'] };

export function quietCommands(sessions: Sessions): Pick<CommandHandlers, 'findQuietRecords'> {
  return {
    findQuietRecords: async () => {
      const session = await signedIn(sessions);
      if (session !== undefined) await findQuietRecords(session);
    },
  };
}

/** Kind → time of the last contact → results. Back leads to the previous step, as it was left. */
async function findQuietRecords(session: AccountSession): Promise<void> {
  const title = l10n.t('Find Quiet Records');
  let active: KindItem | undefined;
  for (;;) {
    const placeholder = l10n.t('Select what to look for');
    const items = kindItems();
    active = items.find((one) => one.of === active?.of);
    const chosen = await choose(items, active, { title, placeholder, step: 1, totalSteps: TOTAL_STEPS });
    if (chosen === undefined || !('of' in chosen)) return;
    active = chosen;
    if ((await chooseSpan(session, chosen)) !== QuickInputButtons.Back) return;
  }
}

/** The Back button, or undefined when the user is done. */
async function chooseSpan(
  session: AccountSession,
  { of: kind, label: title }: KindItem,
): Promise<QuickInputButton | undefined> {
  const placeholder = l10n.t('Select when the last contact was');
  const choice = new QuietSpanChoice({ title, placeholder, step: 2, totalSteps: TOTAL_STEPS }, isDayFirst());
  for (;;) {
    const span = await choice.ask();
    if (span === undefined || !('from' in span)) return span;
    const shown = l10n.t('{0} · last contact {1}', title, spanWords(span));
    const { step, totalSteps } = choice.steps;
    const place = { title: shown, step: step + 1, totalSteps };
    if ((await showResults(session, { kind, span }, place)) !== QuickInputButtons.Back) return undefined;
  }
}

async function showResults(
  session: AccountSession,
  query: QuietQuery,
  place: StepPlace,
): Promise<QuickInputButton | undefined> {
  let pick: QuietPick<RecordAction> | undefined;
  const safe = l10n.t('You can stop at any time and keep what was read.');
  const search = new QuietSearch(query, {
    source: session.connection.client,
    now: () => Date.now(),
    onChange: () => pick?.draw(),
    confirm: async (requests) => {
      const isConfirmed = await confirmRequests(session.connection, requests, safe);
      pick?.show();
      return isConfirmed;
    },
  });
  let active: RecordId | undefined;
  for (;;) {
    const options = { ...place, actions: actions(), active };
    pick = new QuietPick(search, {
      ...options,
      isFollowed: (record) => isFollowed(session.followed.current, record),
    });
    const chosen = await pick.choose();
    pick = undefined;
    if (chosen === undefined || !('found' in chosen)) return chosen;
    active = chosen.found.record;
    if (!(await act(session, chosen, place))) return undefined;
  }
}

/** True when the list is shown again. */
async function act(
  session: AccountSession,
  { found, action }: ChosenQuiet<RecordAction>,
  { step, totalSteps }: StepPlace,
): Promise<boolean> {
  const title = isolated(oneLine(found.record.name));
  const items = actions().map((one) => ({ label: one.label, action: one }));
  const placeholder = l10n.t('Select an action');
  const chosen = action
    ? { action }
    : await choose(items, undefined, { title, placeholder, step: step + 1, totalSteps });
  if (chosen === undefined) return false;
  if (!('action' in chosen)) return true;
  await chosen.action.run(session, found);
  return chosen.action.staysOpen;
}

/** Runs a command on a record, which it takes as a row of the tree. */
function run(command: CommandName): RecordAction['run'] {
  return (session, { record }) =>
    commands.executeCommand(`affinity.${command}`, recordRow(session.name, record));
}

/** The actions on a result, in their order. */
function actions(): readonly RecordAction[] {
  return [
    { label: l10n.t('Follow'), icon: 'add', staysOpen: true, run: follow },
    {
      label: l10n.t('Log Interaction…'),
      icon: 'comment-draft',
      staysOpen: false,
      run: run('logInteraction'),
    },
    { label: l10n.t('Show Relationship'), icon: 'graph', staysOpen: false, run: run('showRelationship') },
    { label: l10n.t('Open in Affinity'), icon: 'link-external', staysOpen: true, run: run('openInAffinity') },
  ];
}

/** The dates of the result are known already, so its row needs no request; unless the service has left them out. */
async function follow(session: AccountSession, { record, last, dates, readAt }: QuietRecord): Promise<void> {
  if (last !== undefined) session.timelines.bounds.learn(record, dates, readAt);
  await session.followed.update((list) => followRecord(list, record));
  messages.remark(l10n.t('Following {0}', oneLine(record.name)), 'check');
}

function kindItems(): KindItem[] {
  return [
    { of: 'company', label: l10n.t('Companies'), iconPath: recordIcon('company') },
    { of: 'person', label: l10n.t('People'), iconPath: recordIcon('person') },
  ];
}
