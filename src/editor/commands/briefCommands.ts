import { l10n } from 'vscode';
import { oneLine } from '../../model/cleanText.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import type { WeekItem, WeekPerson } from '../../week/weekItem.ts';
import { knownPeopleOf } from '../form/notedInteraction.ts';
import { companiesOf } from '../form/relatedRecords.ts';
import { chooseItem } from '../pick/askForInteraction.ts';
import { searchPick } from '../pick/searchPick.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { systemClock } from '../storage/systemClock.ts';
import { rowOf } from '../tree/row.ts';
import { messages } from '../ui/messages.ts';
import { viewProgress } from '../ui/viewProgress.ts';
import { weekItemOf } from '../week/weekRow.ts';
import { WEEK_VIEW_ID } from '../week/weekView.ts';
import { recordIcon } from '../words/interactionIcon.ts';
import { typeWords } from '../words/typeWords.ts';
import { withoutIcons } from '../words/withoutIcons.ts';
import type { WritingOnDemand } from '../writing/writingOnDemand.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { signedIn } from './signedIn.ts';

export function briefCommands(
  sessions: Sessions,
  writing: WritingOnDemand,
): Pick<CommandHandlers, 'prepareBrief'> {
  return {
    prepareBrief: async (argument) => {
      const session = await signedIn(sessions);
      const record = session && (await recordOf(session, argument));
      if (session === undefined || record === undefined) return;
      const { prepareBrief } = await import('../brief/prepareBrief.ts');
      await prepareBrief(session, record, writing);
    },
  };
}

async function recordOf(session: AccountSession, argument: unknown): Promise<RecordRef | undefined> {
  const [row, item] = [rowOf(argument), weekItemOf(argument)];
  if (item !== undefined) return recordOfWeekItem(session, item);
  if (row !== undefined && 'record' in row) return row.record;
  return await searchPick(session.connection.client, systemClock, {
    title: l10n.t('Prepare Brief'),
    placeholder: l10n.t('Enter a name, an email address or a domain'),
    followed: session.followed,
  });
}

/** The external person of a meeting. With several, or with companies, the user chooses; companies come first. */
async function recordOfWeekItem(session: AccountSession, item: WeekItem): Promise<RecordRef | undefined> {
  const people = knownPeopleOf(item).filter(isExternal);
  if (people.length === 0) {
    const reason = item.people.some(isExternal)
      ? l10n.t(
          'No one from outside your firm in this meeting is in Affinity, so there is nothing to prepare a brief on.',
        )
      : l10n.t('This meeting has no one from outside your firm to prepare a brief on.');
    void messages.showInformation(reason);
    return undefined;
  }
  const companies = await viewProgress(() => companiesOf(session, people), WEEK_VIEW_ID);
  const persons = people.map(({ id, name, email }) => ({ kind: 'person', id, name, detail: email }) as const);
  const records = [...companies, ...persons];
  const [only] = records;
  if (only !== undefined && records.length === 1) return { kind: only.kind, id: only.id, name: only.name };
  const items = records.map(({ kind, id, name, detail }) => ({
    label: withoutIcons(oneLine(name)),
    description: withoutIcons(
      [typeWords.recordKind(kind), oneLine(detail ?? '')].filter(Boolean).join(' · '),
    ),
    iconPath: recordIcon(kind),
    record: { kind, id, name },
  }));
  const placeholder = l10n.t('Select the company or person');
  return (await chooseItem(items, { title: l10n.t('Prepare Brief'), placeholder }))?.record;
}

function isExternal({ standing }: Pick<WeekPerson, 'standing'>): boolean {
  return standing === 'external';
}
